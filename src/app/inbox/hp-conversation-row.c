/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which widget shows an item of a conversation. Each is made when it is first needed, and kept
 * for the row's next items. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-conversation-row.h"

#include "app/hp-compat.h"
#include "app/inbox/hp-event-line.h"
#include "live/hp-time-text.h"

struct _HpConversationRow
{
  GtkBox parent_instance;

  HpMessageItem *item; /* (owned) (nullable) */
  gulong handler;

  GtkLabel *day;
  HpMessageCard *card; /* (nullable) */
  HpEventLine *event;  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (HpConversationRow, hp_conversation_row, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
update_day (HpConversationRow *self)
{
  g_autofree char *day =
      hp_time_dup_day_text (hp_message_item_get_time (self->item), g_get_real_time ());

  gtk_label_set_text (self->day, day);
  gtk_widget_set_visible (GTK_WIDGET (self->day), hp_message_item_get_begins_day (self->item));
}

static void
show_message (HpConversationRow *self)
{
  if (self->card == NULL)
    {
      self->card = g_object_new (HP_TYPE_MESSAGE_CARD, NULL);
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->card));
    }
  hp_message_card_set_item (self->card, self->item);
}

static void
show_event (HpConversationRow *self)
{
  if (self->event == NULL)
    {
      self->event = g_object_new (HP_TYPE_EVENT_LINE, NULL);
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->event));
    }
  hp_event_line_set_item (self->event, self->item);
}

static void
on_item_changed_cb (HpConversationRow *self)
{
  gboolean is_message = hp_message_item_get_message (self->item) != NULL;
  g_autofree char *sentence = NULL;

  update_day (self);
  if (is_message)
    show_message (self);
  else
    show_event (self);
  if (self->card != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->card), is_message);
  if (self->event != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->event), !is_message);
  sentence = is_message ? hp_message_card_dup_sentence (self->card)
                        : hp_event_line_dup_sentence (self->event);
  hp_compat_set_row_label (GTK_WIDGET (self), sentence);
}

static void
set_item (HpConversationRow *self, HpMessageItem *item)
{
  if (item == self->item)
    return;
  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_set_object (&self->item, item);
  if (item != NULL)
    {
      self->handler =
          g_signal_connect_swapped (item, "changed", G_CALLBACK (on_item_changed_cb), self);
      on_item_changed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ITEM]);
}

static void
hp_conversation_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    g_value_set_object (value, HP_CONVERSATION_ROW (object)->item);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_conversation_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ITEM)
    set_item (HP_CONVERSATION_ROW (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_conversation_row_dispose (GObject *object)
{
  HpConversationRow *self = HP_CONVERSATION_ROW (object);

  if (self->item != NULL)
    g_clear_signal_handler (&self->handler, self->item);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (hp_conversation_row_parent_class)->dispose (object);
}

static void
hp_conversation_row_class_init (HpConversationRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hp_conversation_row_get_property;
  object_class->set_property = hp_conversation_row_set_property;
  object_class->dispose = hp_conversation_row_dispose;
  props[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, HP_TYPE_MESSAGE_ITEM,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
hp_conversation_row_init (HpConversationRow *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->day = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_halign (GTK_WIDGET (self->day), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->day), "day");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->day));
}

HpMessageCard *
hp_conversation_row_get_card (HpConversationRow *self)
{
  return self->item != NULL && hp_message_item_get_message (self->item) != NULL ? self->card : NULL;
}
