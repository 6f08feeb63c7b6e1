/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is unread, for whom, and until when: by keys of messages, so that merging and mail that
 * comes late change nothing else. */

#define G_LOG_DOMAIN "helppari-test"

#include <string.h>

#include "base/hp-time.h"
#include "desk/hp-apply.h"
#include "desk/hp-commands.h"
#include "desk/hp-reading.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-reading-table.h"
#include "store/hp-ticket-table.h"

#define ME "Aino"

typedef struct
{
  HpDesk *desk;
} Fixture;

static void
receive (Fixture *fixture, const char *name, int minute, const char *answers, gboolean is_ours)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *reference = answers != NULL
                                   ? g_strdup_printf ("In-Reply-To: <%s@a.example>\r\n", answers)
                                   : g_strdup ("");
  g_autofree char *mail =
      g_strdup_printf ("From: %s\r\nTo: tuki@own.example\r\nMessage-ID: <%s@a.example>\r\n"
                       "Date: Mon, 21 Sep 2026 14:%02d:20 +0000\r\nSubject: Lasku\r\n%s\r\nHei\r\n",
                       is_ours ? "tuki@own.example" : "anna@a.example", name, minute, reference);
  g_autoptr (GBytes) raw = g_bytes_new (mail, strlen (mail));
  HpIncoming *incoming =
      hp_incoming_new (raw, HP_TIME_NONE, is_ours, hp_desk_get_blob_folder (fixture->desk), NULL);
  HpApply *apply = hp_apply_begin (fixture->desk);

  hp_apply_mail (apply, incoming);
  hp_apply_commit (apply, &error);
  g_assert_no_error (error);
  hp_incoming_free (incoming);
}

static gint64
find (Fixture *fixture, const char *name)
{
  g_autofree char *mid = g_strconcat (name, "@a.example", NULL);

  return hp_db_get_int (hp_desk_get_db (fixture->desk), 0,
                        "SELECT ticket FROM message WHERE mid = ?", "s", mid);
}

static gboolean
is_unread (Fixture *fixture, const char *agent, const char *name)
{
  HpDb *db = hp_desk_get_db (fixture->desk);
  g_autoptr (HpTicket) ticket = hp_tickets_get (db, find (fixture, name));

  return hp_readings_find_unread (db, agent, ticket) != 0;
}

static GArray *
make_rows (Fixture *fixture, const char *name)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 row = find (fixture, name);

  return g_array_append_val (rows, row);
}

static void
mark (Fixture *fixture, const char *agent, const char *name, gboolean is_read)
{
  g_autoptr (GArray) rows = make_rows (fixture, name);
  g_autoptr (GError) error = NULL;

  hp_reading_mark (fixture->desk, agent, rows, is_read, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("helppari-reading-XXXXXX", &error);

  fixture->desk = hp_desk_open (folder, HP_DB_WRITE, &error);
  g_assert_no_error (error);
  g_autoptr (GArray) ids =
      hp_command_set_own_address (fixture->desk, ME, "tuki@own.example", TRUE, &error);
  g_assert_no_error (error);
  receive (fixture, "a", 1, NULL, FALSE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hp_desk_close (fixture->desk);
}

static void
test_each_for_herself (Fixture *fixture, gconstpointer data)
{
  g_assert_true (is_unread (fixture, ME, "a"));
  mark (fixture, ME, "a", TRUE);
  g_assert_false (is_unread (fixture, ME, "a"));
  g_assert_true (is_unread (fixture, "Johan", "a"));
}

static void
test_answer_of_customer (Fixture *fixture, gconstpointer data)
{
  mark (fixture, ME, "a", TRUE);
  receive (fixture, "b", 9, "a", FALSE);
  g_assert_true (is_unread (fixture, ME, "a"));
}

/* Late mail stands before what was read. */
static void
test_late_mail (Fixture *fixture, gconstpointer data)
{
  receive (fixture, "b", 9, "a", FALSE);
  mark (fixture, ME, "a", TRUE);
  receive (fixture, "late", 5, "a", FALSE);
  g_assert_true (is_unread (fixture, ME, "a"));
}

/* Who answered has read it, at another desk too. */
static void
test_our_answer (Fixture *fixture, gconstpointer data)
{
  receive (fixture, "b", 9, "a", TRUE);
  g_assert_false (is_unread (fixture, ME, "a"));
  receive (fixture, "c", 12, "b", FALSE);
  g_assert_true (is_unread (fixture, ME, "a"));
}

static void
test_merged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) both = make_rows (fixture, "a");

  receive (fixture, "other", 5, NULL, FALSE);
  gint64 other = find (fixture, "other");
  g_array_append_val (both, other);
  mark (fixture, ME, "a", TRUE);
  mark (fixture, ME, "other", TRUE);
  g_autoptr (GArray) ids = hp_command_merge (fixture->desk, ME, both, &error);
  g_assert_no_error (error);
  g_assert_false (is_unread (fixture, ME, "a"));
}

/* What is done with does not ask to be read; what is marked does. */
static void
test_marked_unread (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = make_rows (fixture, "a");
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids =
      hp_command_set_status (fixture->desk, ME, rows, HP_STATUS_RESOLVED, &error);

  g_assert_no_error (error);
  g_assert_false (is_unread (fixture, ME, "a"));
  mark (fixture, ME, "a", FALSE);
  g_assert_true (is_unread (fixture, ME, "a"));
  mark (fixture, ME, "a", TRUE);
  g_assert_false (is_unread (fixture, ME, "a"));
}

/* Marking says what is different, and nothing where nothing is. */
static void
test_change_log (Fixture *fixture, gconstpointer data)
{
  HpDb *db = hp_desk_get_db (fixture->desk);
  gint64 before = hp_db_get_int (db, 0, "SELECT max (seq) FROM change", NULL);

  mark (fixture, ME, "a", TRUE);
  g_assert_cmpint (hp_db_get_int (db, 0, "SELECT max (seq) FROM change", NULL), ==, before + 1);
  mark (fixture, ME, "a", TRUE);
  g_assert_cmpint (hp_db_get_int (db, 0, "SELECT max (seq) FROM change", NULL), ==, before + 1);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  hp_mime_init ();
  ADD ("/reading/each-for-herself", test_each_for_herself);
  ADD ("/reading/answer-of-customer", test_answer_of_customer);
  ADD ("/reading/late-mail", test_late_mail);
  ADD ("/reading/our-answer", test_our_answer);
  ADD ("/reading/merged", test_merged);
  ADD ("/reading/marked-unread", test_marked_unread);
  ADD ("/reading/change-log", test_change_log);
  return g_test_run ();
}
