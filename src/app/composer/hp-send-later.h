/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks when a mail is to leave, in words ("huomenna 9", "på måndag", "in 2 h"), and shows what it
 * understood. Signal "chosen" (gint64 us UTC, gboolean only if the customer does not write first).
 */
#define HP_TYPE_SEND_LATER (hp_send_later_get_type ())
G_DECLARE_FINAL_TYPE (HpSendLater, hp_send_later, HP, SEND_LATER, GtkPopover)

GtkWidget *hp_send_later_new (void);

G_END_DECLS
