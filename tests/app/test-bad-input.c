/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What nobody should send, in the window: it stays quick, shows what can be shown, and says what
 * went wrong. */

#include <glib/gstdio.h>
#include <string.h>

#include "app/inbox/hp-conversation-pane.h"
#include "app/inbox/hp-ticket-pane.h"
#include "desk/hp-commands.h"
#include "hp-app-fixture.h"

#define SKIPPED 77
#define N_TAGS 5000
#define N_CHARACTERS 10000
/* Ample, also on a busy machine: what is quadratic takes longer. */
#define QUICK_US (5 * G_USEC_PER_SEC)

static gboolean
reads (HpAppFixture *fixture, const char *text)
{
  return hp_app_shows (fixture, HP_TYPE_CONVERSATION_PANE, text);
}

static void
import_from (HpAppFixture *fixture, const char *name, const char *subject)
{
  g_autofree char *raw =
      g_strdup_printf ("From: %s <odd@customer.example>\r\nTo: support@test.example\r\n"
                       "Subject: %s\r\nDate: Fri, 2 Jan 2026 10:00:00 +0000\r\n"
                       "Message-ID: <odd@test.example>\r\nMIME-Version: 1.0\r\n"
                       "Content-Type: text/plain; charset=utf-8\r\n\r\nText of odd.\r\n",
                       name, subject);

  hp_live_fixture_import_raw (&fixture->desk, "odd", raw);
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 4);
}

static void
open_first (HpAppFixture *fixture)
{
  gint64 start = g_get_monotonic_time ();

  hp_app_select (fixture, 0);
  hp_live_wait_until (reads (fixture, "odd@customer.example") || reads (fixture, "HP-"));
  hp_live_wait_until (!hp_window_is_busy (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_cmpint (g_get_monotonic_time () - start, <, QUICK_US);
}

static void
test_long_subject (HpAppFixture *fixture, gconstpointer data)
{
  g_autofree char *subject = g_strnfill (N_CHARACTERS, 'x');

  memcpy (subject, "Endless", strlen ("Endless"));
  import_from (fixture, "Odd", subject);
  open_first (fixture);
  g_assert_true (reads (fixture, "Endless"));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 1280);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (fixture->window)), <=, 800);
}

/* Who has no name that can be seen is called by the address. */
static void
test_blank_name (HpAppFixture *fixture, gconstpointer name)
{
  import_from (fixture, name, "Odd");
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "odd@customer.example"));
  open_first (fixture);
}

static void
test_strange_name (HpAppFixture *fixture, gconstpointer name)
{
  import_from (fixture, name, "Odd");
  open_first (fixture);
}

static void
tag_first (HpAppFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HpDesk) desk = hp_desk_open (fixture->desk.desk, HP_DB_WRITE, &error);
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) tags = g_new0 (char *, N_TAGS + 1);
  gint64 row = hp_live_fixture_find (&fixture->desk, "three");

  g_assert_no_error (error);
  for (guint i = 0; i < N_TAGS; i++)
    tags[i] = g_strdup_printf ("tag-%04u", i);
  g_array_append_val (tickets, row);
  g_autoptr (GArray) ops =
      hp_command_tag (desk, "tester", tickets, (const char *const *) tags, &error);
  g_assert_no_error (error);
}

/* The first ones show, and how many more there are. */
static void
test_many_tags (HpAppFixture *fixture, gconstpointer data)
{
  tag_first (fixture);
  open_first (fixture);
  hp_live_wait_until (reads (fixture, "tag-0000"));
  hp_live_wait_until (reads (fixture, "+4998"));
}

/* The desk's folder goes away under the open window: a decision is told as not made, and what was
 * there is there again when the folder is back. */
static void
test_vanished_desk (HpAppFixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_strconcat (fixture->desk.desk, ".away", NULL);

  hp_app_select (fixture, 0);
  hp_live_wait_until (reads (fixture, "HP-"));
  hp_live_wait_until (!hp_window_is_busy (fixture->window));
  hp_app_press (fixture, GDK_KEY_4, 0);
  hp_live_wait_until (reads (fixture, "tester changed the priority: Urgent"));
  g_assert_cmpint (g_rename (fixture->desk.desk, away), ==, 0);
  hp_app_press (fixture, GDK_KEY_e, 0);
  hp_live_wait_until (reads (fixture, "It is not there any more"));
  g_assert_true (reads (fixture, "Cherry"));
  g_assert_cmpint (g_rename (away, fixture->desk.desk), ==, 0);
  hp_app_press (fixture, GDK_KEY_3, 0);
  hp_live_wait_until (reads (fixture, "tester changed the priority: High"));
}

#define ADD(path, data, function)                                                                  \
  g_test_add (path, HpAppFixture, data, hp_app_fixture_set_up, function, hp_app_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (HpApplication) app = hp_app_fixture_init (&argc, &argv);

  if (app == NULL)
    return SKIPPED;
  ADD ("/bad-input/long-subject", NULL, test_long_subject);
  ADD ("/bad-input/blank-name", "\"   \"", test_blank_name);
  ADD ("/bad-input/invisible-name", "\"\u202e\u202c\u200b\"", test_blank_name);
  ADD ("/bad-input/emoji-name", "\"\U0001f600\U0001f600 \"", test_strange_name);
  ADD ("/bad-input/bidi-name", "\"\u202egro.knab\u202c\"", test_strange_name);
  ADD ("/bad-input/many-tags", NULL, test_many_tags);
  ADD ("/bad-input/vanished-desk", NULL, test_vanished_desk);
  return g_test_run ();
}
