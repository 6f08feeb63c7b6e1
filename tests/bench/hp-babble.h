/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "hp-dice.h"

typedef enum
{
  HP_LANGUAGE_FI,
  HP_LANGUAGE_SV,
  HP_LANGUAGE_EN,
} HpLanguage;

/* Writes what customers and agents of a web shop write. Its words follow Zipf's law with a long
 * tail of inflected, compound and made-up words, so that a vocabulary grows as in real mail. */
typedef struct _HpBabble HpBabble;

HpBabble *hp_babble_new (void);
void hp_babble_free (HpBabble *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpBabble, hp_babble_free)

/* "First Last". Returns: (transfer full). */
char *hp_babble_make_name (HpBabble *self, HpDice *dice, HpLanguage language);

/* An invented word, as names of companies are. Returns: (transfer full). */
char *hp_babble_make_brand (HpDice *dice);

/* Returns: (transfer full). */
char *hp_babble_make_subject (HpBabble *self, HpDice *dice, HpLanguage language);

/* Appends a mail's new words to @out, about @bytes of them: a greeting to @to, paragraphs in lines
 * of at most 76 bytes, a signature of @from. */
void hp_babble_add_letter (HpBabble *self,
                           HpDice *dice,
                           HpLanguage language,
                           const char *to,
                           const char *from,
                           gsize bytes,
                           GString *out);

/* The line that stands over quoted words ("... wrote:"). Returns: (transfer full). */
char *hp_babble_make_attribution (HpLanguage language, const char *name, gint64 time);

/* "Vs: " and kin. */
const char *hp_babble_get_reply_prefix (HpBabble *self, HpLanguage language);
