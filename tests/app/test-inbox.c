/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The inbox by its keys and actions: every decision is told, shown and undone; nothing that can be
 * used is without a name; panes fold with the width. */

#include "app/hp-seen-row.h"
#include "app/inbox/hp-context-pane.h"
#include "app/inbox/hp-conversation-pane.h"
#include "app/inbox/hp-sidebar.h"
#include "app/inbox/hp-ticket-pane.h"
#include "app/palette/hp-palette.h"
#include "hp-app-fixture.h"

#define SKIPPED 77
/* Of a window without a compositor. */
#define FRAME 12

static gboolean
reads (HpAppFixture *fixture, const char *text)
{
  return hp_app_shows (fixture, HP_TYPE_CONVERSATION_PANE, text);
}

static void
open_first (HpAppFixture *fixture)
{
  hp_app_press (fixture, GDK_KEY_j, 0);
  hp_live_wait_until (reads (fixture, "Cherry"));
}

static void
write_note (HpAppFixture *fixture, const char *text)
{
  HpComposer *composer = HP_COMPOSER (hp_app_find (GTK_WIDGET (fixture->window), HP_TYPE_COMPOSER));

  hp_app_activate (fixture, "win.note");
  hp_live_wait_until (!hp_composer_is_busy (composer));
  hp_rich_buffer_insert_words (hp_rich_text_get_rich (hp_composer_get_text (composer)), text);
  gtk_widget_activate_action (GTK_WIDGET (composer), "composer.send", NULL);
}

static void
test_decisions (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  hp_app_press (fixture, GDK_KEY_A, GDK_SHIFT_MASK);
  hp_live_wait_until (reads (fixture, "Given to tester"));
  hp_live_wait_until (reads (fixture, "tester took the ticket"));
  hp_app_press (fixture, GDK_KEY_4, 0);
  hp_live_wait_until (reads (fixture, "tester changed the priority: Urgent"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.tag-ticket", "s", "returns");
  hp_live_wait_until (reads (fixture, "tester added the tag returns"));
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_SIDEBAR, "returns"));
  hp_app_activate (fixture, "win.undo");
  hp_live_wait_until (!reads (fixture, "tester added the tag returns"));
  hp_live_wait_until (!hp_app_shows (fixture, HP_TYPE_SIDEBAR, "returns"));
}

/* Undo is about decisions also while a message's text has the focus. */
static void
test_undo_in_message (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  hp_app_press (fixture, GDK_KEY_4, 0);
  hp_live_wait_until (reads (fixture, "tester changed the priority: Urgent"));
  gtk_widget_grab_focus (hp_app_find (
      GTK_WIDGET (hp_app_get_view (fixture, HP_TYPE_CONVERSATION_PANE)), GTK_TYPE_TEXT_VIEW));
  hp_app_activate (fixture, "win.undo");
  hp_live_wait_until (!reads (fixture, "tester changed the priority: Urgent"));
}

static void
test_note_and_undo (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  write_note (fixture, "Call her back");
  hp_live_wait_until (reads (fixture, "Note, only the team sees this"));
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_CONTEXT_PANE, "Call her back"));
  hp_app_activate (fixture, "win.undo");
  hp_live_wait_until (!reads (fixture, "Note, only the team sees this"));
}

static void
test_resolve_leaves_view (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  hp_app_press (fixture, GDK_KEY_e, 0);
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 2);
  g_assert_true (reads (fixture, "Cherry"));
  hp_app_press (fixture, GDK_KEY_j, 0);
  hp_live_wait_until (reads (fixture, "Banana"));
}

/* A ticket that is put off leaves the view for that of the snoozed, until it is awake again. */
static void
test_snooze (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.snooze", "x", G_MAXINT64);
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 2);
  hp_live_wait_until (reads (fixture, "Snoozed until an answer comes"));
  hp_live_wait_until (reads (fixture, "tester snoozed the ticket until an answer comes"));
  hp_app_press (fixture, GDK_KEY_o, 0);
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 3);
  hp_app_activate (fixture, "win.undo");
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 2);
}

