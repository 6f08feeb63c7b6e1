/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HP_REPLY_LANGUAGES_COUNT 13

/* What mail programs and people write around quotes, in one language. Each list ends with NULL, and
 * a phrase has two bytes or more; case counts only for letters outside ASCII. To teach a language,
 * add a row. */
typedef struct
{
  const char *code; /* ISO 639-1 */

  /* "On … wrote:": what it begins with and its verb. A date in digits needs no opener. */
  const char *openers[32];
  const char *verbs[12];

  /* Headers of the mail quoted. */
  const char *from[4];
  const char *sent[6]; /* nobody says this but of mail */
  const char *date[6]; /* people say this of other things too */
  const char *to[6];
  const char *subject[4];
  const char *other[12];

  const char *answered[10];  /* "Original Message" and the like */
  const char *forwarded[10]; /* "Forwarded message" and the like */

  const char *devices[12];     /* beginnings of what phones say of themselves */
  const char *programs[16];    /* the same, which people may say of other things too */
  const char *closings[20];    /* what stands above a name */
  const char *disclaimers[20]; /* beginnings of paragraphs that lawyers want */
} HpReplyLanguage;

extern const HpReplyLanguage HP_REPLY_LANGUAGES[HP_REPLY_LANGUAGES_COUNT];

G_END_DECLS
