/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A message as it is read: its original in the program for it (a script here), and what its text
 * and its bytes let the card say. */

#include "app/inbox/hp-message-card.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/inbox/hp-conversation-pane.h"
#include "app/original/hp-original-message.h"
#include "hp-app-fixture.h"

#define SKIPPED 77
#define HEAD                                                                                       \
  "From: Cherry <cherry@customer.example>\r\nTo: support@test.example\r\nSubject: Cherry\r\n"      \
  "Date: Thu, 1 Jan 2026 10:00:00 +0000\r\nMessage-ID: <cherry@test.example>\r\n"                  \
  "MIME-Version: 1.0\r\n"
#define PLAIN HEAD "\r\nTwo < three\r\n"
#define HTML                                                                                       \
  HEAD "Content-Type: multipart/related; boundary=b\r\n\r\n"                                       \
       "--b\r\nContent-Type: text/html\r\n\r\n"                                                    \
       "<script>bad()</script><p>Red berries</p><img src=cid:berry@x>"                             \
       "<img src=http://pictures.example/a.png width=200 height=100>"                              \
       "<img src=http://pictures.example/b.png width=200 height=100>"                              \
       "<img src=http://spy.example/open.gif width=1 height=1>\r\n"                                \
       "--b\r\nContent-Type: image/png\r\nContent-ID: <berry@x>\r\n\r\nnot really\r\n--b--\r\n"

/* Puts what it reads into a file beside it. */
#define SCRIPT "#!/bin/sh\nwhile read -r line; do echo \"$line\" >>\"$0.log\"; echo shown; done\n"

static GtkWidget *
get_card (HpAppFixture *fixture)
{
  return hp_app_find (GTK_WIDGET (fixture->window), HP_TYPE_MESSAGE_CARD);
}

static gboolean
reads (HpAppFixture *fixture, const char *text)
{
  return hp_app_shows (fixture, HP_TYPE_CONVERSATION_PANE, text);
}

static void
set_up (HpAppFixture *fixture, gconstpointer raw)
{
  hp_live_fixture_set_up (&fixture->desk);
  hp_live_fixture_import_raw (&fixture->desk, "cherry", raw);
  hp_app_fixture_open (fixture);
  hp_app_select (fixture, 0);
  hp_live_wait_until (get_card (fixture) != NULL && gtk_widget_get_mapped (get_card (fixture)));
}

/* Comes first: later there is a program, and it runs. */
static void
test_no_program (HpAppFixture *fixture, gconstpointer data)
{
  hp_app_press (fixture, GDK_KEY_v, 0);
  hp_live_wait_until (reads (fixture, "Install WebKitGTK to see originals"));
  g_assert_true (reads (fixture, "Show Source"));
}

/* The desk has no such mail. */
static void
test_lost_original (HpAppFixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-original", "x",
                              G_GINT64_CONSTANT (4711));
  hp_live_wait_until (reads (fixture, "Restore a backup to see it"));
  g_assert_false (reads (fixture, "Show Source"));
}

/* What the program gets when the key is pressed. */
static HpOriginalMessage *
show_original (HpAppFixture *fixture)
{
  const char *program = g_getenv ("HELPPARI_SHOW_ORIGINAL");
  g_autofree char *log = g_strconcat (program, ".log", NULL);
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (program, SCRIPT, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  g_remove (log);
  hp_app_press (fixture, GDK_KEY_v, 0);
  hp_live_wait_until (g_file_get_contents (log, &line, NULL, NULL) && strchr (line, '\n') != NULL);
  HpOriginalMessage *message = hp_original_message_parse (line, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (message->subject, ==, "Cherry");
  return message;
}

static void
test_original (HpAppFixture *fixture, gconstpointer data)
{
  g_autoptr (HpOriginalMessage) message = show_original (fixture);

  g_assert_nonnull (strstr (message->html, "Red berries"));
  g_assert_null (strstr (message->html, "<script"));
  g_assert_null (strstr (message->html, "http:"));
  g_assert_cmpuint (message->parts->len, ==, 1);
  g_assert_nonnull (hp_original_message_find_part (message, "cid:berry@x"));
}

static void
test_plain_original (HpAppFixture *fixture, gconstpointer data)
{
  g_autoptr (HpOriginalMessage) message = show_original (fixture);

  g_assert_true (g_str_has_prefix (message->html, "<pre"));
  g_assert_nonnull (strstr (message->html, "Two &lt; three"));
}

#define ADD(path, raw, function)                                                                   \
  g_test_add (path, HpAppFixture, raw, set_up, function, hp_app_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("helppari-card-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "show", NULL);
  g_autofree char *log = g_strconcat (program, ".log", NULL);

  g_setenv ("HELPPARI_SHOW_ORIGINAL", program, TRUE);
  g_autoptr (HpApplication) app = hp_app_fixture_init (&argc, &argv);
  if (app == NULL)
    return SKIPPED;
  ADD ("/message-card/no-program", PLAIN, test_no_program);
  ADD ("/message-card/lost-original", PLAIN, test_lost_original);
  ADD ("/message-card/original", HTML, test_original);
  ADD ("/message-card/plain-original", PLAIN, test_plain_original);
  int status = g_test_run ();
  g_remove (program);
  g_remove (log);
  g_rmdir (folder);
  return status;
}
