/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The way to the program for originals, with shell scripts in its place: what goes through the
 * pipe, that one process shows all messages, and what is said when it is missing, can't run, dies
 * or is closed. */

#include "app/original/hp-original-viewer.h"

#include <glib/gstdio.h>

#include "base/hp-error.h"
#include "hp-live-fixture.h"

/* Answers every line; the log has the process and what it read. */
#define GOOD "while read -r line; do echo \"$$ $line\" >>\"$0.log\"; echo shown; done\n"
/* The first one ends as if its window had been closed when the second line comes. */
#define CLOSED                                                                                     \
  "while read -r line; do echo \"$$ $line\" >>\"$0.log\"\n"                                        \
  "[ $(wc -l <\"$0.log\") = 2 ] && exit 0; echo shown; done\n"
#define NO_LIBRARY "exit 127\n"
#define DIES "read -r line; kill -9 $$\n"
#define REFUSES "while read -r line; do echo failed no filter; done\n"

typedef struct
{
  char *folder;  /* (owned) */
  char *program; /* (owned) */
  char *log;     /* (owned) */
  HpOriginalViewer *viewer;
  guint done;
  GError *error; /* (owned) (nullable) of the last one */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer script)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, NULL);

  fixture->folder = g_dir_make_tmp ("helppari-viewer-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->program = g_build_filename (fixture->folder, "show", NULL);
  fixture->log = g_strconcat (fixture->program, ".log", NULL);
  if (script != NULL)
    {
      g_file_set_contents (fixture->program, text, -1, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_chmod (fixture->program, 0700), ==, 0);
    }
  fixture->viewer = hp_original_viewer_new (fixture->program);
}

static void
tear_down (Fixture *fixture, gconstpointer script)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->viewer), (gpointer *) &fixture->viewer);
  g_object_unref (fixture->viewer);
  hp_live_wait_until (fixture->viewer == NULL);
  g_remove (fixture->program);
  g_remove (fixture->log);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->program);
  g_free (fixture->log);
  g_clear_error (&fixture->error);
}

static void
on_shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  g_clear_error (&fixture->error);
  g_assert_true (hp_original_viewer_show_finish (fixture->viewer, result, &fixture->error) ==
                 (fixture->error == NULL));
  fixture->done++;
}

static void
show (Fixture *fixture, const char *subject, GCancellable *cancellable)
{
  hp_original_viewer_show_async (fixture->viewer, subject, "<p>x</p>", 0, NULL, cancellable,
                                 on_shown_cb, fixture);
}

/* The lines of the log, each a process and what it read. */
static char **
read_log (Fixture *fixture)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->log, &text, NULL, NULL));
  return g_strsplit (g_strstrip (text), "\n", -1);
}

static void
test_one_process (Fixture *fixture, gconstpointer script)
{
  g_auto (GStrv) lines = NULL;

  show (fixture, "first", NULL);
  hp_live_wait_until (fixture->done == 1);
  g_assert_no_error (fixture->error);
  g_assert_true (hp_original_viewer_is_open (fixture->viewer));
  show (fixture, "second", NULL);
  show (fixture, "third", NULL);
  hp_live_wait_until (fixture->done == 3);
  g_assert_no_error (fixture->error);
  lines = read_log (fixture);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpint (g_ascii_strtoll (lines[0], NULL, 10), ==, g_ascii_strtoll (lines[2], NULL, 10));
  g_assert_nonnull (g_strstr_len (lines[2], -1, "third"));
}

static void
test_closed_meanwhile (Fixture *fixture, gconstpointer script)
{
  g_auto (GStrv) lines = NULL;

  show (fixture, "first", NULL);
  show (fixture, "second", NULL);
  hp_live_wait_until (fixture->done == 2);
  g_assert_no_error (fixture->error);
  lines = read_log (fixture);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpint (g_ascii_strtoll (lines[0], NULL, 10), !=, g_ascii_strtoll (lines[2], NULL, 10));
}

static void
test_missing (Fixture *fixture, gconstpointer script)
{
  show (fixture, "first", NULL);
  hp_live_wait_until (fixture->done == 1);
  g_assert_error (fixture->error, HP_ERROR, HP_ERROR_UNSUPPORTED);
  g_assert_false (hp_original_viewer_is_open (fixture->viewer));
}

static void
test_fails (Fixture *fixture, gconstpointer script)
{
  show (fixture, "first", NULL);
  show (fixture, "second", NULL);
  hp_live_wait_until (fixture->done == 2);
  g_assert_error (fixture->error, HP_ERROR, HP_ERROR_FAILED);
}

static void
test_cancelled (Fixture *fixture, gconstpointer script)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (GStrv) lines = NULL;

  g_cancellable_cancel (cancellable);
  show (fixture, "first", cancellable);
  hp_live_wait_until (fixture->done == 1);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  show (fixture, "second", NULL);
  hp_live_wait_until (fixture->done == 2);
  g_assert_no_error (fixture->error);
  lines = read_log (fixture);
  g_assert_cmpuint (g_strv_length (lines), ==, 1);
}

static void
test_message (void)
{
  const char bytes[] = "\0\1\n\377";
  g_autoptr (GBytes) data = g_bytes_new_static (bytes, 4);
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hp_original_part_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (parts, hp_original_part_new ("a b@c", "image/png", data));
  g_autoptr (HpOriginalMessage) sent =
      hp_original_message_new ("Viltit\neivät \"ole\"", "<p>\n\xe2\x80\xa8</p>", 4, parts);
  g_autofree char *line = hp_original_message_dup_line (sent);
  g_assert_null (g_strstr_len (line, -1, "\n"));
  g_autoptr (HpOriginalMessage) read = hp_original_message_parse (line, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read->subject, ==, sent->subject);
  g_assert_cmpstr (read->html, ==, sent->html);
  g_assert_cmpint (read->color_scheme, ==, 4);
  const HpOriginalPart *part = hp_original_message_find_part (read, "cid:a%20b%40c");
  g_assert_nonnull (part);
  g_assert_true (g_bytes_equal (part->data, data));
  g_assert_null (hp_original_message_find_part (read, "cid:other"));
  g_assert_null (hp_original_message_find_part (read, "cid:%00%zz"));
  g_assert_null (hp_original_message_find_part (read, "http://a b@c"));
}

static void
test_broken_line (void)
{
  const char *lines[] = { "", "[]", "{\"subject\":", "\"text\"", "null" };
  g_autoptr (HpOriginalMessage) poor = hp_original_message_parse (
      "{\"subject\":1,\"parts\":[3,{\"data\":\"***\"},null],\"html\":null}", -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (hp_original_message_parse (lines[i], -1, &error));
      g_assert_error (error, HP_ERROR, HP_ERROR_INVALID);
    }
  g_assert_cmpstr (poor->html, ==, "");
  g_assert_cmpuint (poor->parts->len, ==, 1);
}

#define ADD(path, script, function) g_test_add (path, Fixture, script, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/original/message", test_message);
  g_test_add_func ("/original/broken-line", test_broken_line);
  ADD ("/original/one-process", GOOD, test_one_process);
  ADD ("/original/closed-meanwhile", CLOSED, test_closed_meanwhile);
  ADD ("/original/missing", NULL, test_missing);
  ADD ("/original/no-library", NO_LIBRARY, test_missing);
  ADD ("/original/dies", DIES, test_fails);
  ADD ("/original/refuses", REFUSES, test_fails);
  ADD ("/original/cancelled", GOOD, test_cancelled);
  return g_test_run ();
}
