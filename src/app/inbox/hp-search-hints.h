/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be looked for: recent searches while nothing is typed, else what narrows a search down.
 * Signals "picked" (a whole search) and "narrowed" (what to add to one). */
#define HP_TYPE_SEARCH_HINTS (hp_search_hints_get_type ())
G_DECLARE_FINAL_TYPE (HpSearchHints, hp_search_hints, HP, SEARCH_HINTS, GtkBox)

/* @text: what is typed. */
void hp_search_hints_set_text (HpSearchHints *self, const char *text);

/* Remembers a search that led somewhere. */
void hp_search_hints_remember (HpSearchHints *self, const char *text);

G_END_DECLS
