/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the window of the outbox. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-outbox-window.h"

#include <glib/gi18n.h>

#include "app/composer/hp-outgoing-box.h"

static GtkWidget *
make_list (HpLiveDesk *desk, HpOutgoing *outgoing)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = g_object_new (HP_TYPE_OUTGOING_BOX, "valign", GTK_ALIGN_START, NULL);

  hp_outgoing_box_set_outgoing (HP_OUTGOING_BOX (box), desk, outgoing);
  hp_outgoing_box_show_all (HP_OUTGOING_BOX (box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static GtkWidget *
make_empty_page (void)
{
  return g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "hp-send-symbolic", "title",
                       _ ("All Mail Has Left"), NULL);
}

static void
on_changed_cb (GtkStack *stack, HpOutgoing *outgoing)
{
  gtk_stack_set_visible_child_name (stack,
                                    hp_outgoing_get_entries (outgoing)->len > 0 ? "list" : "empty");
}

/* What its buttons ask for is done by the window behind it. */
static void
on_action_cb (GSimpleAction *action, GVariant *parameter, gpointer parent)
{
  g_autofree char *name = g_strconcat ("win.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action_variant (GTK_WIDGET (parent), name, parameter);
}

static const GActionEntry ACTIONS[] = {
  { "undo-send", on_action_cb, "s" },
  { "outbox-retry", on_action_cb, "s" },
  { "outbox-confirm", on_action_cb, "s" },
  { "outbox-cancel", on_action_cb, "s" },
};

static void
add_actions (GtkWidget *window, GtkWindow *parent)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), ACTIONS, G_N_ELEMENTS (ACTIONS), parent);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
}

GtkWidget *
hp_outbox_window_new (GtkWindow *parent, HpLiveDesk *desk, HpOutgoing *outgoing)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *stack = gtk_stack_new ();

  gtk_widget_add_css_class (bar, "flat");
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_stack_add_named (GTK_STACK (stack), make_list (desk, outgoing), "list");
  gtk_stack_add_named (GTK_STACK (stack), make_empty_page (), "empty");
  g_signal_connect_object (outgoing, "changed", G_CALLBACK (on_changed_cb), stack,
                           G_CONNECT_SWAPPED);
  on_changed_cb (GTK_STACK (stack), outgoing);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), stack);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Outbox"));
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 420);
  add_actions (window, parent);
  return window;
}
