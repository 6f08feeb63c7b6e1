/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what can be done in the window: every action, by whatever key, menu or button. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include <glib/gi18n.h>

#include "app/hp-application.h"
#include "app/hp-error-text.h"
#include "app/hp-verbs.h"
#include "app/hp-window-private.h"
#include "app/inbox/hp-file-keeper.h"
#include "app/inbox/hp-link.h"
#include "app/inbox/hp-source-window.h"
#include "app/original/hp-original-errand.h"
#include "app/palette/hp-palette.h"
#include "base/hp-error.h"

/* In a text that was changed, undo is about the text. */
static gboolean
undo_text (HpWindow *self, gboolean is_redo)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (HP_IS_RICH_TEXT (focus))
    return hp_rich_text_step (HP_RICH_TEXT (focus), is_redo);
  if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
      if (!(is_redo ? gtk_text_buffer_get_can_redo (buffer)
                    : gtk_text_buffer_get_can_undo (buffer)))
        return FALSE;
    }
  return hp_verbs_is_text (focus) &&
         gtk_widget_activate_action (focus, is_redo ? "text.redo" : "text.undo", NULL);
}

static void
on_undo_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  if (undo_text (self, FALSE))
    return;
  hp_message_list_dismiss_toast (self->messages);
  hp_decider_undo (self->decider, NULL);
}

static void
on_undo_decision_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpKey op;

  if (hp_key_from_hex (g_variant_get_string (target, NULL), &op))
    hp_decider_undo (HP_WINDOW (widget)->decider, &op);
}

static void
on_redo_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  if (!undo_text (self, TRUE))
    hp_decider_redo (self->decider);
}

static void
on_set_status_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_decider_set_status (HP_WINDOW (widget)->decider, g_variant_get_string (target, NULL));
}

static void
on_resolve_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_decider_resolve (HP_WINDOW (widget)->decider);
}

static void
on_assign_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_decider_assign (HP_WINDOW (widget)->decider, g_variant_get_string (target, NULL));
}

static void
on_assign_me_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  hp_decider_assign (self->decider, hp_live_desk_get_agent (self->desk));
}

static gboolean
has_ticket (HpWindow *self)
{
  return hp_conversation_get_ticket (self->conversation) != NULL;
}

static void
on_assign_menu_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  if (hp_window_is_choosing (self))
    hp_bulk_bar_pop_assignees (hp_ticket_pane_get_bulk_bar (self->list_pane));
  else if (has_ticket (self))
    hp_ticket_header_pop_assignees (self->header);
}

static void
on_tags_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  if (hp_window_is_choosing (self))
    hp_bulk_bar_pop_tags (hp_ticket_pane_get_bulk_bar (self->list_pane));
  else if (has_ticket (self))
    hp_ticket_header_pop_tags (self->header);
}

static void
on_tag_ticket_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_decider_tag (HP_WINDOW (widget)->decider, g_variant_get_string (target, NULL));
}

static void
on_snooze_menu_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  if (has_ticket (self))
    hp_ticket_header_pop_snooze (self->header);
}

static void
on_snooze_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_decider_snooze (HP_WINDOW (widget)->decider, g_variant_get_int64 (target));
}

static void
on_set_priority_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_decider_set_priority (HP_WINDOW (widget)->decider, g_variant_get_string (target, NULL));
}

static void
on_choose_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_ticket_list_view_toggle_choice (HP_WINDOW (widget)->tickets);
}

static void
on_choose_all_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_ticket_choice_add_all (HP_WINDOW (widget)->choice);
}

static void
on_end_choice_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_ticket_choice_set_is_active (HP_WINDOW (widget)->choice, FALSE);
}

static void
on_cancel_bulk_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_bulk_decider_cancel (HP_WINDOW (widget)->bulk);
}

static void
on_mark_unread_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_read_marks_mark_unread (HP_WINDOW (widget)->read_marks);
}

static void
on_ticket_picked_cb (HpWindow *self, const char *number)
{
  hp_decider_merge (self->decider, number);
}

