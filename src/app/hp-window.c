/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the window of one desk: its panes, what opens where, and the decisions made in it. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/hp-window.h"

#include <glib/gi18n.h>

#include "app/hp-labels.h"
#include "app/inbox/hp-conversation-pane.h"
#include "app/inbox/hp-ticket-pane.h"
#include "base/hp-error.h"
#include "live/hp-decision.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/hp-window.ui"
#define UNDO_SECONDS 8

struct _HpWindow
{
  AdwApplicationWindow parent_instance;

  HpLiveDesk *desk;             /* (owned) (nullable) */
  HpTicketList *list;           /* (owned) (nullable) */
  HpConversation *conversation; /* (owned) (nullable) */
  char *awaited;                /* (owned) (nullable) a ticket to open when the desk is */

  GtkStack *pages;
  AdwStatusPage *status_page;
  GtkLabel *command;
  GtkLabel *details;
  AdwLeaflet *leaflet;
  HpTicketPane *tickets;
  HpConversationPane *messages;
};

G_DEFINE_FINAL_TYPE (HpWindow, hp_window, ADW_TYPE_APPLICATION_WINDOW)

/* What the user can do about a desk that can't be opened. */
static void
get_advice (const GError *error, const char **title, const char **description)
{
  *title = _ ("The Desk Can’t Be Opened");
  *description = _ ("When its file is repaired or replaced, it opens here at once.");
  if (g_error_matches (error, HP_ERROR, HP_ERROR_TOO_NEW))
    {
      *title = _ ("This Desk Is Newer");
      *description = _ ("A newer Helppari made it. Update Helppari to open it; "
                        "nothing was changed.");
    }
  else if (g_error_matches (error, HP_ERROR, HP_ERROR_CORRUPT))
    {
      *title = _ ("This Desk Is Damaged");
      *description = _ ("Its file can’t be read. Restore a backup with "
                        "“helpparictl restore FILE”, and it opens here at once.");
    }
  else if (g_error_matches (error, HP_ERROR, HP_ERROR_INVALID))
    {
      *title = _ ("This Is Not a Desk");
      *description = _ ("The folder holds a database of another program.");
    }
  else if (g_error_matches (error, HP_ERROR, HP_ERROR_NO_SPACE))
    {
      *title = _ ("The Disk Is Full");
      *description = _ ("Free some space and open Helppari again.");
    }
  else if (g_error_matches (error, HP_ERROR, HP_ERROR_NOT_FOUND) ||
           g_error_matches (error, HP_ERROR, HP_ERROR_FAILED))
    {
      *description = _ ("Check that you may read and write the desk’s folder and its files.");
    }
}

static void
show_failure (HpWindow *self)
{
  const GError *error = hp_live_desk_get_error (self->desk);
  const char *title;
  const char *description;

  get_advice (error, &title, &description);
  adw_status_page_set_icon_name (self->status_page, "dialog-warning-symbolic");
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, description);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->command)), FALSE);
  gtk_label_set_text (self->details, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->details), error != NULL);
}

static void
show_welcome (HpWindow *self)
{
  const char *folder = hp_live_desk_get_folder (self->desk);
  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "helppari", "desk", NULL);
  g_autofree char *quoted = g_shell_quote (folder);
  g_autofree char *option =
      g_str_equal (folder, usual) ? g_strdup ("") : g_strdup_printf (" --desk %s", quoted);
  g_autofree char *command =
      g_strdup_printf ("helpparictl%s import ~/Mail --own support@yourshop.example", option);

  adw_status_page_set_icon_name (self->status_page, HP_APP_ID "-symbolic");
  adw_status_page_set_title (self->status_page, _ ("Bring Your Mail"));
  adw_status_page_set_description (
      self->status_page,
      _ ("There is no desk yet. Import mail files or folders in a terminal, with "
         "your own address, and the tickets appear here at once."));
  gtk_label_set_text (self->command, command);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->command)), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->details), FALSE);
}

