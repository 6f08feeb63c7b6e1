/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the question when a mail is to leave. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-send-later.h"

#include <glib/gi18n.h>

#include "base/hp-when-text.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/composer/hp-send-later.ui"

struct _HpSendLater
{
  GtkPopover parent_instance;

  gint64 time; /* us UTC, as it was understood; 0: not */

  GtkEntry *entry;
  GtkLabel *understood;
  GtkCheckButton *unless_answered;
  GtkButton *send;
};

G_DEFINE_FINAL_TYPE (HpSendLater, hp_send_later, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_changed_cb (HpSendLater *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean is_understood = hp_when_parse (text, now, &self->time);
  g_autofree char *time = is_understood ? hp_time_dup_full_text (self->time) : NULL;

  if (!is_understood)
    self->time = 0;
  gtk_label_set_text (self->understood, is_understood ? time
                                        : *text != '\0'
                                            ? _ ("This is no time to come that is understood")
                                            : _ ("Such as “tomorrow 9” or “1.12. at 14”"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->send), is_understood);
}

static void
on_send_cb (HpSendLater *self)
{
  if (self->time == 0)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, self->time,
                 gtk_check_button_get_active (self->unless_answered));
}

static void
on_choice_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpSendLater *self = HP_SEND_LATER (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), g_variant_get_string (target, NULL));
  on_send_cb (self);
}

static void
hp_send_later_class_init (HpSendLaterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", HP_TYPE_SEND_LATER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpSendLater, entry);
  gtk_widget_class_bind_template_child (widget_class, HpSendLater, understood);
  gtk_widget_class_bind_template_child (widget_class, HpSendLater, unless_answered);
  gtk_widget_class_bind_template_child (widget_class, HpSendLater, send);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_send_cb);
  gtk_widget_class_install_action (widget_class, "later.choose", "s", on_choice_cb);
}

static void
hp_send_later_init (HpSendLater *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_changed_cb (self);
}

GtkWidget *
hp_send_later_new (void)
{
  return g_object_new (HP_TYPE_SEND_LATER, NULL);
}
