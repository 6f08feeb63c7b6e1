/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the open ticket looks: its head, its messages, and what can be decided about it. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-conversation-pane.h"

#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "app/hp-labels.h"
#include "app/inbox/hp-message-card.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-conversation-pane.ui"
#define FRAMES_TO_SETTLE 4

struct _HpConversationPane
{
  AdwBin parent_instance;

  HpConversation *conversation; /* (owned) (nullable) */
  HpTicketItem *ticket;         /* (owned) (nullable) */
  AdwToast *toast;              /* (owned) (nullable) the one that shows */
  gulong handler;
  gboolean folded;
  guint settle;
  guint frames_to_settle;
  gboolean is_fresh; /* another ticket was opened: show its newest message */

  AdwWindowTitle *title;
  GtkMenuButton *status_button;
  GtkLabel *status_label;
  GtkButton *resolve_button;
  GtkStack *stack;
  AdwToastOverlay *toasts;
  GtkLabel *subject;
  GtkLabel *about;
  GtkListView *view;
  GtkNoSelection *messages;
};

G_DEFINE_FINAL_TYPE (HpConversationPane, hp_conversation_pane, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
update_head (HpConversationPane *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self->ticket);
  g_autofree char *number = hp_ticket_item_dup_number (self->ticket);
  g_autofree char *opened = hp_time_dup_text (ticket->created, g_get_real_time ());
  /* Translators: a ticket's number, its channel and when it was opened */
  g_autofree char *about = g_strdup_printf (_ ("%s · %s · opened %s"), number,
                                            hp_labels_get_channel (ticket->channel), opened);
  g_autofree char *tags = g_strjoinv (" · ", ticket->tags);
  g_autofree char *whole =
      *tags != '\0' ? g_strconcat (about, " · ", tags, NULL) : g_strdup (about);

  gtk_label_set_text (self->subject, hp_ticket_item_get_subject (self->ticket));
  gtk_label_set_text (self->about, whole);
  adw_window_title_set_title (self->title, hp_ticket_item_get_name (self->ticket));
}

static void
update_status (HpConversationPane *self)
{
  const char *status = hp_ticket_item_get_status (self->ticket);
  gboolean is_done =
      g_str_equal (status, HP_STATUS_RESOLVED) || g_str_equal (status, HP_STATUS_CLOSED);
  const char *words = is_done ? _ ("Reopen") : _ ("Resolve");

  gtk_label_set_text (self->status_label, hp_labels_get_status (status));
  gtk_button_set_icon_name (self->resolve_button,
                            is_done ? "edit-undo-symbolic" : "object-select-symbolic");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->resolve_button), "s",
                                    is_done ? HP_STATUS_OPEN : HP_STATUS_RESOLVED);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->resolve_button),
                               is_done ? _ ("Reopen (Ctrl+Shift+E)")
                                       : _ ("Resolve (Ctrl+Shift+E)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->resolve_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
on_ticket_notify_cb (HpConversationPane *self)
{
  if (hp_ticket_item_get_ticket (self->ticket) == NULL)
    return;
  update_head (self);
  update_status (self);
}

static void
on_ticket_cb (HpConversationPane *self)
{
  HpTicketItem *ticket = hp_conversation_get_ticket (self->conversation);

  if (self->ticket != NULL)
    g_clear_signal_handler (&self->handler, self->ticket);
  g_set_object (&self->ticket, ticket);
  gtk_stack_set_visible_child_name (self->stack, ticket != NULL ? "conversation" : "none");
  gtk_widget_set_visible (GTK_WIDGET (self->status_button), ticket != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->resolve_button), ticket != NULL);
  adw_window_title_set_title (self->title, "");
  if (ticket == NULL)
    return;
  self->is_fresh = TRUE;
  self->handler =
      g_signal_connect_swapped (ticket, "notify", G_CALLBACK (on_ticket_notify_cb), self);
  on_ticket_notify_cb (self);
}

/* The heights of texts are right only some frames after they are first laid out. */
static gboolean
on_settle_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  HpConversationPane *self = HP_CONVERSATION_PANE (widget);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->conversation));

  if (n > 0)
    hp_compat_scroll_to (self->view, n - 1);
  self->frames_to_settle--;
  if (self->frames_to_settle > 0)
    return G_SOURCE_CONTINUE;
  self->settle = 0;
  return G_SOURCE_REMOVE;
}

static void
on_loading_cb (HpConversationPane *self)
{
  if (hp_conversation_get_is_loading (self->conversation) || !self->is_fresh)
    return;
  self->is_fresh = FALSE;
  self->frames_to_settle = FRAMES_TO_SETTLE;
  if (self->settle == 0)
    self->settle = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_settle_cb, NULL, NULL);
}

static void
on_toast_dismissed_cb (HpConversationPane *self, AdwToast *toast)
{
  if (toast == self->toast)
    g_clear_object (&self->toast);
}

static void
hp_conversation_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, HP_CONVERSATION_PANE (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_conversation_pane_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  HpConversationPane *self = HP_CONVERSATION_PANE (object);

  if (id != PROP_FOLDED)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->folded = g_value_get_boolean (value);
  if (self->folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

static void
hp_conversation_pane_dispose (GObject *object)
{
  HpConversationPane *self = HP_CONVERSATION_PANE (object);

  if (self->ticket != NULL)
    g_clear_signal_handler (&self->handler, self->ticket);
  g_clear_object (&self->ticket);
  g_clear_object (&self->conversation);
  g_clear_object (&self->toast);
  G_OBJECT_CLASS (hp_conversation_pane_parent_class)->dispose (object);
}

static void
hp_conversation_pane_class_init (HpConversationPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_conversation_pane_get_property;
  object_class->set_property = hp_conversation_pane_set_property;
  object_class->dispose = hp_conversation_pane_dispose;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (HP_TYPE_MESSAGE_CARD);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, title);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, status_button);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, status_label);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, resolve_button);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, toasts);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, subject);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, about);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, view);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, messages);
}

static void
hp_conversation_pane_init (HpConversationPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_conversation_pane_set_conversation (HpConversationPane *self, HpConversation *conversation)
{
  g_set_object (&self->conversation, conversation);
  gtk_no_selection_set_model (self->messages, G_LIST_MODEL (conversation));
  g_signal_connect_object (conversation, "notify::ticket", G_CALLBACK (on_ticket_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (conversation, "notify::is-loading", G_CALLBACK (on_loading_cb), self,
                           G_CONNECT_SWAPPED);
  on_ticket_cb (self);
}

void
hp_conversation_pane_dismiss_toast (HpConversationPane *self)
{
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
}

void
hp_conversation_pane_add_toast (HpConversationPane *self, AdwToast *toast)
{
  hp_conversation_pane_dismiss_toast (self);
  g_set_object (&self->toast, toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_toast_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
