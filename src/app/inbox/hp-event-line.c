/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a decision looks in a conversation. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-event-line.h"

#include "app/hp-labels.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-event-line.ui"

struct _HpEventLine
{
  GtkBox parent_instance;

  GtkLabel *words;
  GtkLabel *time;
  GtkButton *undo;
};

G_DEFINE_FINAL_TYPE (HpEventLine, hp_event_line, GTK_TYPE_BOX)

static void
hp_event_line_class_init (HpEventLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpEventLine, words);
  gtk_widget_class_bind_template_child (widget_class, HpEventLine, time);
  gtk_widget_class_bind_template_child (widget_class, HpEventLine, undo);
}

static void
hp_event_line_init (HpEventLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_event_line_set_item (HpEventLine *self, HpMessageItem *item)
{
  const HpOp *op = hp_message_item_get_op (item);
  gint64 time = hp_message_item_get_time (item);
  g_autofree char *words = hp_labels_dup_decision (op);
  g_autofree char *text = hp_time_dup_text (time, g_get_real_time ());
  g_autofree char *full = hp_time_dup_full_text (time);
  g_autofree char *id = hp_key_dup_hex (&op->id);

  gtk_label_set_text (self->words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
  gtk_label_set_text (self->time, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->time), full);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->undo), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->undo), "win.undo-decision");
}

char *
hp_event_line_dup_sentence (HpEventLine *self)
{
  return g_strdup_printf ("%s. %s", gtk_label_get_text (self->words),
                          gtk_label_get_text (self->time));
}
