/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is about to leave, with a ring that shrinks while it can still be undone. Signal "over". */
#define HP_TYPE_COUNTDOWN (hp_countdown_get_type ())
G_DECLARE_FINAL_TYPE (HpCountdown, hp_countdown, HP, COUNTDOWN, GtkBox)

/* @words: what leaves, such as "Reply to Liisa". */
GtkWidget *hp_countdown_new (const char *words, guint seconds);

G_END_DECLS
