/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is found in mboxes, Maildirs, single files and folders of them, and what is noted. */

#include "io/hp-mailbox-reader.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hp-error.h"
#include "io/hp-mbox-from.h"
#include "io/hp-sent-folder.h"

#define MAIL "Subject: a\n\ntext\n"

typedef struct
{
  char *dir;
  GPtrArray *entries;  /* (element-type HpMailboxEntry) of the last read */
  GPtrArray *problems; /* (element-type utf8) of the last read */
} Fixture;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_tree (child);
    }
  g_remove (path);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->dir = g_dir_make_tmp ("helppari-test-XXXXXX", NULL);
  g_assert_nonnull (self->dir);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  remove_tree (self->dir);
  g_free (self->dir);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
}

static char *
dup_path (Fixture *self, const char *name)
{
  return g_build_filename (self->dir, name, NULL);
}

static void
put_bytes (Fixture *self, const char *name, const char *data, gsize length)
{
  g_autofree char *path = dup_path (self, name);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

static void
put (Fixture *self, const char *name, const char *text)
{
  put_bytes (self, name, text, strlen (text));
}

static HpMailboxReader *
open_reader (Fixture *self, const char *name)
{
  g_autofree char *path = dup_path (self, name);
  const char *const paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  HpMailboxReader *reader = hp_mailbox_reader_new (paths, &error);

  g_assert_no_error (error);
  return reader;
}

static void
read_all (Fixture *self, const char *name)
{
  g_autoptr (HpMailboxReader) reader = open_reader (self, name);
  HpMailboxEntry *entry = NULL;
  guint64 done;
  guint64 total;

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_mailbox_entry_free);
  while (TRUE)
    {
      g_autoptr (GError) error = NULL;
      g_assert_true (hp_mailbox_reader_next (reader, &entry, NULL, &error));
      g_assert_no_error (error);
      if (entry == NULL)
        break;
      g_ptr_array_add (self->entries, entry);
    }
  self->problems = g_ptr_array_ref (hp_mailbox_reader_get_problems (reader));
  hp_mailbox_reader_get_progress (reader, &done, &total);
  if (self->problems->len == 0)
    g_assert_cmpuint (done, ==, total);
}

static const HpMailboxEntry *
get_entry (Fixture *self, guint index)
{
  g_assert_cmpuint (self->entries->len, >, index);
  return self->entries->pdata[index];
}

static void
assert_raw (Fixture *self, guint index, const char *expected)
{
  const HpMailboxEntry *entry = get_entry (self, index);
  g_autofree char *raw =
      g_strndup (g_bytes_get_data (entry->raw, NULL), g_bytes_get_size (entry->raw));

  g_assert_cmpstr (raw, ==, expected);
}

static void
assert_counts (Fixture *self, guint entries, guint problems)
{
  for (guint i = 0; i < self->problems->len; i++)
    g_test_message ("problem: %s", (char *) self->problems->pdata[i]);
  g_assert_cmpuint (self->entries->len, ==, entries);
  g_assert_cmpuint (self->problems->len, ==, problems);
}

static void
test_mbox (Fixture *self, gconstpointer data)
{
  put (self, "box",
       "From a@b.c Mon Apr 29 11:00:05 2019\n" MAIL ">From here\n>>From there\nFrom now on\n\n"
       "From the beginning, said she\n\nFrom mboxrd@z Thu Jan  1 00:00:00 1970\n" MAIL "\n"
       "From - Mon Apr 29 11:00:05 2019 +0200\nSubject: b\n\nno end");
  read_all (self, "box");
  assert_counts (self, 3, 0);
  assert_raw (self, 0,
              MAIL "From here\n>From there\nFrom now on\n\nFrom the beginning, said she\n");
  assert_raw (self, 1, MAIL);
  assert_raw (self, 2, "Subject: b\n\nno end");
  g_assert_cmpint (get_entry (self, 0)->from_time, ==,
                   G_GINT64_CONSTANT (1556535605) * G_USEC_PER_SEC);
  g_assert_cmpint (get_entry (self, 1)->from_time, ==, HP_TIME_NONE);
  g_assert_true (g_str_has_suffix (get_entry (self, 0)->source, "/box:0"));
  g_assert_true (g_str_has_suffix (get_entry (self, 1)->source, "/box:120"));
}

