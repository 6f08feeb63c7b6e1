/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What is spelt right in one language, by the dictionaries that Enchant finds. They are read on a
 * thread when a language is first set; until then, and where there is none, every word is right.
 * Signal "changed": words may be judged otherwise now. UI thread. */
#define HP_TYPE_SPELLER (hp_speller_get_type ())
G_DECLARE_FINAL_TYPE (HpSpeller, hp_speller, HP, SPELLER, GObject)

HpSpeller *hp_speller_new (void);

/* @language: (nullable) ISO 639-1 code; NULL: nothing is judged. */
void hp_speller_set_language (HpSpeller *self, const char *language);
/* The language set. (nullable) */
const char *hp_speller_get_language (HpSpeller *self);
/* FALSE while a dictionary is read, and where there is none. */
gboolean hp_speller_has_dictionary (HpSpeller *self);
gboolean hp_speller_is_loading (HpSpeller *self);

gboolean hp_speller_is_right (HpSpeller *self, const char *word);
/* What it may have been meant to be, best first. Returns: (transfer full), never NULL. */
GStrv hp_speller_suggest (HpSpeller *self, const char *word);
/* From now on it is right, for good or until the program ends. */
void hp_speller_add (HpSpeller *self, const char *word);
void hp_speller_ignore (HpSpeller *self, const char *word);

G_END_DECLS