static gboolean
has_new_line (HpAppFixture *fixture)
{
  GtkWidget *view = GTK_WIDGET (hp_app_get_view (fixture, HP_TYPE_CONVERSATION_PANE));
  GtkWidget *rule = hp_app_find (view, GTK_TYPE_SEPARATOR);

  return rule != NULL && gtk_widget_get_mapped (rule);
}

/* What was on the screen is read, until more comes or it is marked. */
static void
test_unread (HpAppFixture *fixture, gconstpointer data)
{
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "3 tickets, 3 unread"));
  open_first (fixture);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "3 tickets, 2 unread"));
  hp_app_press (fixture, GDK_KEY_u, 0);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "3 tickets, 3 unread"));
  hp_app_press (fixture, GDK_KEY_j, 0);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "3 tickets, 2 unread"));
  g_assert_false (has_new_line (fixture));
  hp_live_fixture_import (&fixture->desk, "more", "Re: Banana", 20, "two");
  hp_live_wait_until (has_new_line (fixture));
}

/* Many are decided about as one, also from the menus, and undone as one. */
static void
test_bulk (HpAppFixture *fixture, gconstpointer data)
{
  GtkListView *view = hp_app_get_view (fixture, HP_TYPE_TICKET_PANE);

  open_first (fixture);
  hp_app_press (fixture, GDK_KEY_x, 0);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "1 selected"));
  gtk_widget_activate_action (GTK_WIDGET (view), "list.activate-item", "u", 1);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "2 selected"));
  g_assert_true (reads (fixture, "Cherry"));
  hp_app_press (fixture, GDK_KEY_e, 0);
  hp_live_wait_until (reads (fixture, "2 tickets changed"));
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 1);
  g_assert_false (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "selected"));
  hp_app_activate (fixture, "win.undo");
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 3);
  hp_app_activate (fixture, "win.choose-all");
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "3 selected"));
  gtk_widget_activate_action (GTK_WIDGET (view), "list.activate-item", "u", 0);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "2 selected"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.set-status", "s", "waiting");
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 1);
}

/* Escape ends choosing, and decides nothing. */
static void
test_bulk_escape (HpAppFixture *fixture, gconstpointer data)
{
  hp_app_activate (fixture, "win.choose-all");
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "3 selected"));
  hp_app_press (fixture, GDK_KEY_Escape, 0);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "3 tickets"));
}

static char *
dup_first_subject (HpAppFixture *fixture)
{
  GtkSelectionModel *model =
      gtk_list_view_get_model (hp_app_get_view (fixture, HP_TYPE_TICKET_PANE));
  g_autoptr (HpTicketItem) item = g_list_model_get_item (G_LIST_MODEL (model), 0);

  return g_strdup (item != NULL ? hp_ticket_item_get_subject (item) : "");
}

static gboolean
begins_with (HpAppFixture *fixture, const char *subject)
{
  g_autofree char *first = dup_first_subject (fixture);

  return g_str_equal (first, subject);
}

static void
test_order (HpAppFixture *fixture, gconstpointer data)
{
  GtkWidget *pane = hp_app_find (GTK_WIDGET (fixture->window), HP_TYPE_TICKET_PANE);

  open_first (fixture);
  gtk_widget_activate_action (pane, "pane.order", "s", "oldest");
  hp_live_wait_until (begins_with (fixture, "Apple"));
  hp_app_press (fixture, GDK_KEY_1, 0);
  hp_live_wait_until (reads (fixture, "Low"));
  gtk_widget_activate_action (pane, "pane.order", "s", "priority");
  hp_live_wait_until (begins_with (fixture, "Banana"));
  gtk_widget_activate_action (pane, "pane.order", "s", "latest");
  hp_live_wait_until (begins_with (fixture, "Cherry"));
}

