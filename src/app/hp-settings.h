/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the program remembers; without its schema (a build that was not installed) nothing. */

/* Returns: (transfer full) (nullable). */
GSettings *hp_settings_open (void);

/* Gives @window its size of last time and keeps it. */
void hp_settings_bind_window (GtkWindow *window);

/* The desk that was open last, "" for the usual one. Returns: (transfer full). */
char *hp_settings_dup_last_desk (void);

G_END_DECLS
