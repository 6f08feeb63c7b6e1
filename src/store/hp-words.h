/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Changes whenever the same word gives other terms: an index made with another number must be
 * made anew. */
#define HP_WORDS_VERSION 1

/* Longer words are cut to this many bytes of UTF-8 and have no base forms. */
#define HP_WORD_MAX_BYTES 64

/* Words that are remembered in each of two generations, some 100 bytes each. */
#define HP_WORDS_GENERATION 131072

typedef struct
{
  const char *text; /* lower case, without accents; no NUL at its end */
  int length;       /* bytes */
} HpTerm;

/* What one word stands under in the index. Owned by the HpWords that gave it. */
typedef struct
{
  const HpTerm *terms; /* the word itself first */
  guint n_terms;       /* at least 1 */
} HpWord;

/* Gives the base forms of words in Finnish, Swedish and English, without knowing the language.
 * One is used by one thread at a time; there may be any number of them. */
typedef struct _HpWords HpWords;

/* The dictionary is only looked for here and loaded at the first word that needs it (about 10 ms).
 * Returns: (transfer full). HP_ERROR_UNSUPPORTED, saying what to install, if it is missing. */
HpWords *hp_words_new (GError **error);

void hp_words_free (HpWords *self);

/* The terms of one word of a document, in any case: letters, digits, marks and apostrophes of
 * UTF-8, at least one byte, no NUL needed. They are the word itself, its base forms and the parts
 * of a compound. The same word gives the same always; one met lately costs no allocation.
 * Returns: (transfer none) (nullable): valid until the next call; NULL with HP_ERROR_UNSUPPORTED
 * if the dictionary can't be loaded. */
const HpWord *hp_words_find (HpWords *self, const char *word, gsize length, GError **error);

/* The terms that a query for the word looks for, any of them: the word itself, its base forms and
 * what other forms of it would stand under in Swedish; no parts of a compound, because who asks
 * for sähkölasku does not want every lasku. Much slower, and some terms exist nowhere. Otherwise
 * as hp_words_find(). */
const HpWord *hp_words_find_query (HpWords *self, const char *word, gsize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpWords, hp_words_free)

G_END_DECLS
