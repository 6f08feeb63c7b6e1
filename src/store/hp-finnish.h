/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The Finnish dictionary: voikko-fi through libvoikko. One is used by one thread at a time. */
typedef struct _HpFinnish HpFinnish;

/* TRUE if a Finnish dictionary is installed; it is not loaded. HP_ERROR_UNSUPPORTED otherwise,
 * with what to install. Any thread. */
gboolean hp_finnish_check (GError **error);

/* Loads the dictionary. Returns: (transfer full). HP_ERROR_UNSUPPORTED if that fails. */
HpFinnish *hp_finnish_new (GError **error);

void hp_finnish_free (HpFinnish *self);

/* Adds the base forms of the lower-case @word to @bases and the base forms of the parts of a
 * compound to @parts (both of char *, transfer full, may hold the same string twice, accents
 * stand). A participle and an -ing form of a verb count as forms of the verb. FALSE if the word is
 * not in the dictionary, and then nothing is added. */
gboolean hp_finnish_analyse (HpFinnish *self, const char *word, GPtrArray *bases, GPtrArray *parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpFinnish, hp_finnish_free)

G_END_DECLS