static void
on_merge_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  GtkWidget *palette;

  if (!has_ticket (self))
    return;
  palette = hp_palette_new_for_tickets (GTK_WINDOW (self), self->desk, _ ("Merge into…"));
  g_signal_connect_object (palette, "ticket-picked", G_CALLBACK (on_ticket_picked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (palette));
}

static void
on_palette_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (
      hp_palette_new (GTK_WINDOW (self), self->desk, self->overview, has_ticket (self))));
}

static void
on_split_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_decider_split (HP_WINDOW (widget)->decider, g_variant_get_string (target, NULL));
}

/* What is to be done with the message at hand. */
static void
activate_on_card (HpWindow *self, const char *action)
{
  HpMessageCard *card = has_ticket (self) ? hp_message_list_get_card (self->messages) : NULL;

  if (card != NULL)
    gtk_widget_activate_action (GTK_WIDGET (card), action, NULL);
}

static void
on_split_message_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  activate_on_card (HP_WINDOW (widget), "message.split");
}

static void
on_message_original_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  activate_on_card (HP_WINDOW (widget), "message.original");
}

static void
on_message_source_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  activate_on_card (HP_WINDOW (widget), "message.source");
}

static void
on_save_message_files_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  activate_on_card (HP_WINDOW (widget), "message.save-files");
}

static void
on_show_source_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (
      hp_source_window_new (GTK_WINDOW (self), self->desk, g_variant_get_int64 (target))));
}

static gboolean
is_lost (const GError *error)
{
  return g_error_matches (error, HP_ERROR, HP_ERROR_NOT_FOUND) ||
         g_error_matches (error, HP_ERROR, HP_ERROR_CORRUPT);
}

/* What can be done where an original does not show. */
static const char *
get_original_advice (const GError *error)
{
  if (g_error_matches (error, HP_ERROR, HP_ERROR_UNSUPPORTED))
    return _ ("Install WebKitGTK to see originals");
  if (is_lost (error))
    return _ ("The original is damaged. Restore a backup to see it");
  return _ ("The original does not show. Try again");
}

static void
on_original_done_cb (GtkWindow *window, gint64 message, const GError *error)
{
  HpWindow *self = HP_WINDOW (window);

  if (error == NULL || self->desk == NULL)
    return;
  AdwToast *toast = adw_toast_new (get_original_advice (error));
  g_message ("An original does not show: %s", error->message);
  if (!is_lost (error))
    {
      adw_toast_set_button_label (toast, _ ("Show _Source"));
      adw_toast_set_action_name (toast, "win.show-source");
      adw_toast_set_action_target (toast, "x", message);
    }
  hp_window_add_toast (self, toast);
}

static void
on_show_original_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  GtkApplication *app = gtk_window_get_application (GTK_WINDOW (self));

  hp_original_show (GTK_WINDOW (self), hp_application_get_viewer (HP_APPLICATION (app)), self->desk,
                    g_variant_get_int64 (target), on_original_done_cb);
}

static void
on_file_done_cb (GtkWindow *window, guint n_saved, const GError *error)
{
  g_autofree char *words =
      g_strdup_printf (ngettext ("%u file saved", "%u files saved", n_saved), n_saved);

  hp_window_tell (HP_WINDOW (window), error != NULL ? hp_error_text_get (error) : words, NULL);
}

static void
on_open_link_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  const char *words;
  const char *href;

  g_variant_get (target, "(&s&s)", &words, &href);
  hp_link_open (GTK_WINDOW (widget), words, href);
}

static void
on_open_file_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  gint64 message;
  guint part;

  g_variant_get (target, "(xu&s)", &message, &part, NULL);
  hp_file_open (GTK_WINDOW (self), self->desk, message, part, on_file_done_cb);
}

static void
on_save_file_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  gint64 message;
  guint part;
  const char *filename;

  g_variant_get (target, "(xu&s)", &message, &part, &filename);
  hp_file_save (GTK_WINDOW (self), self->desk, message, part, filename, on_file_done_cb);
}

