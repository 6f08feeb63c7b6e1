/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Until when a ticket is put off: a few moments, until an answer, or a date. What is picked becomes
 * the action "win.snooze". */
#define HP_TYPE_SNOOZE_POPOVER (hp_snooze_popover_get_type ())
G_DECLARE_FINAL_TYPE (HpSnoozePopover, hp_snooze_popover, HP, SNOOZE_POPOVER, GtkPopover)

/* Whether waking up is offered. */
void hp_snooze_popover_set_is_snoozed (HpSnoozePopover *self, gboolean is_snoozed);

G_END_DECLS
