/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search index stays whole and findable while it is merged, and ends in few pieces; a query
 * asks for what is there; the WAL gets into the file. */

#include <glib/gstdio.h>

#include "store/hp-message-table.h"
#include "store/hp-query-words.h"
#include "store/hp-tokenizer.h"

#define COMMITS 14
#define MAX_STEPS 10000

static void
add_message (HpDb *db, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("Lasku %" G_GINT64_FORMAT " tuli kahdesti", id);
  HpKey key = hp_key_random ();
  HpMessageRow row = { .id = id,
                       .key = key,
                       .kind = "human",
                       .direction = "in",
                       .original = HP_DB_NULL_INT,
                       .node = HP_DB_NULL_INT,
                       .parent = HP_DB_NULL_INT,
                       .ticket = HP_DB_NULL_INT,
                       .identity = HP_DB_NULL_INT,
                       .from = "",
                       .to = "",
                       .cc = "",
                       .subject = "",
                       .text = text,
                       .files = "" };
  g_autoptr (GError) error = NULL;

  hp_db_begin (db);
  hp_messages_add (db, &row, NULL);
  hp_db_commit (db, &error);
  g_assert_no_error (error);
}

static HpDb *
open_db (char **folder)
{
  g_autoptr (GError) error = NULL;
  *folder = g_dir_make_tmp ("helppari-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (*folder, "desk.db", NULL);
  HpDb *db = hp_db_open (path, HP_DB_WRITE, &error);

  g_assert_no_error (error);
  return db;
}

static void
close_db (HpDb *db, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);

  hp_db_close (db);
  g_remove (path);
  g_rmdir (folder);
}

/* Only the forms that the index has are looked for, so that the others cost nothing. */
static void
test_known_words (void)
{
  g_autofree char *folder = NULL;
  HpDb *db = open_db (&folder);
  g_autoptr (GString) match = g_string_new (NULL);
  g_autoptr (GString) unknown = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  add_message (db, 1);
  hp_query_words_append_known (match, db, "kahdesti \"laskuille\" 1");
  g_assert_cmpstr (match->str, ==,
                   "\"" HP_TOKENIZER_VERBATIM "kahdesti" HP_TOKENIZER_OR "kaksi lasku 1 \"");
  hp_query_words_append_known (unknown, db, "tilauksille");
  g_assert_cmpstr (unknown->str, ==, "\"" HP_TOKENIZER_VERBATIM "tilauksille \"");
  g_assert_true (hp_db_check (db, &error));
  close_db (db, folder);
}

/* A long WAL is copied into the file without a commit that waits for it. */
static void
test_checkpoint (void)
{
  g_autofree char *folder = NULL;
  HpDb *db = open_db (&folder);
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  GStatBuf before, after;

  for (gint64 id = 1; id <= COMMITS; id++)
    add_message (db, id);
  g_assert_cmpint (g_stat (path, &before), ==, 0);
  hp_db_checkpoint (db);
  g_assert_cmpint (g_stat (path, &after), ==, 0);
  g_assert_cmpint (before.st_size, <, after.st_size);
  close_db (db, folder);
}

static void
test_merge_index (void)
{
  g_autofree char *folder = NULL;
  HpDb *db = open_db (&folder);
  g_autoptr (GError) error = NULL;
  guint steps = 0;

  hp_messages_set_bulk (db, TRUE);
  for (gint64 id = 1; id <= COMMITS; id++)
    add_message (db, id);
  hp_messages_set_bulk (db, FALSE);
  g_assert_cmpint (hp_messages_count_pieces (db), ==, COMMITS);

  while (hp_messages_merge_index (db) && steps < MAX_STEPS)
    steps++;
  g_assert_cmpuint (steps, <, MAX_STEPS);
  g_assert_cmpint (hp_messages_count_pieces (db), <, 4);
  g_assert_false (hp_messages_merge_index (db));
  g_assert_cmpint (
      hp_db_get_int (db, 0, "SELECT count (*) FROM search WHERE search MATCH 'laskun'", NULL), ==,
      COMMITS);
  hp_db_exec (db, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
  g_assert_true (hp_db_check (db, &error));
  close_db (db, folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/message-table/known-words", test_known_words);
  g_test_add_func ("/store/message-table/checkpoint", test_checkpoint);
  g_test_add_func ("/store/message-table/merge-index", test_merge_index);
  return g_test_run ();
}