static void
test_merge_and_split (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  hp_live_fixture_merge (&fixture->desk, "three", "two");
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 2);
  hp_live_wait_until (reads (fixture, "merged another ticket"));
}

/* A letter belongs to the text that has the focus. */
static void
test_letters_while_writing (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  hp_app_activate (fixture, "win.note");
  g_assert_true (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  g_assert_false (hp_app_press (fixture, GDK_KEY_e, 0));
  hp_app_activate (fixture, "win.focus-list");
  g_assert_true (hp_app_press (fixture, GDK_KEY_k, 0));
}

/* Tab stays in a pane, F6 goes on to the next. */
static void
test_panes (HpAppFixture *fixture, gconstpointer data)
{
  const GType panes[] = { HP_TYPE_SIDEBAR, HP_TYPE_TICKET_PANE, HP_TYPE_CONVERSATION_PANE,
                          HP_TYPE_CONVERSATION_PANE, HP_TYPE_CONTEXT_PANE };
  GtkWindow *window = GTK_WINDOW (fixture->window);

  open_first (fixture);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_CONTEXT_PANE, "First contact"));
  gtk_widget_child_focus (hp_app_find (GTK_WIDGET (window), HP_TYPE_SIDEBAR), GTK_DIR_TAB_FORWARD);
  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    {
      for (guint n = 0; n < 40; n++)
        {
          g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (window), panes[i]));
          gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
        }
      /* Tab led round the messages and the note, which F6 tells apart. */
      if (i == 2)
        gtk_widget_grab_focus (GTK_WIDGET (hp_app_get_view (fixture, panes[i])));
      if (i == 3)
        hp_app_activate (fixture, "win.note");
      hp_app_activate (fixture, "win.next-pane");
    }
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (window), HP_TYPE_SIDEBAR));
}

/* A long conversation begins with its end; what is before comes when it is asked for. */
static void
test_long_conversation (HpAppFixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("answer-%d", i);
      hp_live_fixture_import (&fixture->desk, name, "Re: Cherry", 10 + i, "three");
    }
  open_first (fixture);
  hp_live_wait_until (reads (fixture, "11 earlier messages"));
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_CONVERSATION_PANE) == 20);
  gtk_widget_activate_action (GTK_WIDGET (hp_app_get_view (fixture, HP_TYPE_CONVERSATION_PANE)),
                              "messages.earlier", NULL);
  g_assert_cmpuint (hp_app_count (fixture, HP_TYPE_CONVERSATION_PANE), ==, 31);
  g_assert_false (reads (fixture, "earlier messages"));
}

static guint
count_filled (GtkListView *view)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      n += HP_IS_SEEN_ROW (row) && hp_seen_row_is_filled (HP_SEEN_ROW (row));
    }
  return n;
}

/* Rows are filled in the frame in which they come into sight, and no others. */
static void
test_rows_in_sight (HpAppFixture *fixture, gconstpointer data)
{
  GtkListView *view = hp_app_get_view (fixture, HP_TYPE_TICKET_PANE);
  GtkAdjustment *place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  for (int i = 0; i < 60; i++)
    {
      g_autofree char *name = g_strdup_printf ("more-%d", i);
      hp_live_fixture_import (&fixture->desk, name, "More", 10 + i, NULL);
    }
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 63);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  g_assert_cmpuint (count_filled (view), >=, 10);
  g_assert_cmpuint (count_filled (view), <, 30);
  gtk_adjustment_set_value (place, gtk_adjustment_get_upper (place));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "Apple"));
}

static void
test_views (HpAppFixture *fixture, gconstpointer data)
{
  hp_app_press (fixture, GDK_KEY_g, 0);
  hp_app_press (fixture, GDK_KEY_5, 0);
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 0);
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_TICKET_PANE, "No Tickets"));
  hp_app_press (fixture, GDK_KEY_g, 0);
  hp_app_press (fixture, GDK_KEY_3, 0);
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 3);
}

