/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The search index stays whole and findable while it is merged, and ends in few pieces. */

#include <glib/gstdio.h>

#include "store/hp-message-table.h"

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

static gint64
count_pieces (HpDb *db)
{
  return hp_db_get_int (db, 0, "SELECT count (DISTINCT segid) FROM search_idx", NULL);
}

static void
test_merge_index (void)
{
  g_autofree char *folder = g_dir_make_tmp ("helppari-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HpDb) db = hp_db_open (path, HP_DB_WRITE, &error);
  guint steps = 0;

  g_assert_no_error (error);
  hp_messages_set_bulk (db, TRUE);
  for (gint64 id = 1; id <= COMMITS; id++)
    add_message (db, id);
  hp_messages_set_bulk (db, FALSE);
  g_assert_cmpint (count_pieces (db), ==, COMMITS);

  while (hp_messages_merge_index (db) && steps < MAX_STEPS)
    steps++;
  g_assert_cmpuint (steps, <, MAX_STEPS);
  g_assert_cmpint (count_pieces (db), <, 4);
  g_assert_false (hp_messages_merge_index (db));
  g_assert_cmpint (
      hp_db_get_int (db, 0, "SELECT count (*) FROM search WHERE search MATCH 'laskun'", NULL), ==,
      COMMITS);
  hp_db_exec (db, "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)");
  g_assert_true (hp_db_check (db, &error));

  g_clear_pointer (&db, hp_db_close);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/message-table/merge-index", test_merge_index);
  return g_test_run ();
}
