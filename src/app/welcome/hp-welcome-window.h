/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* The window before there is a desk to show: the ways to get one, the desks of this computer, an
 * import at work, and what can be done with a desk that can't be opened. Signal "opened"
 * (HpLiveDesk, which is ready): show it in a window of its own; this one closes by itself, unless
 * an import is still at work in it. UI thread. */
#define HP_TYPE_WELCOME_WINDOW (hp_welcome_window_get_type ())
G_DECLARE_FINAL_TYPE (HpWelcomeWindow, hp_welcome_window, HP, WELCOME_WINDOW, AdwWindow)

/* On its first page; not presented yet. */
HpWelcomeWindow *hp_welcome_window_new (GtkApplication *app);

/* Opens the desk that was open last, or waits on the first page where there never was one. Presents
 * itself when a person has to see it: not if the desk opens at once. */
void hp_welcome_window_begin (HpWelcomeWindow *self);

/* Opens the desk in @folder, likewise. */
void hp_welcome_window_open (HpWelcomeWindow *self, const char *folder);

/* Goes to a page and presents itself: "start", "desks", "setup" (an import into @folder, NULL: the
 * usual one). */
void hp_welcome_window_show_page (HpWelcomeWindow *self, const char *page, const char *folder);

/* Whether closing it would stop an import; then it asks. */
gboolean hp_welcome_window_is_importing (HpWelcomeWindow *self);

/* Whether it is opening, importing or looking, for tests and pictures. */
gboolean hp_welcome_window_is_busy (GtkWindow *self);

G_END_DECLS