static void
show_desk (HpWindow *self)
{
  if (self->awaited != NULL)
    hp_conversation_open_named (self->conversation, self->awaited);
  g_clear_pointer (&self->awaited, g_free);
}

static void
on_state_cb (HpWindow *self)
{
  HpLiveState state = hp_live_desk_get_state (self->desk);

  if (state == HP_LIVE_OPENING)
    return;
  if (state == HP_LIVE_READY)
    show_desk (self);
  else if (state == HP_LIVE_MISSING)
    show_welcome (self);
  else
    show_failure (self);
  gtk_stack_set_visible_child_name (self->pages, state == HP_LIVE_READY ? "desk" : "status");
}

static void
show_toast (HpWindow *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  hp_conversation_pane_add_toast (self->messages, adw_toast_new (escaped));
}

static void
on_failed_cb (HpWindow *self, const GError *error)
{
  show_toast (self, error->message);
}

static void
on_chosen_cb (HpWindow *self, gint64 row)
{
  hp_conversation_open (self->conversation, row);
  adw_leaflet_set_visible_child_name (self->leaflet, "conversation");
}

/* A ticket that was opened by its number, or was merged into another. */
static void
on_ticket_cb (HpWindow *self)
{
  HpTicketItem *ticket = hp_conversation_get_ticket (self->conversation);

  if (ticket == NULL)
    return;
  hp_ticket_pane_select (self->tickets, hp_ticket_item_get_row (ticket));
}

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = hp_decision_finish (result, &error);

  g_application_release (g_application_get_default ());
  if (error != NULL)
    show_toast (self, error->message);
}

static void
on_status_set_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = hp_decision_finish (result, &error);

  g_application_release (g_application_get_default ());
  if (error != NULL || ids->len == 0)
    {
      if (error != NULL)
        show_toast (self, error->message);
      return;
    }
  g_autofree char *op = hp_key_dup_hex (&g_array_index (ids, HpKey, 0));
  AdwToast *toast = adw_toast_new (_ ("Status changed"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-decision");
  adw_toast_set_action_target (toast, "s", op);
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  hp_conversation_pane_add_toast (self->messages, toast);
}

static void
set_status (HpWindow *self, const char *status)
{
  HpTicketItem *ticket =
      self->conversation != NULL ? hp_conversation_get_ticket (self->conversation) : NULL;

  if (ticket == NULL || g_str_equal (hp_ticket_item_get_status (ticket), status))
    return;
  g_application_hold (g_application_get_default ());
  hp_decision_set_status_async (self->desk, hp_ticket_item_get_row (ticket), status,
                                on_status_set_cb, g_object_ref (self));
}

static void
on_set_status_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  set_status (HP_WINDOW (widget), g_variant_get_string (target, NULL));
}

static void
on_resolve_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  HpTicketItem *ticket =
      self->conversation != NULL ? hp_conversation_get_ticket (self->conversation) : NULL;

  if (ticket != NULL)
    set_status (self, hp_status_is_closing (hp_ticket_item_get_status (ticket))
                          ? HP_STATUS_OPEN
                          : HP_STATUS_RESOLVED);
}

/* In a text, undo is about the text. */
static gboolean
undo_text (HpWindow *self, const char *action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return GTK_IS_TEXT (focus) && gtk_widget_activate_action (focus, action, NULL);
}

static void
on_undo_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  if (self->desk == NULL || undo_text (self, "text.undo"))
    return;
  hp_conversation_pane_dismiss_toast (self->messages);
  g_application_hold (g_application_get_default ());
  hp_decision_undo_async (self->desk, NULL, on_decided_cb, g_object_ref (self));
}

static void
on_undo_decision_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);
  HpKey op;

  if (!hp_key_from_hex (g_variant_get_string (target, NULL), &op))
    return;
  g_application_hold (g_application_get_default ());
  hp_decision_undo_async (self->desk, &op, on_decided_cb, g_object_ref (self));
}