static void
on_save_files_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  hp_file_save_all (GTK_WINDOW (self), self->desk, g_variant_get_int64 (target), on_file_done_cb);
}

static void
on_toggle_folds_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_message_list_toggle_folds (HP_WINDOW (widget)->messages);
}

static void
on_copy_number_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  if (!has_ticket (self))
    return;
  g_autofree char *number =
      hp_ticket_item_dup_number (hp_conversation_get_ticket (self->conversation));
  /* Translators: %s is a ticket's number */
  g_autofree char *words = g_strdup_printf (_ ("Copied %s"), number);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), number);
  hp_window_tell (self, words, NULL);
}

static void
on_search_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  hp_window_show_pane (self, "tickets");
  hp_ticket_search_toggle (self->search);
}

static void
on_back_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  if (adw_leaflet_get_folded (self->reading) && hp_window_get_context_shown (self))
    hp_window_set_context_shown (self, FALSE);
  else if (adw_leaflet_navigate (self->panes, ADW_NAVIGATION_DIRECTION_BACK))
    hp_ticket_list_view_focus_selected (self->tickets);
}

static void
on_step_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_ticket_list_view_step (HP_WINDOW (widget)->tickets, g_variant_get_int32 (target));
}

static void
on_next_unread_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_ticket_list_view_step_to_unread (HP_WINDOW (widget)->tickets);
}

static void
on_view_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  g_autoptr (HpViewItem) view = g_list_model_get_item (G_LIST_MODEL (self->overview),
                                                       (guint) g_variant_get_int32 (target) - 1);

  if (view == NULL)
    return;
  hp_window_set_view (self, view);
  hp_window_show_pane (self, "tickets");
}

static void
on_sidebar_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  gboolean is_shown = !adw_flap_get_reveal_flap (self->flap);

  adw_flap_set_reveal_flap (self->flap, is_shown);
  if (is_shown)
    gtk_widget_grab_focus (GTK_WIDGET (self->sidebar));
  else
    hp_ticket_list_view_focus_selected (self->tickets);
}

static void
on_focus_list_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  if (adw_leaflet_get_folded (self->panes))
    gtk_widget_grab_focus (hp_message_list_get_view (self->messages));
  else
    hp_ticket_list_view_focus_selected (self->tickets);
}

/* The panes that show, in the order of F6. */
static GPtrArray *
list_panes (HpWindow *self)
{
  GtkWidget *const all[] = {
    GTK_WIDGET (self->sidebar),
    GTK_WIDGET (self->list_pane),
    hp_message_list_get_view (self->messages),
    GTK_WIDGET (self->composer),
    GTK_WIDGET (self->context),
  };
  GPtrArray *panes = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (gtk_widget_get_mapped (all[i]))
      g_ptr_array_add (panes, all[i]);
  return panes;
}

static gboolean
focus_pane (HpWindow *self, GtkWidget *pane)
{
  if (pane == GTK_WIDGET (self->list_pane))
    {
      hp_ticket_list_view_focus_selected (self->tickets);
      return TRUE;
    }
  if (HP_IS_COMPOSER (pane) || HP_IS_SIDEBAR (pane) || GTK_IS_LIST_VIEW (pane))
    return gtk_widget_grab_focus (pane);
  return gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

/* What is around the messages counts as theirs. */
static gboolean
is_in_pane (HpWindow *self, GtkWidget *focus, GtkWidget *pane)
{
  if (pane == hp_message_list_get_view (self->messages))
    pane = GTK_WIDGET (self->reader);
  return focus == pane || gtk_widget_is_ancestor (focus, pane);
}

static void
step_pane (HpWindow *self, int step)
{
  g_autoptr (GPtrArray) panes = list_panes (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  int n = (int) panes->len;
  int at = step > 0 ? -1 : n;

  for (int i = 0; i < n && focus != NULL; i++)
    if (is_in_pane (self, focus, g_ptr_array_index (panes, i)))
      at = i;
  for (int i = 1; i <= n; i++)
    if (focus_pane (self, g_ptr_array_index (panes, ((at + step * i) % n + n) % n)))
      return;
}

static void
on_next_pane_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  step_pane (HP_WINDOW (widget), 1);
}

static void
on_previous_pane_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  step_pane (HP_WINDOW (widget), -1);
}