/* Only behind a blank line does a mail begin. */
static void
test_mbox_without_blank_line (Fixture *self, gconstpointer data)
{
  put (self, "box",
       "From a@b.c Mon Apr 29 11:00:05 2019\n" MAIL "From a@b.c Mon Apr 29 11:00:05 2019\n");
  read_all (self, "box");
  assert_counts (self, 1, 0);
  assert_raw (self, 0, MAIL "From a@b.c Mon Apr 29 11:00:05 2019\n");
}

static void
test_mbox_crlf (Fixture *self, gconstpointer data)
{
  put (self, "box",
       "From a@b.c Mon Apr 29 11:00:05 2019\r\nSubject: a\r\n\r\n>From x\r\n\r\n"
       "From a@b.c Mon Apr 29 11:00:05 2019\r\nSubject: b\r\n\r\ntext\r\n\r\n");
  read_all (self, "box");
  assert_counts (self, 2, 0);
  assert_raw (self, 0, "Subject: a\r\n\r\nFrom x\r\n");
  assert_raw (self, 1, "Subject: b\r\n\r\ntext\r\n");
}

/* The buffer is 256 KiB: lines, From lines and blank lines on its edge, and lines that don't fit.
 */
static void
test_mbox_large (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) box = g_string_new (NULL);
  g_autofree char *long_line = g_strnfill (600 * 1024, 'x');

  for (int i = 0; i < 20000; i++)
    g_string_append_printf (box,
                            "From a@b.c Mon Apr 29 11:00:05 2019\nSubject: %d\n\nbody %.*s\n\n", i,
                            i % 67, long_line);
  g_string_append_printf (box, "From a@b.c Mon Apr 29 11:00:05 2019\nSubject: long\n\n%s\n\n",
                          long_line);
  put_bytes (self, "box", box->str, box->len);
  read_all (self, "box");
  assert_counts (self, 20001, 0);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *expected =
          g_strdup_printf ("Subject: %u\n\nbody %.*s\n", i, (int) i % 67, long_line);
      assert_raw (self, i, expected);
    }
  g_assert_cmpuint (g_bytes_get_size (get_entry (self, 20000)->raw), ==,
                    strlen ("Subject: long\n\n\n") + strlen (long_line));
}

static void
test_mbox_lost_beginning (Fixture *self, gconstpointer data)
{
  put (self, "box", "the end of a mail\n\nFrom a@b.c Mon Apr 29 11:00:05 2019\n" MAIL "\n");
  read_all (self, "box");
  assert_counts (self, 2, 0);
  assert_raw (self, 0, "the end of a mail\n");
  assert_raw (self, 1, MAIL);
}

static void
test_from_lines (void)
{
  static const char *const good[] = {
    "From mboxrd@z Thu Jan  1 00:00:00 1970",
    "From user@host Mon Apr 29 11:00:05 2019",
    "From user at host  Mon Apr 29 11:00:05 2019",
    "From user@host Mon Apr 29 11:00 2019",
    "From user@host Mon Apr 29 11:00:05 EET 2019",
    "From user@host Mon Apr 29 11:00:05 2019 +0300",
    "From 123@xxx Mon Apr 29 11:00:05 +0000 2019",
    "From - Mon, 29 Apr 2019 11:00:05 +0300",
    "From user@host Mon Apr 29 11:00:05 2019 remote from x",
  };
  static const char *const bad[] = {
    "From now on everything is fine",
    "From Monday on we are closed",
    "From: a@b.c Mon Apr 29 11:00:05 2019",
    "From a@b.c",
    "From a@b.c Mon Apr 2019",
    "From a@b.c Mon Apr 29 25:00:05 2019",
    " From a@b.c Mon Apr 29 11:00:05 2019",
  };
  gint64 time;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (hp_mbox_from_parse (good[i], strlen (good[i]), &time));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (hp_mbox_from_parse (bad[i], strlen (bad[i]), &time));
  g_assert_true (hp_mbox_from_parse (good[5], strlen (good[5]), &time));
  g_assert_cmpint (time, ==, G_GINT64_CONSTANT (1556524805) * G_USEC_PER_SEC);
}

