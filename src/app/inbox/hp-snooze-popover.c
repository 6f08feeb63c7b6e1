/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the choice of a moment to put a ticket off to, by a click, a date or words. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-snooze-popover.h"

#include <glib/gi18n.h>

#include "app/inbox/hp-snooze-times.h"
#include "base/hp-when-text.h"
#include "live/hp-time-text.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-snooze-popover.ui"

struct _HpSnoozePopover
{
  GtkPopover parent_instance;

  HpSnoozeTimes times;
  gint64 picked; /* us UTC, 0: what is written is not understood */

  GtkStack *pages;
  GtkWidget *wake;
  GtkWidget *later;
  GtkLabel *later_time;
  GtkWidget *tomorrow;
  GtkLabel *tomorrow_time;
  GtkWidget *monday;
  GtkLabel *monday_time;
  GtkCalendar *calendar;
  GtkEntry *entry;
  GtkWidget *snooze;
  GtkLabel *meaning;
};

G_DEFINE_FINAL_TYPE (HpSnoozePopover, hp_snooze_popover, GTK_TYPE_POPOVER)

static void
snooze (HpSnoozePopover *self, gint64 until)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.snooze", "x", until);
}

static void
on_wake_cb (HpSnoozePopover *self)
{
  snooze (self, 0);
}

static void
on_later_cb (HpSnoozePopover *self)
{
  snooze (self, self->times.later);
}

static void
on_tomorrow_cb (HpSnoozePopover *self)
{
  snooze (self, self->times.tomorrow);
}

static void
on_monday_cb (HpSnoozePopover *self)
{
  snooze (self, self->times.monday);
}

static void
on_answer_cb (HpSnoozePopover *self)
{
  snooze (self, G_MAXINT64);
}

/* The date in the calendar, in the morning, as words that can be changed. */
static void
on_day_cb (HpSnoozePopover *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d 9:00");

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
on_text_cb (HpSnoozePopover *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean is_understood = hp_when_parse (text, now, &self->picked);
  g_autofree char *meaning = is_understood ? hp_time_dup_date_and_hour (self->picked) : NULL;

  if (!is_understood)
    self->picked = 0;
  gtk_label_set_text (self->meaning,
                      is_understood ? meaning : _ ("A moment to come, such as “friday 14:00”"));
  gtk_widget_set_sensitive (self->snooze, is_understood);
}

static void
on_picked_cb (HpSnoozePopover *self)
{
  if (self->picked > 0)
    snooze (self, self->picked);
}

static void
on_pick_cb (HpSnoozePopover *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) tomorrow = g_date_time_add_days (now, 1);

  gtk_calendar_select_day (self->calendar, tomorrow);
  on_day_cb (self);
  gtk_stack_set_visible_child_name (self->pages, "date");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* Takes @text. */
static void
show_time (GtkWidget *button, GtkLabel *label, gint64 time, char *text)
{
  gtk_widget_set_visible (button, time > 0);
  gtk_label_set_text (label, text);
  g_free (text);
}

static void
hp_snooze_popover_show (GtkWidget *widget)
{
  HpSnoozePopover *self = HP_SNOOZE_POPOVER (widget);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  self->times = hp_snooze_times_get (now);
  show_time (self->later, self->later_time, self->times.later,
             hp_time_dup_hour_text (self->times.later));
  show_time (self->tomorrow, self->tomorrow_time, self->times.tomorrow,
             hp_time_dup_hour_text (self->times.tomorrow));
  show_time (self->monday, self->monday_time, self->times.monday,
             hp_time_dup_text (self->times.monday, g_get_real_time ()));
  gtk_stack_set_visible_child_name (self->pages, "moments");
  GTK_WIDGET_CLASS (hp_snooze_popover_parent_class)->show (widget);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, pages);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, wake);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, later);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, later_time);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, tomorrow);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, tomorrow_time);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, monday);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, monday_time);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, calendar);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, snooze);
  gtk_widget_class_bind_template_child (widget_class, HpSnoozePopover, meaning);
  gtk_widget_class_bind_template_callback (widget_class, on_wake_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_later_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_tomorrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_monday_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_pick_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_text_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picked_cb);
}

static void
hp_snooze_popover_class_init (HpSnoozePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->show = hp_snooze_popover_show;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  bind_children (widget_class);
}

static void
hp_snooze_popover_init (HpSnoozePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_snooze_popover_set_is_snoozed (HpSnoozePopover *self, gboolean is_snoozed)
{
  gtk_widget_set_visible (self->wake, is_snoozed);
}
