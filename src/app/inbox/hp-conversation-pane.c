/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what shows of the open ticket: its conversation, that there is none, or why not. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-conversation-pane.h"

#include <glib/gi18n.h>

#include "app/hp-pane-focus.h"
#include "app/inbox/hp-ticket-title.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-conversation-pane.ui"

struct _HpConversationPane
{
  AdwBin parent_instance;

  HpConversation *conversation; /* (owned) (nullable) */
  gboolean folded;
  gboolean is_last;

  HpTicketHeader *header;
  HpTicketTitle *title;
  HpMessageList *messages;
  HpOutgoingBox *outgoing;
  HpComposer *composer;
  GtkStack *stack;
  AdwStatusPage *error_page;
};

G_DEFINE_FINAL_TYPE (HpConversationPane, hp_conversation_pane, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_FOLDED,
  PROP_IS_LAST,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
on_ticket_cb (HpConversationPane *self)
{
  HpTicketItem *ticket = hp_conversation_get_ticket (self->conversation);
  const HpTicket *state = ticket != NULL ? hp_ticket_item_get_ticket (ticket) : NULL;

  gtk_stack_set_visible_child_name (self->stack, ticket != NULL ? "conversation" : "none");
  hp_composer_set_ticket (self->composer, ticket);
  hp_outgoing_box_set_ticket (self->outgoing, state != NULL ? &state->key : NULL);
  hp_ticket_header_set_ticket (self->header, ticket);
  hp_ticket_title_set_ticket (self->title, ticket);
}

static void
on_noted_cb (HpConversationPane *self)
{
  hp_message_list_show_newest (self->messages);
}

static void
set_folded (HpConversationPane *self, gboolean folded)
{
  self->folded = folded;
  if (folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
}

static void
hp_conversation_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HpConversationPane *self = HP_CONVERSATION_PANE (object);

  switch (id)
    {
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_IS_LAST:
      g_value_set_boolean (value, self->is_last);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hp_conversation_pane_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  HpConversationPane *self = HP_CONVERSATION_PANE (object);

  switch (id)
    {
    case PROP_FOLDED:
      set_folded (self, g_value_get_boolean (value));
      break;
    case PROP_IS_LAST:
      self->is_last = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hp_conversation_pane_dispose (GObject *object)
{
  HpConversationPane *self = HP_CONVERSATION_PANE (object);

  g_clear_object (&self->conversation);
  G_OBJECT_CLASS (hp_conversation_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, header);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, title);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, messages);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, outgoing);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, composer);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, stack);
  gtk_widget_class_bind_template_child (widget_class, HpConversationPane, error_page);
  gtk_widget_class_bind_template_callback (widget_class, on_noted_cb);
}

static gboolean
hp_conversation_pane_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return hp_pane_focus (widget, direction, GTK_WIDGET_CLASS (hp_conversation_pane_parent_class));
}

static void
hp_conversation_pane_class_init (HpConversationPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = hp_conversation_pane_get_property;
  object_class->set_property = hp_conversation_pane_set_property;
  object_class->dispose = hp_conversation_pane_dispose;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE, flags);
  props[PROP_IS_LAST] = g_param_spec_boolean ("is-last", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (HP_TYPE_TICKET_HEADER);
  g_type_ensure (HP_TYPE_TICKET_TITLE);
  g_type_ensure (HP_TYPE_MESSAGE_LIST);
  g_type_ensure (HP_TYPE_OUTGOING_BOX);
  g_type_ensure (HP_TYPE_COMPOSER);
  widget_class->focus = hp_conversation_pane_focus;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  bind_children (widget_class);
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
  hp_message_list_set_conversation (self->messages, conversation);
  g_signal_connect_object (conversation, "notify::ticket", G_CALLBACK (on_ticket_cb), self,
                           G_CONNECT_SWAPPED);
  on_ticket_cb (self);
}

void
hp_conversation_pane_show_error (HpConversationPane *self, const char *message)
{
  adw_status_page_set_description (self->error_page, message);
  if (hp_conversation_get_ticket (self->conversation) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "error");
}

HpTicketHeader *
hp_conversation_pane_get_header (HpConversationPane *self)
{
  return self->header;
}

HpMessageList *
hp_conversation_pane_get_messages (HpConversationPane *self)
{
  return self->messages;
}

void
hp_conversation_pane_set_outgoing (HpConversationPane *self, HpLiveDesk *desk, HpOutgoing *outgoing)
{
  hp_outgoing_box_set_outgoing (self->outgoing, desk, outgoing);
}

HpComposer *
hp_conversation_pane_get_composer (HpConversationPane *self)
{
  return self->composer;
}

void
hp_conversation_pane_set_marks (HpConversationPane *self, const char *query)
{
  hp_ticket_title_set_marks (self->title, query);
  hp_message_list_set_marks (self->messages, query);
}
