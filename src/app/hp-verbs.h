/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HP_VERB_MAX_KEYS 3

/* Something that can be done in the window: the one list behind keys and palette. */
typedef struct
{
  const char *action; /* detailed, as of g_action_parse_detailed_name() */
  const char *keys[HP_VERB_MAX_KEYS];
  const char *label; /* to be translated; NULL: not in the palette */
  const char *words; /* what else people may call it, in all languages */
  const char *icon;
  gboolean is_about_ticket; /* needs an open ticket */
} HpVerb;

/* (transfer none) */
const HpVerb *hp_verbs_list (guint *n);

/* Binds the keys that can't be typed into a text. */
void hp_verbs_bind_keys (GtkApplication *app);

/* What a key that was pressed outside of a text does, if it is a letter, a digit or a sign.
 * (nullable) */
const HpVerb *hp_verbs_find_letter (guint keyval, GdkModifierType state);

/* TRUE if @focus takes what is typed. @focus: (nullable). */
gboolean hp_verbs_is_text (GtkWidget *focus);

G_END_DECLS