static void
test_search_returns (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  hp_window_search (fixture->window, "apple");
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 1);
  hp_app_select (fixture, 0);
  hp_live_wait_until (reads (fixture, "Apple"));
  hp_app_activate (fixture, "win.search");
  hp_live_wait_until (hp_app_count (fixture, HP_TYPE_TICKET_PANE) == 3);
  hp_live_wait_until (reads (fixture, "Cherry"));
}

static gboolean
has_name (GtkWidget *widget)
{
  if (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL))
    return TRUE;
  return GTK_IS_BUTTON (widget) && hp_app_find (widget, GTK_TYPE_LABEL) != NULL &&
         *gtk_label_get_text (GTK_LABEL (hp_app_find (widget, GTK_TYPE_LABEL))) != '\0';
}

static gboolean
is_control (GtkWidget *widget)
{
  const GType types[] = { GTK_TYPE_BUTTON,      GTK_TYPE_MENU_BUTTON, GTK_TYPE_TEXT,
                          GTK_TYPE_TEXT_VIEW,   GTK_TYPE_LIST_VIEW,   GTK_TYPE_LIST_BOX,
                          GTK_TYPE_LIST_BOX_ROW };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (widget, types[i]))
      return gtk_widget_get_mapped (widget);
  return FALSE;
}

