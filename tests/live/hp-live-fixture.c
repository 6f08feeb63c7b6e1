/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the desk that the tests of live lists look at, and the second connection that changes it. */

#include "hp-live-fixture.h"

#include <ftw.h>
#include <glib/gstdio.h>

#include "base/hp-error.h"
#include "desk/hp-commands.h"
#include "io/hp-import.h"
#include "mime/hp-mail-parser.h"

#define AGENT "tester"

static int
remove_entry (const char *path, const struct stat *about, int type, struct FTW *where)
{
  return g_remove (path);
}

static gboolean
remove_folder (const char *path)
{
  nftw (path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

void
hp_live_fixture_set_up (HpLiveFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  hp_mime_init ();
  fixture->root = g_dir_make_tmp ("helppari-live-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->desk = g_build_filename (fixture->root, "desk", NULL);
  fixture->mail = g_build_filename (fixture->root, "mail", NULL);
  g_assert_cmpint (g_mkdir (fixture->mail, 0700), ==, 0);
}

/* A worker may still be at its last job, and write. */
void
hp_live_fixture_tear_down (HpLiveFixture *fixture)
{
  hp_live_wait_until (remove_folder (fixture->root));
  g_clear_pointer (&fixture->root, g_free);
  g_clear_pointer (&fixture->desk, g_free);
  g_clear_pointer (&fixture->mail, g_free);
}

static HpDesk *
open_desk (HpLiveFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  HpDesk *desk = hp_desk_open (fixture->desk, HP_DB_WRITE, &error);

  g_assert_no_error (error);
  return desk;
}

static char *
dup_mail (const char *name, const char *subject, int minute, const char *answers)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 1, 1, 0, 0, 0);
  g_autoptr (GDateTime) sent = g_date_time_add_minutes (start, minute);
  g_autofree char *date = g_date_time_format (sent, "%a, %d %b %Y %H:%M:%S +0000");
  g_autofree char *reference = answers != NULL
                                   ? g_strdup_printf ("In-Reply-To: <%s@test.example>\r\n", answers)
                                   : g_strdup ("");

  return g_strdup_printf ("From: %s Tester <%s@customer.example>\r\n"
                          "To: support@test.example\r\n"
                          "Subject: %s\r\nDate: %s\r\n"
                          "Message-ID: <%s@test.example>\r\n%s\r\n"
                          "Text of %s.\r\n",
                          answers != NULL ? answers : name, answers != NULL ? answers : name,
                          subject, date, name, reference, name);
}

void
hp_live_fixture_import_raw (HpLiveFixture *fixture, const char *name, const char *raw)
{
  g_autoptr (HpDesk) desk = open_desk (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_strconcat (name, ".eml", NULL);
  g_autofree char *path = g_build_filename (fixture->mail, file, NULL);
  const char *const paths[] = { path, NULL };
  HpImportProgress progress = { 0 };

  g_file_set_contents (path, raw, -1, &error);
  g_assert_no_error (error);
  hp_import_run (desk, paths, NULL, NULL, NULL, &progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (progress.messages, ==, 1);
}

void
hp_live_fixture_import (HpLiveFixture *fixture,
                        const char *name,
                        const char *subject,
                        int minute,
                        const char *answers)
{
  g_autofree char *mail = dup_mail (name, subject, minute, answers);

  hp_live_fixture_import_raw (fixture, name, mail);
}

static gint64
find (HpDesk *desk, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *mid = g_strconcat (name, "@test.example", NULL);
  gint64 row = hp_db_get_int (hp_desk_get_db (desk), 0, "SELECT ticket FROM message WHERE mid = ?",
                              "s", mid);

  hp_db_check (hp_desk_get_db (desk), &error);
  g_assert_no_error (error);
  g_assert_cmpint (row, !=, 0);
  return row;
}

gint64
hp_live_fixture_find (HpLiveFixture *fixture, const char *name)
{
  g_autoptr (HpDesk) desk = open_desk (fixture);

  return find (desk, name);
}

void
hp_live_fixture_set_status (HpLiveFixture *fixture, const char *name, const char *status)
{
  g_autoptr (HpDesk) desk = open_desk (fixture);
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 row = find (desk, name);

  g_array_append_val (tickets, row);
  g_autoptr (GArray) ids = hp_command_set_status (desk, AGENT, tickets, status, &error);
  g_assert_no_error (error);
}

void
hp_live_fixture_note (HpLiveFixture *fixture, const char *name, const char *text)
{
  g_autoptr (HpDesk) desk = open_desk (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = hp_command_note (desk, AGENT, find (desk, name), text, &error);

  g_assert_no_error (error);
}

void
hp_live_fixture_merge (HpLiveFixture *fixture, const char *one, const char *other)
{
  g_autoptr (HpDesk) desk = open_desk (fixture);
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 rows[] = { find (desk, one), find (desk, other) };

  g_array_append_vals (tickets, rows, 2);
  g_autoptr (GArray) ids = hp_command_merge (desk, AGENT, tickets, &error);
  g_assert_no_error (error);
}

/* Wakes the main context so that the deadline is seen. */
gboolean
hp_live_on_alarm_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}
