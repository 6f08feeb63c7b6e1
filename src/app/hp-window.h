/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* One desk's window. */
#define HP_TYPE_WINDOW (hp_window_get_type ())
G_DECLARE_FINAL_TYPE (HpWindow, hp_window, HP, WINDOW, AdwApplicationWindow)

HpWindow *hp_window_new (GtkApplication *app, HpLiveDesk *desk);

HpLiveDesk *hp_window_get_desk (HpWindow *self);

/* Once the desk is open: looks for @text; opens the ticket with this id or number. */
void hp_window_search (HpWindow *self, const char *text);
void hp_window_open_ticket (HpWindow *self, const char *name);

/* Goes on where the window was left last time, and remembers from now on where it is. */
void hp_window_remember (HpWindow *self);

/* TRUE while what it shows is still being read. */
gboolean hp_window_is_busy (HpWindow *self);

G_END_DECLS
