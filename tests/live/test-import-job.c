/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An import beside the main loop: what it tells, what it found, that it can be stopped and goes on
 * where it was, and what it says of what can't be read. */

#include "live/hp-import-job.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hp-error.h"
#include "hp-live-fixture.h"
#include "store/hp-damaged-list.h"

#define MANY 3000

static void
set_up (HpLiveFixture *fixture, gconstpointer data)
{
  hp_live_fixture_set_up (fixture);
}

static void
tear_down (HpLiveFixture *fixture, gconstpointer data)
{
  hp_live_fixture_tear_down (fixture);
}

static char *
write_mail (HpLiveFixture *fixture, const char *name, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->mail, name, NULL);

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);
  return path;
}

static char *
write_mbox (HpLiveFixture *fixture, guint count)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text,
                            "From a@test.example Mon Jan  5 10:00:00 2026\n"
                            "From: a%u@test.example\nTo: me@test.example\nSubject: Mail %u\n"
                            "Message-ID: <m%u@test.example>\n"
                            "Date: Mon, 5 Jan 2026 10:00:00 +0000\n\nText of mail %u\n\n",
                            i, i, i, i);
  return write_mail (fixture, "many.mbox", text->str, (gssize) text->len);
}

static HpImportJob *
start (HpLiveFixture *fixture, const char *path)
{
  const char *own[] = { "me@test.example", NULL };
  const char *paths[] = { path, NULL };

  return hp_import_job_new (fixture->desk, "tester", own, paths);
}

static void
on_progress_cb (HpImportJob *job, gpointer data)
{
  guint *count = data;

  g_assert_cmpint (hp_import_job_get_state (job), ==, HP_IMPORT_RUNNING);
  g_assert_cmpuint (hp_import_job_get_progress (job)->bytes_total, >, 0);
  (*count)++;
}

static void
test_done (HpLiveFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_mbox (fixture, MANY);
  g_autoptr (HpImportJob) job = start (fixture, path);
  guint told = 0;

  g_signal_connect (job, "progress", G_CALLBACK (on_progress_cb), &told);
  hp_live_wait_until (hp_import_job_get_state (job) != HP_IMPORT_RUNNING);
  g_assert_cmpint (hp_import_job_get_state (job), ==, HP_IMPORT_DONE);
  g_assert_null (hp_import_job_get_error (job));
  g_assert_cmpuint (hp_import_job_get_progress (job)->messages, ==, MANY);
  g_assert_cmpint (hp_import_job_get_progress (job)->tickets, ==, MANY);
  g_assert_cmpuint (hp_import_job_get_problems (job)->len, ==, 0);
  g_assert_cmpuint (told, >, 0);
  g_assert_cmpuint (told, <=, 10 * hp_import_job_get_progress (job)->seconds + 2);
}

static void
on_first_progress_cb (HpImportJob *job, gpointer data)
{
  hp_import_job_cancel (job);
}

static void
test_stopped (HpLiveFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_mbox (fixture, MANY);
  g_autoptr (HpImportJob) job = start (fixture, path);
  guint64 first;

  g_signal_connect (job, "progress", G_CALLBACK (on_first_progress_cb), NULL);
  hp_live_wait_until (hp_import_job_get_state (job) != HP_IMPORT_RUNNING);
  g_assert_cmpint (hp_import_job_get_state (job), ==, HP_IMPORT_STOPPED);
  first = hp_import_job_get_progress (job)->messages;
  g_assert_cmpuint (first, <, MANY);

  g_autoptr (HpImportJob) again = start (fixture, path);
  hp_live_wait_until (hp_import_job_get_state (again) != HP_IMPORT_RUNNING);
  g_assert_cmpint (hp_import_job_get_state (again), ==, HP_IMPORT_DONE);
  g_assert_cmpuint (hp_import_job_get_progress (again)->messages, ==, MANY - first);
  g_assert_cmpuint (hp_import_job_get_progress (again)->duplicates, ==, first);
}

