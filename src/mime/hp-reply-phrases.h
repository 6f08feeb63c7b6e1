/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-reply-language.h"

G_BEGIN_DECLS

/* The lists of a row, as bits. */
typedef enum
{
  HP_WORDS_OPENERS = 1 << 0,
  HP_WORDS_VERBS = 1 << 1,
  HP_WORDS_HEADERS = 1 << 2,
  HP_WORDS_SEPARATORS = 1 << 3,
  HP_WORDS_DEVICES = 1 << 4,
  HP_WORDS_CLOSINGS = 1 << 5,
  HP_WORDS_DISCLAIMERS = 1 << 6,
} HpReplyWords;

/* FALSE if no phrase of @words in any language begins @text, or is the whole of @text: most lines
 * are done with here. Verbs and headers are whole, the others begin a line. */
gboolean hp_reply_words_may_be (HpReplyWords words, const char *text, gsize length);
gboolean hp_reply_words_may_begin (HpReplyWords words, const char *text, gsize length);

/* The size of the first of @phrases that the @length bytes at @text begin with, as whole words, or
 * 0. */
gsize hp_phrases_match (const char *const *phrases, const char *text, gsize length);

/* Whether one of @phrases is the whole of @text. */
gboolean hp_phrases_contain (const char *const *phrases, const char *text, gsize length);

G_END_DECLS