static void
test_maildir (Fixture *self, gconstpointer data)
{
  put (self, "m/cur/2:2,S", "Subject: cur\n\n");
  put (self, "m/cur/.hidden", MAIL);
  put (self, "m/new/1", "no mail at all");
  put (self, "m/new/3", "");
  put (self, "m/tmp/4", MAIL);
  put (self, "m/dovecot-uidlist", "3 V1");
  put (self, "m/dovecot.index.log", "\1\2");
  put (self, "m/subscriptions", "Sent");
  put (self, "m/.Sent/cur/5:2,S", "Subject: sent\n\n");
  put (self, "m/.Sent/new/.keep", "");
  put (self, "m/deep/er/cur/6", "Subject: deep\n\n");
  put (self, "m/deep/er/new/7", "From a@b.c Mon Apr 29 11:00:05 2019\nSubject: deep\n\n");
  read_all (self, "m");
  assert_counts (self, 6, 0);
  assert_raw (self, 0, "Subject: sent\n\n");
  assert_raw (self, 1, "Subject: cur\n\n");
  assert_raw (self, 2, "Subject: deep\n\n");
  assert_raw (self, 4, "no mail at all");
  assert_raw (self, 5, "");
  g_assert_true (get_entry (self, 0)->in_sent);
  g_assert_false (get_entry (self, 1)->in_sent);
  g_assert_cmpint (get_entry (self, 3)->from_time, ==, HP_TIME_NONE);
  read_all (self, "m/.Sent/cur/5:2,S");
  assert_counts (self, 1, 0);
  g_assert_true (get_entry (self, 0)->in_sent);
}

static void
test_folder (Fixture *self, gconstpointer data)
{
  put (self, "f/b.eml", "Subject: b\n\n");
  put (self, "f/a.eml", "\xff\xd8 no mail");
  put (self, "f/zero.eml", "");
  put (self, "f/zero", "");
  put (self, "f/no-suffix", "Received: x\nSubject: c\n\n");
  put (self, "f/picture.jpg", "\xff\xd8\xff\xe0");
  put (self, "f/notes.txt", "To do:\nnothing\n");
  put (self, "f/config.yaml", "name: value\nother: x\n");
  put (self, "f/INBOX.msf", "index");
  put (self, "f/sub/box", "From a@b.c Mon Apr 29 11:00:05 2019\n" MAIL);
  read_all (self, "f");
  assert_counts (self, 5, 3);
  assert_raw (self, 0, "\xff\xd8 no mail");
  assert_raw (self, 1, "Subject: b\n\n");
  assert_raw (self, 2, "Received: x\nSubject: c\n\n");
  assert_raw (self, 3, MAIL);
  assert_raw (self, 4, "");
  g_assert_nonnull (strstr (self->problems->pdata[1], "notes.txt"));
}

static void
test_named (Fixture *self, gconstpointer data)
{
  put (self, "picture.jpg", "\xff\xd8\xff\xe0");
  put (self, "picture.eml", "\xff\xd8\xff\xe0");
  put (self, "rest", "\xff\nSubject: c\n");
  put (self, "zero.mbox", "");
  read_all (self, "picture.jpg");
  assert_counts (self, 0, 1);
  read_all (self, "picture.eml");
  assert_counts (self, 1, 0);
  assert_raw (self, 0, "\xff\xd8\xff\xe0");
  read_all (self, "rest");
  assert_counts (self, 1, 0);
  read_all (self, "zero.mbox");
  assert_counts (self, 0, 0);
  read_all (self, "../../../../../../../../../../../../dev/null");
  assert_counts (self, 0, 1);
}

static void
test_links (Fixture *self, gconstpointer data)
{
  g_autofree char *loop = dup_path (self, "f/loop");
  g_autofree char *dangling = dup_path (self, "f/dangling.eml");
  g_autofree char *file = dup_path (self, "f/link.eml");

  put (self, "f/a.eml", MAIL);
  g_assert_cmpint (symlink ("..", loop), ==, 0);
  g_assert_cmpint (symlink ("nowhere", dangling), ==, 0);
  g_assert_cmpint (symlink ("a.eml", file), ==, 0);
  read_all (self, "f");
  assert_counts (self, 2, 2);
  read_all (self, "f/loop/f/a.eml");
  assert_counts (self, 1, 0);
}

static void
test_no_permission (Fixture *self, gconstpointer data)
{
  g_autofree char *file = dup_path (self, "f/a.eml");
  g_autofree char *folder = dup_path (self, "f/closed");

  if (geteuid () == 0)
    {
      g_test_skip ("root may read everything");
      return;
    }
  put (self, "f/a.eml", MAIL);
  put (self, "f/b.eml", MAIL);
  put (self, "f/closed/c.eml", MAIL);
  g_chmod (file, 0);
  g_chmod (folder, 0);
  read_all (self, "f");
  assert_counts (self, 1, 2);
  read_all (self, "f/a.eml");
  assert_counts (self, 0, 1);
  g_chmod (folder, 0700);
}

