/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The languages that are told apart; the names are ISO 639-1. */
typedef enum
{
  HP_LANGUAGE_FI,
  HP_LANGUAGE_SV,
  HP_LANGUAGE_EN,
  HP_LANGUAGE_DE,
  HP_LANGUAGE_FR,
  HP_LANGUAGE_ES,
  HP_LANGUAGE_IT,
  HP_LANGUAGE_NL,
  HP_LANGUAGE_NO,
  HP_LANGUAGE_DA,
  HP_LANGUAGE_PL,
  HP_LANGUAGE_PT,
  HP_LANGUAGE_RU,
  HP_N_LANGUAGES,
} HpLanguage;

/* What the words of a text speak for. */
typedef struct
{
  double scores[HP_N_LANGUAGES];
  guint n_words;
  guint64 letters; /* bits of those that were seen */
} HpLanguageScores;

/* Knows the commonest words of the languages; used by one thread at a time. */
typedef struct _HpLanguageWords HpLanguageWords;

HpLanguageWords *hp_language_words_new (void);
void hp_language_words_free (HpLanguageWords *self);

/* Weighs @text, words in lower case set apart by spaces. Linear. */
void
hp_language_words_weigh (const HpLanguageWords *self, const char *text, HpLanguageScores *scores);

G_END_DECLS