static void
check_names (GtkWidget *widget)
{
  /* The toolkit's own: window buttons, menus, the cross of a toast. */
  if (GTK_IS_WINDOW_CONTROLS (widget) || GTK_IS_POPOVER_MENU (widget) ||
      g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget"))
    return;
  if (is_control (widget) && !has_name (widget))
    g_error ("A %s has no name: in a %s", G_OBJECT_TYPE_NAME (widget),
             G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

static void
test_names (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  write_note (fixture, "Call her back");
  hp_live_wait_until (hp_app_shows (fixture, HP_TYPE_CONTEXT_PANE, "Call her back"));
  hp_window_search (fixture->window, "e");
  hp_live_wait_until (!hp_window_is_busy (fixture->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  check_names (GTK_WIDGET (fixture->window));
}

/* Also of what pops up, and while tickets are chosen. */
static void
test_names_of_popovers (HpAppFixture *fixture, gconstpointer data)
{
  const char *const actions[] = { "win.snooze-menu", "win.tags", "win.choose-all", "win.tags" };

  open_first (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      hp_app_activate (fixture, actions[i]);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
      check_names (GTK_WIDGET (fixture->window));
    }
}

static gboolean
is_shown (HpAppFixture *fixture, GType type)
{
  GtkWidget *widget = hp_app_find (GTK_WIDGET (fixture->window), type);
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget);
}

static void
resize (HpAppFixture *fixture, int width)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  gtk_window_set_default_size (GTK_WINDOW (window), width, 700);
  hp_live_wait_until (ABS (gtk_widget_get_width (window) - width) <= FRAME);
  gtk_test_widget_wait_for_draw (window);
}

static void
test_widths (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  resize (fixture, 1300);
  resize (fixture, 1274);
  g_assert_true (is_shown (fixture, HP_TYPE_SIDEBAR) && is_shown (fixture, HP_TYPE_CONTEXT_PANE));
  resize (fixture, 1000);
  hp_live_wait_until (!is_shown (fixture, HP_TYPE_CONTEXT_PANE));
  g_assert_true (is_shown (fixture, HP_TYPE_SIDEBAR));
  resize (fixture, 760);
  hp_live_wait_until (!is_shown (fixture, HP_TYPE_SIDEBAR));
  g_assert_true (is_shown (fixture, HP_TYPE_TICKET_PANE));
  g_assert_true (is_shown (fixture, HP_TYPE_CONVERSATION_PANE));
  resize (fixture, 360);
  hp_live_wait_until (!is_shown (fixture, HP_TYPE_TICKET_PANE));
  g_assert_true (is_shown (fixture, HP_TYPE_CONVERSATION_PANE));
  hp_app_activate (fixture, "win.context");
  hp_live_wait_until (is_shown (fixture, HP_TYPE_CONTEXT_PANE));
  hp_app_activate (fixture, "win.back");
  hp_live_wait_until (is_shown (fixture, HP_TYPE_CONVERSATION_PANE));
  hp_app_activate (fixture, "win.back");
  hp_live_wait_until (is_shown (fixture, HP_TYPE_TICKET_PANE));
}

/* The narrowest window holds text a third larger. */
static void
test_large_text (HpAppFixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  open_first (fixture);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * 13 / 10, NULL);
  resize (fixture, 360);
  g_assert_true (is_shown (fixture, HP_TYPE_CONVERSATION_PANE));
  hp_app_activate (fixture, "win.back");
  hp_live_wait_until (is_shown (fixture, HP_TYPE_TICKET_PANE));
  resize (fixture, 360);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static GtkWidget *
find_palette (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);
      if (HP_IS_PALETTE (window))
        return window;
    }
  return NULL;
}

static void
test_palette (HpAppFixture *fixture, gconstpointer data)
{
  hp_app_activate (fixture, "win.palette");
  GtkWidget *palette = find_palette ();
  GtkWidget *text = hp_app_find (palette, GTK_TYPE_TEXT);

  check_names (palette);
  gtk_editable_set_text (GTK_EDITABLE (text), "#banana");
  hp_live_wait_until (!hp_palette_is_busy (HP_PALETTE (palette)));
  hp_live_wait_until (hp_app_has_label (palette, "Banana"));
  g_signal_emit_by_name (text, "activate");
  hp_live_wait_until (reads (fixture, "Banana"));
  g_assert_null (find_palette ());
}

/* Finnish words find an action in an English window. */
static void
test_palette_words (HpAppFixture *fixture, gconstpointer data)
{
  open_first (fixture);
  hp_app_activate (fixture, "win.palette");
  GtkWidget *palette = find_palette ();
  GtkWidget *text = hp_app_find (palette, GTK_TYPE_TEXT);

  gtk_editable_set_text (GTK_EDITABLE (text), ">odottaa");
  hp_live_wait_until (hp_app_has_label (palette, "Set the status: Waiting"));
  g_signal_emit_by_name (text, "activate");
  hp_live_wait_until (reads (fixture, "tester changed the status: Waiting"));
}

#define ADD(path, function)                                                                        \
  g_test_add (path, HpAppFixture, NULL, hp_app_fixture_set_up, function, hp_app_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (HpApplication) app = hp_app_fixture_init (&argc, &argv);

  if (app == NULL)
    return SKIPPED;
  ADD ("/inbox/decisions", test_decisions);
  ADD ("/inbox/undo-in-message", test_undo_in_message);
  ADD ("/inbox/note-and-undo", test_note_and_undo);
  ADD ("/inbox/resolve-leaves-view", test_resolve_leaves_view);
  ADD ("/inbox/snooze", test_snooze);
  ADD ("/inbox/unread", test_unread);
  ADD ("/inbox/bulk", test_bulk);
  ADD ("/inbox/bulk-escape", test_bulk_escape);
  ADD ("/inbox/order", test_order);
  ADD ("/inbox/merge-and-split", test_merge_and_split);
  ADD ("/inbox/letters-while-writing", test_letters_while_writing);
  ADD ("/inbox/panes", test_panes);
  ADD ("/inbox/long-conversation", test_long_conversation);
  ADD ("/inbox/rows-in-sight", test_rows_in_sight);
  ADD ("/inbox/views", test_views);
  ADD ("/inbox/search-returns", test_search_returns);
  ADD ("/inbox/names", test_names);
  ADD ("/inbox/names-of-popovers", test_names_of_popovers);
  ADD ("/inbox/widths", test_widths);
  ADD ("/inbox/large-text", test_large_text);
  ADD ("/inbox/palette", test_palette);
  ADD ("/inbox/palette-words", test_palette_words);
  return g_test_run ();
}