static void
test_in_sent (Fixture *self, gconstpointer data)
{
  put (self, "f/Sent.sbd/2020", "From a@b.c Mon Apr 29 11:00:05 2019\n" MAIL);
  put (self, "f/[Gmail].Sent Mail/cur/1", MAIL);
  put (self, "f/[Gmail].Sent Mail/new/.x", "");
  put (self, "f/Lähetetyt.mbox", "From a@b.c Mon Apr 29 11:00:05 2019\n" MAIL);
  put (self, "f/sent.eml", MAIL);
  read_all (self, "f");
  assert_counts (self, 4, 0);
  g_assert_true (get_entry (self, 0)->in_sent);
  g_assert_true (get_entry (self, 1)->in_sent);
  g_assert_true (get_entry (self, 2)->in_sent);
  g_assert_false (get_entry (self, 3)->in_sent);
  read_all (self, "f/[Gmail].Sent Mail/cur");
  g_assert_true (get_entry (self, 0)->in_sent);
  read_all (self, "f/Sent.sbd/2020");
  g_assert_true (get_entry (self, 0)->in_sent);
  read_all (self, "f/sent.eml");
  g_assert_false (get_entry (self, 0)->in_sent);
}

static void
test_sent_names (void)
{
  static const char *const good[] = { "Sent",
                                      "SENT ITEMS",
                                      ".Sent",
                                      "INBOX.Sent",
                                      "Sent.mbox",
                                      "[Gmail].Sent Mail",
                                      "Lähetetyt viestit",
                                      "LÄHETETYT",
                                      "L&AOQ-hetetyt",
                                      "La\xcc\x88hetetyt",
                                      "Skickat",
                                      "Skickade objekt",
                                      "Gesendete Elemente",
                                      "Envoyés",
                                      "Enviados",
                                      "Éléments envoyés" };
  static const char *const bad[] = { "Inbox",      "Sentinel", "Unsent", "Absent",
                                     "sent-to-me", "",         ".",      "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (hp_sent_folder_is_name (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (hp_sent_folder_is_name (bad[i]));
}

static void
test_missing (Fixture *self, gconstpointer data)
{
  g_autofree char *path = dup_path (self, "nowhere");
  const char *const paths[] = { self->dir, path, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (hp_mailbox_reader_new (paths, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_NOT_FOUND);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HpMailboxReader) reader = NULL;
  g_autoptr (HpMailboxEntry) first = NULL;
  g_autoptr (GError) error = NULL;
  HpMailboxEntry *entry;

  put (self, "box",
       "From a@b.c Mon Apr 29 11:00:05 2019\n" MAIL "\nFrom a@b.c Mon Apr 29 11:00:05 2019\n" MAIL);
  reader = open_reader (self, "box");
  g_assert_true (hp_mailbox_reader_next (reader, &first, cancellable, &error));
  g_assert_nonnull (first);
  g_cancellable_cancel (cancellable);
  g_assert_false (hp_mailbox_reader_next (reader, &entry, cancellable, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_CANCELLED);
  g_assert_null (entry);
}

static void
test_too_big (Fixture *self, gconstpointer data)
{
  g_autofree char *path = dup_path (self, "f/big.eml");

  put (self, "f/a.eml", MAIL);
  put (self, "f/big.eml", MAIL);
  g_assert_cmpint (truncate (path, (off_t) 600 << 20), ==, 0);
  read_all (self, "f");
  assert_counts (self, 1, 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/mailbox/mbox", test_mbox);
  ADD ("/mailbox/mbox-without-blank-line", test_mbox_without_blank_line);
  ADD ("/mailbox/mbox-crlf", test_mbox_crlf);
  ADD ("/mailbox/mbox-large", test_mbox_large);
  ADD ("/mailbox/mbox-lost-beginning", test_mbox_lost_beginning);
  g_test_add_func ("/mailbox/from-lines", test_from_lines);
  ADD ("/mailbox/maildir", test_maildir);
  ADD ("/mailbox/folder", test_folder);
  ADD ("/mailbox/named", test_named);
  ADD ("/mailbox/links", test_links);
  ADD ("/mailbox/no-permission", test_no_permission);
  ADD ("/mailbox/in-sent", test_in_sent);
  g_test_add_func ("/mailbox/sent-names", test_sent_names);
  ADD ("/mailbox/missing", test_missing);
  ADD ("/mailbox/cancelled", test_cancelled);
  ADD ("/mailbox/too-big", test_too_big);
  return g_test_run ();
}
