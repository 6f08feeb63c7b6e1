/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HP_REPLY_LANGUAGES_COUNT 13

/* What mail programs and people write around quotes, in one language. Each list ends with NULL;
 * case matters in none but for letters outside ASCII. To teach a language, add a row. */
typedef struct
{
  const char *code; /* ISO 639-1 */

  /* "On … wrote:": what it begins with and its verb. A date in digits needs no opener. */
  const char *openers[32];
  const char *verbs[10];

  /* Headers of the mail quoted. */
  const char *from[3];
  const char *sent[5]; /* nobody says this but of mail */
  const char *date[5]; /* people say this of other things too */
  const char *to[5];
  const char *subject[3];
  const char *other[10];

  const char *answered[8];  /* "Original Message" and the like */
  const char *forwarded[8]; /* "Forwarded message" and the like */

  const char *devices[12];     /* beginnings of what phones and programs say of themselves */
  const char *closings[14];    /* what stands above a name */
  const char *disclaimers[14]; /* beginnings of paragraphs that lawyers want */
} HpReplyLanguage;

extern const HpReplyLanguage HP_REPLY_LANGUAGES[HP_REPLY_LANGUAGES_COUNT];

/* The size of the first of @phrases that the @length bytes at @text begin with, as whole words, or
 * 0. */
gsize hp_phrases_match (const char *const *phrases, const char *text, gsize length);

/* Whether one of @phrases is the whole of @text. */
gboolean hp_phrases_contain (const char *const *phrases, const char *text, gsize length);

G_END_DECLS
