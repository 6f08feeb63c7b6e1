/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What moves in a demo mail and what stays, and what is said of a demo that is none. */

#include "io/hp-demo.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/hp-error.h"
#include "base/hp-time.h"
#include "io/hp-demo-dates.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-rollup-table.h"

#define OWN_LINE                                                                                   \
  "{\"time\":\"2026-11-16T08:00:00Z\",\"actor\":\"Aino Lehtonen\",\"kind\":\"desk\","              \
  "\"entity\":\"\",\"field\":\"own_address\",\"member\":\"tuki@own.example\",\"value\":true}\n"
#define MAIL                                                                                       \
  "From: Anna <anna@example.org>\nTo: tuki@own.example\nSubject: Huivi\n"                          \
  "Date: Mon, 16 Nov 2026 10:00:00 +0200\nMessage-ID: <20261116.huivi@example.org>\n\nHei!\n"

static void
assert_shift (const char *text, int days, const char *expected)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) moved = hp_demo_dates_shift (raw, days);
  gsize length;
  const char *data = g_bytes_get_data (moved, &length);
  g_autofree char *result = g_strndup (data, length);

  g_assert_cmpstr (result, ==, expected);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    int days;
    const char *expected;
  } CASES[] = {
    { "Date: Mon, 16 Nov 2026 09:12:08 +0200\n", 15, "Date: Tue, 1 Dec 2026 09:12:08 +0200\n" },
    { "Date: Thu, 05 Nov 2026 09:12:08 +0200\n", 1, "Date: Fri, 06 Nov 2026 09:12:08 +0200\n" },
    { "On Mon, Nov 16, 2026 at 2:20 PM", -16, "On Sat, Oct 31, 2026 at 2:20 PM" },
    { "Sent: Monday, 16 November 2026 14:20", 45, "Sent: Thursday, 31 December 2026 14:20" },
    { "ma 16. marrask. 2026 klo 10.05", 1, "ti 17. marrask. 2026 klo 10.05" },
    { "maanantai 16. marraskuuta 2026 10.05", 400, "tiistai 21. joulukuuta 2027 10.05" },
    { "Den mån 16 nov. 2026 kl 12:02", -2, "Den lör 14 nov. 2026 kl 12:02" },
    { "Skickat: den 16 november 2026", 30, "Skickat: den 16 december 2026" },
    { "kirjoitti 16.11.2026 klo 10.05:", 183, "kirjoitti 18.5.2027 klo 10.05:" },
    { "kirjoitti 30.9.2026 klo 10.05:", 1, "kirjoitti 1.10.2026 klo 10.05:" },
    { "Den 2026-11-26 kl. 12:02", 10, "Den 2026-12-06 kl. 12:02" },
    { "\"time\":\"2026-11-30T08:00:00Z\"", 1, "\"time\":\"2026-12-01T08:00:00Z\"" },
    { "DTSTART:20261130T080000Z\r\n", 1, "DTSTART:20261201T080000Z\r\n" },
    { "DTSTART;VALUE=DATE:20261231\r\n", 1, "DTSTART;VALUE=DATE:20270101\r\n" },
    { "28 Feb 2028 and 28.2.2027", 1, "29 Feb 2028 and 1.3.2027" },
    { "from 10 to 16 Nov 2026", 1, "from 10 to 17 Nov 2026" },
    /* Neither dates nor ours to change. */
    { "<20261116091208.viltit-1@example.net>", 9, "<20261116091208.viltit-1@example.net>" },
    { "klo 10.05, 49,00 €, 1.2.3.2026, 31.2.2026", 9, "klo 10.05, 49,00 €, 1.2.3.2026, 31.2.2026" },
    { "MjAyNi0xMS0xNg==\nsoita +358 40 000 0142", 9, "MjAyNi0xMS0xNg==\nsoita +358 40 000 0142" },
    { "t\xe4n\xe4\xe4n 16.11.2026 \xff", 1, "t\xe4n\xe4\xe4n 17.11.2026 \xff" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    assert_shift (CASES[i].text, CASES[i].days, CASES[i].expected);
}

typedef struct
{
  char *dir;
  HpDesk *desk;
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

static void
write_file (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->dir, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = NULL;

  self->dir = g_dir_make_tmp ("helppari-test-XXXXXX", NULL);
  folder = g_build_filename (self->dir, "desk", NULL);
  self->desk = hp_desk_open (folder, HP_DB_WRITE, NULL);
  g_assert_nonnull (self->desk);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hp_desk_close (self->desk);
  remove_tree (self->dir);
  g_free (self->dir);
}

static gboolean
fill (Fixture *self, GCancellable *cancellable, GError **error)
{
  HpImportProgress result;
  gint64 now;

  g_assert_true (hp_time_parse_iso ("2027-03-01T12:00:00Z", &now));
  return hp_demo_fill (self->desk, self->dir, now, NULL, cancellable, NULL, NULL, &result, error);
}

static gint64
count_mails (Fixture *self)
{
  return hp_rollups_sum (hp_desk_get_db (self->desk), HP_ROLLUP_MESSAGES, NULL);
}

static void
test_fill (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_file (self, "mail/inbox/one.eml", MAIL);
  write_file (self, "decisions.jsonl", OWN_LINE);
  g_assert_true (fill (self, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_mails (self), ==, 1);
  g_assert_false (fill (self, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_EXISTS);
}

static void
test_no_demo (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (fill (self, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_NOT_FOUND);
}

static void
test_bad_decision (Fixture *self, gconstpointer data)
{
  static const char *const LINES[] = { "{\n", "{\"time\":\"2026-11-16T08:00:00Z\"}\n",
                                       "{\"time\":\"yesterday\",\"actor\":\"a\",\"kind\":\"desk\","
                                       "\"entity\":\"\",\"field\":\"x\",\"value\":1}\n" };

  write_file (self, "mail/inbox/one.eml", MAIL);
  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strconcat (OWN_LINE, LINES[i], NULL);
      write_file (self, "decisions.jsonl", text);
      g_assert_false (fill (self, NULL, &error));
      g_assert_error (error, HP_ERROR, HP_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "Line 2: "));
      g_assert_cmpint (count_mails (self), ==, 0);
    }
}

static void
test_bad_agent (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HpImportProgress result;

  write_file (self, "mail/inbox/one.eml", MAIL);
  write_file (self, "decisions.jsonl", OWN_LINE);
  g_assert_false (
      hp_demo_fill (self->desk, self->dir, 0, "Aino\nLehtonen", NULL, NULL, NULL, &result, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_INVALID);
  g_assert_cmpint (count_mails (self), ==, 0);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_file (self, "mail/inbox/one.eml", MAIL);
  write_file (self, "decisions.jsonl", OWN_LINE);
  g_cancellable_cancel (cancellable);
  g_assert_false (fill (self, cancellable, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_autofree char *base = g_build_filename (g_test_get_dir (G_TEST_BUILT), "demo-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (base));
  g_setenv ("TMPDIR", base, TRUE);
  hp_mime_init ();
  g_test_add_func ("/io/demo/dates", test_dates);
  g_test_add ("/io/demo/fill", Fixture, NULL, set_up, test_fill, tear_down);
  g_test_add ("/io/demo/no-demo", Fixture, NULL, set_up, test_no_demo, tear_down);
  g_test_add ("/io/demo/bad-decision", Fixture, NULL, set_up, test_bad_decision, tear_down);
  g_test_add ("/io/demo/bad-agent", Fixture, NULL, set_up, test_bad_agent, tear_down);
  g_test_add ("/io/demo/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  int status = g_test_run ();
  /* Neither the moved mails nor anything of ours is left behind. */
  g_assert_cmpint (g_rmdir (base), ==, 0);
  return status;
}