static void
on_open_ticket_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_window_open_ticket (HP_WINDOW (widget), g_variant_get_string (target, NULL));
}

static void
on_look_for_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_window_search (HP_WINDOW (widget), g_variant_get_string (target, NULL));
}

static void
on_tell_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_window_tell (HP_WINDOW (widget), g_variant_get_string (target, NULL), NULL);
}

static void
on_copy_command_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_text (self->command));
}

static void
on_save_view_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  const char *view;
  const char *query;

  g_variant_get (target, "(&s&s)", &view, &query);
  hp_decider_set_view (HP_WINDOW (widget)->decider, view, query);
}

static void
on_remove_view_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_decider_set_view (HP_WINDOW (widget)->decider, g_variant_get_string (target, NULL), NULL);
}

static const struct
{
  const char *name;
  const char *parameter;
  GtkWidgetActionActivateFunc func;
} ACTIONS[] = {
  { "win.search", NULL, on_search_cb },
  { "win.look-for", "s", on_look_for_cb },
  { "win.save-view", "(ss)", on_save_view_cb },
  { "win.remove-view", "s", on_remove_view_cb },
  { "win.palette", NULL, on_palette_cb },
  { "win.back", NULL, on_back_cb },
  { "win.step", "i", on_step_cb },
  { "win.next-unread", NULL, on_next_unread_cb },
  { "win.view", "i", on_view_cb },
  { "win.sidebar", NULL, on_sidebar_cb },
  { "win.focus-list", NULL, on_focus_list_cb },
  { "win.next-pane", NULL, on_next_pane_cb },
  { "win.previous-pane", NULL, on_previous_pane_cb },
  { "win.open-ticket", "s", on_open_ticket_cb },
  { "win.set-status", "s", on_set_status_cb },
  { "win.resolve", NULL, on_resolve_cb },
  { "win.assign", "s", on_assign_cb },
  { "win.assign-me", NULL, on_assign_me_cb },
  { "win.assign-menu", NULL, on_assign_menu_cb },
  { "win.tags", NULL, on_tags_cb },
  { "win.tag-ticket", "s", on_tag_ticket_cb },
  { "win.snooze-menu", NULL, on_snooze_menu_cb },
  { "win.snooze", "x", on_snooze_cb },
  { "win.set-priority", "s", on_set_priority_cb },
  { "win.choose", NULL, on_choose_cb },
  { "win.choose-all", NULL, on_choose_all_cb },
  { "win.end-choice", NULL, on_end_choice_cb },
  { "win.cancel-bulk", NULL, on_cancel_bulk_cb },
  { "win.mark-unread", NULL, on_mark_unread_cb },
  { "win.merge", NULL, on_merge_cb },
  { "win.split", "s", on_split_cb },
  { "win.split-message", NULL, on_split_message_cb },
  { "win.message-original", NULL, on_message_original_cb },
  { "win.message-source", NULL, on_message_source_cb },
  { "win.save-message-files", NULL, on_save_message_files_cb },
  { "win.show-original", "x", on_show_original_cb },
  { "win.show-source", "x", on_show_source_cb },
  { "win.open-link", "(ss)", on_open_link_cb },
  { "win.open-file", "(xus)", on_open_file_cb },
  { "win.save-file", "(xus)", on_save_file_cb },
  { "win.save-files", "x", on_save_files_cb },
  { "win.toggle-folds", NULL, on_toggle_folds_cb },
  { "win.copy-number", NULL, on_copy_number_cb },
  { "win.undo", NULL, on_undo_cb },
  { "win.undo-decision", "s", on_undo_decision_cb },
  { "win.redo", NULL, on_redo_cb },
  { "win.tell", "s", on_tell_cb },
  { "win.copy-command", NULL, on_copy_command_cb },
};

void
hp_window_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i].name, ACTIONS[i].parameter,
                                     ACTIONS[i].func);
}
