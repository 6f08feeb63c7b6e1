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

/* Values by their key in the schema; "" and FALSE without it. Returns: (transfer full). */
char *hp_settings_dup_text (const char *key);
void hp_settings_set_text (const char *key, const char *value);
gboolean hp_settings_get_flag (const char *key, gboolean fallback);
void hp_settings_set_flag (const char *key, gboolean value);

int hp_settings_get_int (const char *key, int fallback);
void hp_settings_set_int (const char *key, int value);

/* What was looked for lately, newest first. Returns: (transfer full). */
GStrv hp_settings_dup_recent_searches (void);
void hp_settings_set_recent_searches (const char *const *searches);

G_END_DECLS
