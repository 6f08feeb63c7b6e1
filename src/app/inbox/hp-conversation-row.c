/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which widget shows an item of a conversation. Each is made when it is first needed, and kept
 * for the row's next items. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-conversation-row.h"

#include <glib/gi18n.h>

#include "app/hp-compat.h"
#include "app/inbox/hp-event-line.h"
#include "live/hp-time-text.h"

struct _HpConversationRow
{
  HpItemRow parent_instance;

  GtkLabel *day;
  GtkWidget *new_line; /* (nullable) */
  HpMessageCard *card; /* (nullable) */
  HpEventLine *event;  /* (nullable) */
};

G_DEFINE_FINAL_TYPE (HpConversationRow, hp_conversation_row, HP_TYPE_ITEM_ROW)

static HpMessageItem *
get_item (HpConversationRow *self)
{
  return hp_item_row_get_item (HP_ITEM_ROW (self));
}

static void
update_day (HpConversationRow *self)
{
  g_autofree char *day =
      hp_time_dup_day_text (hp_message_item_get_time (get_item (self)), g_get_real_time ());

  gtk_label_set_text (self->day, day);
  gtk_widget_set_visible (GTK_WIDGET (self->day), hp_message_item_get_begins_day (get_item (self)));
}

static GtkWidget *
make_new_line (void)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  /* Translators: over the first message that was not seen yet */
  GtkWidget *label = gtk_label_new (C_ ("messages", "New"));

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *rule = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_set_hexpand (rule, TRUE);
      gtk_widget_set_valign (rule, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (line), rule);
    }
  gtk_box_insert_child_after (GTK_BOX (line), label, gtk_widget_get_first_child (line));
  gtk_widget_add_css_class (line, "new-line");
  return line;
}

static void
update_new_line (HpConversationRow *self)
{
  gboolean begins_new = hp_message_item_get_begins_new (get_item (self));

  if (begins_new && self->new_line == NULL)
    {
      self->new_line = make_new_line ();
      gtk_box_insert_child_after (GTK_BOX (self), self->new_line, GTK_WIDGET (self->day));
    }
  if (self->new_line != NULL)
    gtk_widget_set_visible (self->new_line, begins_new);
}

static void
show_message (HpConversationRow *self)
{
  if (self->card == NULL)
    {
      self->card = g_object_new (HP_TYPE_MESSAGE_CARD, NULL);
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->card));
    }
  hp_message_card_set_item (self->card, get_item (self));
}

static void
show_event (HpConversationRow *self)
{
  if (self->event == NULL)
    {
      self->event = g_object_new (HP_TYPE_EVENT_LINE, NULL);
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->event));
    }
  hp_event_line_set_item (self->event, get_item (self));
}

static void
hp_conversation_row_show (HpItemRow *row)
{
  HpConversationRow *self = HP_CONVERSATION_ROW (row);
  gboolean is_message = hp_message_item_get_message (get_item (self)) != NULL;
  g_autofree char *sentence = NULL;

  update_day (self);
  update_new_line (self);
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
hp_conversation_row_class_init (HpConversationRowClass *klass)
{
  HP_ITEM_ROW_CLASS (klass)->show = hp_conversation_row_show;
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
  HpMessageItem *item = get_item (self);

  return item != NULL && hp_message_item_get_message (item) != NULL ? self->card : NULL;
}
