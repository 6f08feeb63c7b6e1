/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window on a small desk: what it shows, what a choice and a search do, and that it follows
 * what another process decides. */

#include <string.h>

#include "app/inbox/hp-conversation-pane.h"
#include "app/inbox/hp-message-body.h"
#include "app/inbox/hp-message-card.h"
#include "app/inbox/hp-ticket-pane.h"
#include "app/inbox/hp-ticket-row.h"
#include "hp-app-fixture.h"
#include "live/hp-ticket-item.h"

#define SKIPPED 77

static gboolean
shows_body (HpAppFixture *fixture, const char *text)
{
  GtkWidget *view = GTK_WIDGET (hp_app_get_view (fixture, HP_TYPE_CONVERSATION_PANE));
  GtkWidget *body = hp_app_find (view, GTK_TYPE_TEXT_VIEW);
  g_autofree char *shown = NULL;

  if (body == NULL)
    return FALSE;
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (body)), "text", &shown, NULL);
  return strstr (shown, text) != NULL;
}

/* Shows every ticket, whatever its status. */
static void
show_all (HpAppFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.view", "i", 8);
  hp_live_wait_until (!hp_window_is_busy (fixture->window));
}

static void
test_opens (HpAppFixture *fixture, gconstpointer data)
{
  GtkWidget *row = hp_app_find (GTK_WIDGET (fixture->window), HP_TYPE_TICKET_ROW);

  g_assert_cmpuint (hp_app_count (fixture, HP_TYPE_TICKET_PANE), ==, 3);
  g_assert_cmpuint (hp_app_count (fixture, HP_TYPE_CONVERSATION_PANE), ==, 0);
  g_assert_true (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "three Tester"));
  g_assert_true (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "Cherry"));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                                   GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_choice (HpAppFixture *fixture, gconstpointer data)
{
  hp_app_select (fixture, 1);
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_CONVERSATION_PANE) == 1);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_true (hp_app_shows (fixture, HP_TYPE_CONVERSATION_PANE, "Banana"));
  hp_live_wait_until (shows_body (fixture, "Text of two."));
}

static void
test_search (HpAppFixture *fixture, gconstpointer data)
{
  hp_window_search (fixture->window, "banan");
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 1);
  hp_window_search (fixture->window, "xyzzy");
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "Nothing Found"));
  hp_window_search (fixture->window, "");
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 3);
}

static guint
get_selected (HpAppFixture *fixture)
{
  GtkListView *view = hp_app_get_view (fixture, HP_TYPE_TICKET_PANE);
  return gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (view)));
}

static void
test_change_from_outside (HpAppFixture *fixture, gconstpointer data)
{
  show_all (fixture);
  hp_app_select (fixture, 2);
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_CONVERSATION_PANE) == 1);
  hp_live_fixture_set_status (&fixture->desk, "two", HP_STATUS_RESOLVED);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "Resolved"));
  hp_live_fixture_note (&fixture->desk, "one", "Call her back");
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_CONVERSATION_PANE) == 2);
  hp_live_fixture_import (&fixture->desk, "four", "Date", 10, NULL);
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 4);
  g_assert_true (hp_app_shows (fixture, HP_TYPE_CONVERSATION_PANE, "Apple"));
  hp_live_wait_until (get_selected (fixture) == 0);
}

static void
test_decide_and_undo (HpAppFixture *fixture, gconstpointer data)
{
  show_all (fixture);
  hp_app_select (fixture, 0);
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_CONVERSATION_PANE) == 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.resolve", NULL);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "Resolved"));
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_CONVERSATION_PANE, "Status changed"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  hp_live_wait_until (!hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "Resolved"));
}

static void
test_no_desk (void)
{
  HpAppFixture fixture = { 0 };

  hp_live_fixture_set_up (&fixture.desk);
  hp_app_fixture_open (&fixture);
  g_assert_true (hp_app_has_label (GTK_WIDGET (fixture.window), "helpparictl --desk"));
  hp_live_fixture_import (&fixture.desk, "one", "Apple", 1, NULL);
  hp_live_wait_until (hp_app_count (&fixture, HP_TYPE_TICKET_PANE) == 1);
  hp_app_fixture_tear_down (&fixture, NULL);
}

static void
check_flow (const char *text, const char *expected)
{
  g_autofree char *flowed = hp_message_body_flow (text);
  g_assert_cmpstr (flowed, ==, expected);
}

static void
test_flow (void)
{
  check_flow ("Sain saman laskun uudelleen. Maksoin laskun 88120 jo viikko sitten,\n"
              "kuitti on liitteenä.\n\nMikko",
              "Sain saman laskun uudelleen. Maksoin laskun 88120 jo viikko sitten, kuitti on "
              "liitteenä.\n\nMikko");
  check_flow ("Best regards\nJames", "Best regards\nJames");
  check_flow ("A line that is long enough to have been broken by a mail program\n> quoted",
              "A line that is long enough to have been broken by a mail program\n> quoted");
  check_flow ("A line that is long enough to have been broken by a mail program\n- a list",
              "A line that is long enough to have been broken by a mail program\n- a list");
  check_flow ("", "");
}

#define ADD(path, function)                                                                        \
  g_test_add (path, HpAppFixture, NULL, hp_app_fixture_set_up, function, hp_app_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (HpApplication) app = hp_app_fixture_init (&argc, &argv);

  if (app == NULL)
    return SKIPPED;
  ADD ("/window/opens", test_opens);
  ADD ("/window/choice", test_choice);
  ADD ("/window/search", test_search);
  ADD ("/window/change-from-outside", test_change_from_outside);
  ADD ("/window/decide-and-undo", test_decide_and_undo);
  g_test_add_func ("/window/no-desk", test_no_desk);
  g_test_add_func ("/window/flow", test_flow);
  return g_test_run ();
}
