/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the window that the tests of the application look at. */

#include "hp-app-fixture.h"

#include <string.h>

#include "app/inbox/hp-ticket-pane.h"

GtkWidget *
hp_app_find (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = hp_app_find (child, type);
      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkListView *
hp_app_get_view (HpAppFixture *fixture, GType pane)
{
  return GTK_LIST_VIEW (
      hp_app_find (hp_app_find (GTK_WIDGET (fixture->window), pane), GTK_TYPE_LIST_VIEW));
}

guint
hp_app_count (HpAppFixture *fixture, GType pane)
{
  GtkSelectionModel *model = gtk_list_view_get_model (hp_app_get_view (fixture, pane));
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

gboolean
hp_app_has_label (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (hp_app_has_label (child, text))
      return TRUE;
  return FALSE;
}

gboolean
hp_app_shows (HpAppFixture *fixture, GType pane, const char *text)
{
  return hp_app_has_label (hp_app_find (GTK_WIDGET (fixture->window), pane), text);
}

void
hp_app_fixture_open (HpAppFixture *fixture)
{
  g_autoptr (HpLiveDesk) live = hp_live_desk_new (fixture->desk.desk, "tester");

  fixture->window = hp_window_new (GTK_APPLICATION (g_application_get_default ()), live);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  gtk_window_present (GTK_WINDOW (fixture->window));
  hp_live_wait_until (!hp_window_is_busy (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

void
hp_app_select (HpAppFixture *fixture, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (hp_app_get_view (fixture, HP_TYPE_TICKET_PANE)),
                              "list.select-item", "(ubb)", position, FALSE, FALSE);
}

void
hp_app_fixture_set_up (HpAppFixture *fixture, gconstpointer data)
{
  hp_live_fixture_set_up (&fixture->desk);
  hp_live_fixture_import (&fixture->desk, "one", "Apple", 1, NULL);
  hp_live_fixture_import (&fixture->desk, "two", "Banana", 2, NULL);
  hp_live_fixture_import (&fixture->desk, "three", "Cherry", 3, NULL);
  hp_app_fixture_open (fixture);
}

void
hp_app_fixture_tear_down (HpAppFixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  hp_live_wait_until (fixture->window == NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  hp_live_fixture_tear_down (&fixture->desk);
}

void
hp_app_activate (HpAppFixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL);
}

gboolean
hp_app_press (HpAppFixture *fixture, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  gboolean is_handled = FALSE;

  for (guint i = 0; !is_handled && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_BUBBLE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_handled);
    }
  return is_handled;
}

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

HpApplication *
hp_app_fixture_init (int *argc, char ***argv)
{
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    return NULL;
  gtk_test_init (argc, argv);
  return make_application ();
}
