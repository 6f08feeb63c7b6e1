/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns telling in which charset bytes are that say nothing of it. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-charset-guess.h"

#include <string.h>

#define MAX_SEARCHED 65536
#define MAX_NAME 40
/* Western words have hardly ever so many accents in a row. */
#define LONG_RUN 4
/* Fewer Cyrillic letters prove nothing. */
#define MIN_LETTERS 6

typedef struct
{
  const char *name;
  guint8 first_small; /* 32 small letters from here on */
  guint8 first_great;
  guint8 small_yo;
  const char *frequent; /* о е а и н т, half of all letters of a text and more */
} Cyrillic;

static const Cyrillic CYRILLIC[] = {
  { "CP1251", 0xe0, 0xc0, 0xb8, "\xee\xe5\xe0\xe8\xed\xf2" },
  { "KOI8-R", 0xc0, 0xe0, 0xa3, "\xcf\xc5\xc1\xc9\xce\xd4" },
};

static const char *const SAYS_NOTHING[] = { "us-ascii",     "ascii", "utf-8",     "utf8",
                                            "unknown-8bit", "8bit",  "x-unknown", NULL };

static gboolean
is_high (char byte)
{
  return (guint8) byte >= 0x80;
}

/* The length of the run of high bytes at @at. */
static gsize
measure_run (const char *at, const char *end)
{
  const char *stop = at;

  while (stop < end && is_high (*stop))
    stop++;
  return (gsize) (stop - at);
}

/* Whether all of a run are letters that stand in a row in our languages, as in "HÄÄYÖ" or "ÄÄÄH".
 */
static gboolean
is_ours (const char *run, gsize length)
{
  static const char letters[] = "\xc4\xc5\xd6\xdc\xc9\xe4\xe5\xf6\xfc\xe9\xdf";

  for (gsize i = 0; i < length; i++)
    if (strchr (letters, run[i]) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
hp_charset_guess_is_western (const char *data, gsize length)
{
  static const char undefined[] = "\x81\x8d\x8f\x90\x9d";
  const char *end = data + length;
  gsize plain = 0;
  gsize in_long_runs = 0;

  for (const char *at = data; at < end;)
    {
      gsize run = measure_run (at, end);
      plain += run == 0 && g_ascii_isalpha (*at);
      if (run >= LONG_RUN && !is_ours (at, run))
        in_long_runs += run;
      for (gsize i = 0; i < run; i++)
        if (memchr (undefined, at[i], sizeof undefined - 1) != NULL)
          return FALSE;
      at += MAX (run, 1);
    }
  return in_long_runs <= plain;
}

static gboolean
is_between (char byte, guint8 first)
{
  return (guint8) byte >= first && (guint8) byte < first + 32;
}

/* Whether a word is small letters, the first perhaps great. */
static gboolean
is_word_of (const Cyrillic *charset, const char *word, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!is_between (word[i], charset->first_small) && (guint8) word[i] != charset->small_yo &&
        (i > 0 || !is_between (word[i], charset->first_great)))
      return FALSE;
  return TRUE;
}

static gboolean
fits (const Cyrillic *charset, const char *data, gsize length)
{
  const char *end = data + length;
  gsize letters = 0;
  gsize strange = 0;
  gsize frequent = 0;

  for (const char *at = data; at < end;)
    {
      gsize run = measure_run (at, end);
      letters += run;
      if (!is_word_of (charset, at, run))
        strange += run;
      for (gsize i = 0; i < run; i++)
        frequent += strchr (charset->frequent, at[i]) != NULL;
      at += MAX (run, 1);
    }
  return letters >= MIN_LETTERS && strange * 5 <= letters && frequent * 3 >= letters;
}

const char *
hp_charset_guess_cyrillic (const char *data, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CYRILLIC); i++)
    if (fits (&CYRILLIC[i], data, length))
      return CYRILLIC[i].name;
  return NULL;
}

/* The name at @at, which quotes may stand around, if it tells something. */
static char *
dup_name (const char *at, const char *end)
{
  const char *start = at + (at < end && *at == '"');
  const char *stop = start;

  while (stop < end && stop - start < MAX_NAME &&
         (g_ascii_isalnum (*stop) || strchr ("-_.", *stop)))
    stop++;
  g_autofree char *name = g_ascii_strdown (start, stop - start);
  return *name != '\0' && !g_strv_contains (SAYS_NOTHING, name) ? g_steal_pointer (&name) : NULL;
}

char *
hp_charset_guess_dup_named (const char *mail, gsize length)
{
  static const char label[] = "charset";
  const gsize size = sizeof label - 1;
  const char *end = mail + MIN (length, MAX_SEARCHED);

  for (const char *at = mail; (at = memchr (at, '=', (gsize) (end - at))) != NULL; at++)
    {
      char *name = NULL;
      if (at + 1 < end && at[1] == '?')
        name = dup_name (at + 2, end);
      else if ((gsize) (at - mail) >= size && g_ascii_strncasecmp (at - size, label, size) == 0)
        name = dup_name (at + 1, end);
      if (name != NULL)
        return name;
    }
  return NULL;
}
