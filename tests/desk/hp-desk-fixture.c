/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns small desks for the tests of commands. */

#define G_LOG_DOMAIN "helppari-test"

#include "hp-desk-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "desk/hp-apply.h"
#include "desk/hp-rebuild.h"
#include "store/hp-digest.h"
#include "store/hp-thread-table.h"
#include "store/hp-ticket-table.h"

#define START G_GINT64_CONSTANT (1790000000)
#define SEED 7

HpDesk *
hp_desk_fixture_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("helppari-desk-XXXXXX", &error);
  HpDesk *desk = hp_desk_open (folder, HP_DB_WRITE, &error);

  g_assert_no_error (error);
  hp_db_exec (hp_desk_get_db (desk), "PRAGMA synchronous = OFF");
  return desk;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
hp_desk_fixture_free (HpDesk *desk)
{
  g_autofree char *folder = g_strdup (hp_desk_get_folder (desk));

  hp_desk_close (desk);
  remove_folder (folder);
}

static void
put_mail (HpApply *apply, HpDesk *desk, const char *mail)
{
  g_autoptr (GBytes) raw = g_bytes_new (mail, strlen (mail));
  g_autoptr (GError) error = NULL;
  HpIncoming *incoming =
      hp_incoming_new (raw, HP_TIME_NONE, FALSE, hp_desk_get_blob_folder (desk), &error);

  g_assert_no_error (error);
  hp_apply_mail (apply, incoming);
  hp_incoming_free (incoming);
}

static void
commit (HpApply *apply)
{
  g_autoptr (GError) error = NULL;

  hp_apply_commit (apply, &error);
  g_assert_no_error (error);
}

void
hp_desk_fixture_add_mail (HpDesk *desk, const char *mail)
{
  HpApply *apply = hp_apply_begin (desk);

  put_mail (apply, desk, mail);
  commit (apply);
}

static char *
make_mail (const char *id, const char *from, const char *answers, gint64 seconds, const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (START + seconds);
  g_autofree char *date = g_date_time_format (time, "%a, %d %b %Y %H:%M:%S +0000");
  g_autofree char *reference =
      answers != NULL ? g_strdup_printf ("References: <%s>\n", answers) : g_strdup ("");

  return g_strdup_printf ("From: %s\nTo: tuki@own.example\nSubject: Lasku\nDate: %s\n"
                          "Message-ID: <%s>\n%sMIME-Version: 1.0\n"
                          "Content-Type: text/plain; charset=utf-8\n"
                          "Content-Transfer-Encoding: 8bit\n\n%s\n",
                          from, date, id, reference, text);
}

void
hp_desk_fixture_add (HpDesk *desk,
                     const char *id,
                     const char *from,
                     const char *answers,
                     gint64 seconds,
                     const char *text)
{
  g_autofree char *mail = make_mail (id, from, answers, seconds, text);
  hp_desk_fixture_add_mail (desk, mail);
}

GArray *
hp_desk_fixture_add_tickets (HpDesk *desk, guint n)
{
  GArray *tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  HpApply *apply = hp_apply_begin (desk);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u@a.example", i);
      g_autofree char *mail = make_mail (id, "Anna Ahola <anna@a.example>", NULL, i, "Hei");
      put_mail (apply, desk, mail);
    }
  commit (apply);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u@a.example", i);
      gint64 ticket = hp_desk_fixture_get_ticket (desk, id);
      g_array_append_val (tickets, ticket);
    }
  return tickets;
}

gint64
hp_desk_fixture_get_ticket (HpDesk *desk, const char *id)
{
  HpDb *db = hp_desk_get_db (desk);
  HpKey key = hp_node_hash (id);

  return hp_nodes_get_ticket (db, hp_nodes_find (db, &key));
}

char *
hp_desk_fixture_dup (HpDesk *desk, gint64 ticket, const char *column)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autofree char *sql =
      g_strdup_printf ("SELECT ifnull (%s, '-') FROM ticket WHERE id = ?", column);

  g_ptr_array_add (values, g_variant_ref_sink (g_variant_new_int64 (ticket)));
  g_auto (HpRows) rows = hp_db_query_made (hp_desk_get_db (desk), sql, values);
  return hp_rows_next (&rows) ? hp_rows_dup_text (&rows, 0) : g_strdup ("gone");
}

char *
hp_desk_fixture_check (HpDesk *desk)
{
  g_autoptr (GPtrArray) problems =
      hp_check_list_problems (hp_desk_get_db (desk), hp_desk_get_blob_folder (desk));
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = NULL;
  gboolean is_same;

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
  hp_rebuild_compare (desk, SEED, NULL, NULL, NULL, &digest, &is_same, &error);
  g_assert_no_error (error);
  g_assert_true (is_same);
  return g_steal_pointer (&digest);
}