/* Bytes that are no mail, in a place where only mail lies. */
static void
test_damaged (HpLiveFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->mail, "new", NULL);
  g_autofree char *cur = g_build_filename (fixture->mail, "cur", NULL);
  g_autofree char *gone = g_build_filename (fixture->mail, "cur", "gone", NULL);
  const char junk[] = "\0\1\2\3\377\376 no mail at all \0\0\0";

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (cur, 0700), ==, 0);
  g_assert_cmpint (symlink ("/nowhere/at/all", gone), ==, 0);
  g_autofree char *path = write_mail (fixture, "new/junk", junk, sizeof junk - 1);
  g_autoptr (HpImportJob) job = start (fixture, fixture->mail);
  hp_live_wait_until (hp_import_job_get_state (job) != HP_IMPORT_RUNNING);
  g_assert_cmpint (hp_import_job_get_state (job), ==, HP_IMPORT_DONE);
  g_assert_cmpuint (hp_import_job_get_progress (job)->damaged, ==, 1);
  g_assert_cmpuint (hp_import_job_get_damaged (job)->len, ==, 1);

  g_autoptr (HpImportJob) again = start (fixture, fixture->mail);
  hp_live_wait_until (hp_import_job_get_state (again) != HP_IMPORT_RUNNING);
  g_assert_cmpuint (hp_import_job_get_damaged (again)->len, ==, 0);
}

static void
test_missing (HpLiveFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->mail, "nothing", NULL);
  g_autoptr (HpImportJob) job = start (fixture, path);

  hp_live_wait_until (hp_import_job_get_state (job) != HP_IMPORT_RUNNING);
  g_assert_cmpint (hp_import_job_get_state (job), ==, HP_IMPORT_FAILED);
  g_assert_error (hp_import_job_get_error (job), HP_ERROR, HP_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->desk, G_FILE_TEST_EXISTS));
}

/* Lets go at once: it goes on to its end all the same. */
static void
test_let_go (HpLiveFixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_mbox (fixture, 10);
  HpImportJob *job = start (fixture, path);

  g_object_add_weak_pointer (G_OBJECT (job), (gpointer *) &job);
  g_object_unref (job);
  hp_live_wait_until (job == NULL);
  g_assert_cmpint (hp_live_fixture_find (fixture, "m9"), !=, 0);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static HpImportJob *
start_demo (HpLiveFixture *fixture, const char *demo)
{
  return hp_import_job_new_demo (fixture->desk, "tester", demo);
}

static void
test_demo (HpLiveFixture *fixture, gconstpointer data)
{
  g_autoptr (HpImportJob) job = start_demo (fixture, g_getenv ("HELPPARI_DEMO"));

  g_assert_true (hp_import_job_is_demo (job));
  hp_live_wait_until (hp_import_job_get_state (job) != HP_IMPORT_RUNNING);
  g_assert_no_error (hp_import_job_get_error (job));
  g_assert_cmpint (hp_import_job_get_state (job), ==, HP_IMPORT_DONE);
  g_assert_cmpint (hp_import_job_get_progress (job)->tickets, >, 0);
  g_assert_cmpuint (count_entries (fixture->root), ==, 2);
}

/* Half a demo is not left behind: the folder holds the mail and nothing else. */
static void
test_demo_stopped (HpLiveFixture *fixture, gconstpointer data)
{
  g_autoptr (HpImportJob) job = start_demo (fixture, g_getenv ("HELPPARI_DEMO"));

  hp_import_job_cancel (job);
  hp_live_wait_until (hp_import_job_get_state (job) != HP_IMPORT_RUNNING);
  g_assert_cmpint (hp_import_job_get_state (job), ==, HP_IMPORT_STOPPED);
  g_assert_cmpuint (count_entries (fixture->root), ==, 1);
}

static void
test_demo_missing (HpLiveFixture *fixture, gconstpointer data)
{
  g_assert_cmpint (g_rmdir (fixture->mail), ==, 0);
  g_autoptr (HpImportJob) job = start_demo (fixture, fixture->root);
  hp_live_wait_until (hp_import_job_get_state (job) != HP_IMPORT_RUNNING);
  g_assert_error (hp_import_job_get_error (job), HP_ERROR, HP_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_entries (fixture->root), ==, 0);
}

#define ADD(path, function) g_test_add (path, HpLiveFixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/import-job/done", test_done);
  ADD ("/import-job/stopped", test_stopped);
  ADD ("/import-job/damaged", test_damaged);
  ADD ("/import-job/missing", test_missing);
  ADD ("/import-job/let-go", test_let_go);
  ADD ("/import-job/demo", test_demo);
  ADD ("/import-job/demo-stopped", test_demo_stopped);
  ADD ("/import-job/demo-missing", test_demo_missing);
  return g_test_run ();
}