static void
on_redo_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  if (self->desk == NULL || undo_text (self, "text.redo"))
    return;
  g_application_hold (g_application_get_default ());
  hp_decision_redo_async (self->desk, on_decided_cb, g_object_ref (self));
}

static void
on_search_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  adw_leaflet_set_visible_child_name (self->leaflet, "tickets");
  hp_ticket_pane_toggle_search (self->tickets);
}

static void
on_back_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  adw_leaflet_navigate (HP_WINDOW (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
on_step_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_ticket_pane_step (HP_WINDOW (widget)->tickets, g_variant_get_int32 (target));
}

static void
on_copy_command_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWindow *self = HP_WINDOW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), gtk_label_get_text (self->command));
}

static void
hp_window_dispose (GObject *object)
{
  HpWindow *self = HP_WINDOW (object);

  g_clear_object (&self->conversation);
  g_clear_object (&self->list);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->awaited, g_free);
  G_OBJECT_CLASS (hp_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.search", NULL, on_search_cb);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, on_back_cb);
  gtk_widget_class_install_action (widget_class, "win.step", "i", on_step_cb);
  gtk_widget_class_install_action (widget_class, "win.set-status", "s", on_set_status_cb);
  gtk_widget_class_install_action (widget_class, "win.resolve", NULL, on_resolve_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, on_undo_cb);
  gtk_widget_class_install_action (widget_class, "win.undo-decision", "s", on_undo_decision_cb);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, on_redo_cb);
  gtk_widget_class_install_action (widget_class, "win.copy-command", NULL, on_copy_command_cb);
}

static void
hp_window_class_init (HpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_window_dispose;
  g_type_ensure (HP_TYPE_TICKET_PANE);
  g_type_ensure (HP_TYPE_CONVERSATION_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, status_page);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, command);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, details);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, tickets);
  gtk_widget_class_bind_template_child (widget_class, HpWindow, messages);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  install_actions (widget_class);
}

static void
hp_window_init (HpWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
connect_models (HpWindow *self)
{
  g_signal_connect_object (self->list, "failed", G_CALLBACK (on_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conversation, "failed", G_CALLBACK (on_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->conversation, "notify::ticket", G_CALLBACK (on_ticket_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "notify::state", G_CALLBACK (on_state_cb), self,
                           G_CONNECT_SWAPPED);
}

HpWindow *
hp_window_new (GtkApplication *app, HpLiveDesk *desk)
{
  HpWindow *self = g_object_new (HP_TYPE_WINDOW, "application", app, NULL);

  self->desk = g_object_ref (desk);
  self->list = hp_ticket_list_new (desk);
  self->conversation = hp_conversation_new (desk);
  hp_ticket_pane_set_list (self->tickets, self->list);
  hp_conversation_pane_set_conversation (self->messages, self->conversation);
  connect_models (self);
  hp_ticket_list_set_query (self->list, "");
  on_state_cb (self);
  return self;
}

HpLiveDesk *
hp_window_get_desk (HpWindow *self)
{
  return self->desk;
}

void
hp_window_search (HpWindow *self, const char *text)
{
  adw_leaflet_set_visible_child_name (self->leaflet, "tickets");
  hp_ticket_pane_search (self->tickets, text);
}

void
hp_window_open_ticket (HpWindow *self, const char *name)
{
  g_free (self->awaited);
  self->awaited = g_strdup (name);
  adw_leaflet_set_visible_child_name (self->leaflet, "conversation");
  if (hp_live_desk_get_state (self->desk) == HP_LIVE_READY)
    show_desk (self);
}

gboolean
hp_window_is_busy (HpWindow *self)
{
  HpLiveState state = hp_live_desk_get_state (self->desk);

  return state == HP_LIVE_OPENING ||
         (state == HP_LIVE_READY && (hp_ticket_list_get_is_loading (self->list) ||
                                     hp_conversation_get_is_loading (self->conversation)));
}
