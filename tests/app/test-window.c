/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window on a small desk: what it shows, what a choice and a search do, and that it follows
 * what another process decides. */

#include "app/hp-window.h"

#include <string.h>

#include "app/hp-application.h"
#include "app/inbox/hp-conversation-pane.h"
#include "app/inbox/hp-message-body.h"
#include "app/inbox/hp-message-card.h"
#include "app/inbox/hp-ticket-pane.h"
#include "app/inbox/hp-ticket-row.h"
#include "hp-live-fixture.h"
#include "live/hp-ticket-item.h"

#define SKIPPED 77

typedef struct
{
  HpLiveFixture desk;
  HpWindow *window;
} Fixture;

static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkListView *
get_view (Fixture *fixture, GType pane)
{
  return GTK_LIST_VIEW (
      find_widget (find_widget (GTK_WIDGET (fixture->window), pane), GTK_TYPE_LIST_VIEW));
}

static guint
count (Fixture *fixture, GType pane)
{
  GtkSelectionModel *model = gtk_list_view_get_model (get_view (fixture, pane));
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
shows (Fixture *fixture, GType pane, const char *text)
{
  return has_label (find_widget (GTK_WIDGET (fixture->window), pane), text);
}

static gboolean
shows_body (Fixture *fixture, const char *text)
{
  GtkWidget *view = GTK_WIDGET (get_view (fixture, HP_TYPE_CONVERSATION_PANE));
  GtkWidget *body = find_widget (view, GTK_TYPE_TEXT_VIEW);
  g_autofree char *shown = NULL;

  if (body == NULL)
    return FALSE;
  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (body)), "text", &shown, NULL);
  return strstr (shown, text) != NULL;
}

static void
open_window (Fixture *fixture)
{
  g_autoptr (HpLiveDesk) live = hp_live_desk_new (fixture->desk.desk, "tester");

  fixture->window = hp_window_new (GTK_APPLICATION (g_application_get_default ()), live);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  hp_live_wait_until (!hp_window_is_busy (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
select_row (Fixture *fixture, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (get_view (fixture, HP_TYPE_TICKET_PANE)),
                              "list.select-item", "(ubb)", position, FALSE, FALSE);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  hp_live_fixture_set_up (&fixture->desk);
  hp_live_fixture_import (&fixture->desk, "one", "Apple", 1, NULL);
  hp_live_fixture_import (&fixture->desk, "two", "Banana", 2, NULL);
  hp_live_fixture_import (&fixture->desk, "three", "Cherry", 3, NULL);
  open_window (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  hp_live_wait_until (fixture->window == NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  hp_live_fixture_tear_down (&fixture->desk);
}

static void
test_opens (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row = find_widget (GTK_WIDGET (fixture->window), HP_TYPE_TICKET_ROW);

  g_assert_cmpuint (count (fixture, HP_TYPE_TICKET_PANE), ==, 3);
  g_assert_cmpuint (count (fixture, HP_TYPE_CONVERSATION_PANE), ==, 0);
  g_assert_true (shows (fixture, HP_TYPE_TICKET_PANE, "three Tester"));
  g_assert_true (shows (fixture, HP_TYPE_TICKET_PANE, "Cherry"));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                                   GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_choice (Fixture *fixture, gconstpointer data)
{
  select_row (fixture, 1);
  hp_live_wait_until (count (fixture, HP_TYPE_CONVERSATION_PANE) == 1);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  g_assert_true (shows (fixture, HP_TYPE_CONVERSATION_PANE, "Banana"));
  hp_live_wait_until (shows_body (fixture, "Text of two."));
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  hp_window_search (fixture->window, "banan");
  hp_live_wait_until (count (fixture, HP_TYPE_TICKET_PANE) == 1);
  hp_window_search (fixture->window, "xyzzy");
  hp_live_wait_until (shows (fixture, HP_TYPE_TICKET_PANE, "Nothing Found"));
  hp_window_search (fixture->window, "");
  hp_live_wait_until (count (fixture, HP_TYPE_TICKET_PANE) == 3);
}

static guint
get_selected (Fixture *fixture)
{
  GtkListView *view = get_view (fixture, HP_TYPE_TICKET_PANE);
  return gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (view)));
}

static void
test_change_from_outside (Fixture *fixture, gconstpointer data)
{
  select_row (fixture, 2);
  hp_live_wait_until (count (fixture, HP_TYPE_CONVERSATION_PANE) == 1);
  hp_live_fixture_set_status (&fixture->desk, "two", HP_STATUS_RESOLVED);
  hp_live_wait_until (shows (fixture, HP_TYPE_TICKET_PANE, "Resolved"));
  hp_live_fixture_note (&fixture->desk, "one", "Call her back");
  hp_live_wait_until (count (fixture, HP_TYPE_CONVERSATION_PANE) == 2);
  hp_live_fixture_import (&fixture->desk, "four", "Date", 10, NULL);
  hp_live_wait_until (count (fixture, HP_TYPE_TICKET_PANE) == 4);
  g_assert_true (shows (fixture, HP_TYPE_CONVERSATION_PANE, "Apple"));
  hp_live_wait_until (get_selected (fixture) == 0);
}

static void
test_decide_and_undo (Fixture *fixture, gconstpointer data)
{
  select_row (fixture, 0);
  hp_live_wait_until (count (fixture, HP_TYPE_CONVERSATION_PANE) == 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.resolve", NULL);
  hp_live_wait_until (shows (fixture, HP_TYPE_TICKET_PANE, "Resolved"));
  hp_live_wait_until (shows (fixture, HP_TYPE_CONVERSATION_PANE, "Status changed"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  hp_live_wait_until (!shows (fixture, HP_TYPE_TICKET_PANE, "Resolved"));
}

static void
test_no_desk (void)
{
  Fixture fixture = { 0 };

  hp_live_fixture_set_up (&fixture.desk);
  open_window (&fixture);
  g_assert_true (has_label (GTK_WIDGET (fixture.window), "helpparictl --desk"));
  hp_live_fixture_import (&fixture.desk, "one", "Apple", 1, NULL);
  hp_live_wait_until (count (&fixture, HP_TYPE_TICKET_PANE) == 1);
  tear_down (&fixture, NULL);
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

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

/* One for all tests: the windows belong to it. */
static HpApplication *
make_application (void)
{
  g_autoptr (HpApplication) app = hp_application_new ();
  g_autoptr (GError) error = NULL;

  g_application_set_flags (G_APPLICATION (app), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (app), NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&app);
}

int
main (int argc, char **argv)
{
  g_autoptr (HpApplication) app = NULL;

  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    return SKIPPED;
  gtk_test_init (&argc, &argv);
  app = make_application ();
  ADD ("/window/opens", test_opens);
  ADD ("/window/choice", test_choice);
  ADD ("/window/search", test_search);
  ADD ("/window/change-from-outside", test_change_from_outside);
  ADD ("/window/decide-and-undo", test_decide_and_undo);
  g_test_add_func ("/window/no-desk", test_no_desk);
  g_test_add_func ("/window/flow", test_flow);
  return g_test_run ();
}
