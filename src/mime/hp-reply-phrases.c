/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns looking for the phrases of the table of languages in lines, quickly where there are none.
 * Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-reply-phrases.h"

#include <string.h>

#define INDEX_SIZE 1024
#define BEGINNING_SIZE 3

/* Of each beginning (two or three bytes) or outline (ends and size) of a phrase, hashed, the lists
 * (HpReplyWords) that may hold it. */
typedef struct
{
  guint8 words[INDEX_SIZE];
} Index;

static inline char
to_lower (char c)
{
  return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
}

static guint
hash_beginning (const char *text, gsize size)
{
  guint hash = 0;

  for (gsize i = 0; i < size; i++)
    hash = hash * 31 + (guchar) to_lower (text[i]);
  return hash % INDEX_SIZE;
}

static guint
hash_outline (const char *text, gsize length)
{
  guint a = (guchar) to_lower (text[0]);
  guint b = (guchar) to_lower (text[length - 1]);

  return (guint) ((a * 31 + b * 7 + length * 131) % INDEX_SIZE);
}

static void
index_whole (Index *self, HpReplyWords words, const char *const *phrases)
{
  for (gsize i = 0; phrases[i] != NULL; i++)
    self->words[hash_outline (phrases[i], strlen (phrases[i]))] |= (guint8) words;
}

static void
index_beginnings (Index *self, HpReplyWords words, const char *const *phrases)
{
  for (gsize i = 0; phrases[i] != NULL; i++)
    {
      gsize size = MIN (strlen (phrases[i]), BEGINNING_SIZE);
      self->words[hash_beginning (phrases[i], size)] |= (guint8) words;
    }
}

static Index *
make_index (void)
{
  Index *self = g_new0 (Index, 1);

  for (gsize i = 0; i < HP_REPLY_LANGUAGES_COUNT; i++)
    {
      const HpReplyLanguage *row = &HP_REPLY_LANGUAGES[i];
      index_beginnings (self, HP_WORDS_OPENERS, row->openers);
      index_whole (self, HP_WORDS_VERBS, row->verbs);
      index_whole (self, HP_WORDS_HEADERS, row->from);
      index_whole (self, HP_WORDS_HEADERS, row->sent);
      index_whole (self, HP_WORDS_HEADERS, row->date);
      index_whole (self, HP_WORDS_HEADERS, row->to);
      index_whole (self, HP_WORDS_HEADERS, row->subject);
      index_whole (self, HP_WORDS_HEADERS, row->other);
      index_beginnings (self, HP_WORDS_SEPARATORS, row->answered);
      index_beginnings (self, HP_WORDS_SEPARATORS, row->forwarded);
      index_beginnings (self, HP_WORDS_DEVICES, row->devices);
      index_beginnings (self, HP_WORDS_DEVICES, row->programs);
      index_beginnings (self, HP_WORDS_CLOSINGS, row->closings);
      index_beginnings (self, HP_WORDS_DISCLAIMERS, row->disclaimers);
    }
  return self;
}

/* Derived from the table above, the same for everybody, and so made once. */
static const Index *
get_index (void)
{
  static const Index *index;

  if (g_once_init_enter (&index))
    g_once_init_leave (&index, make_index ());
  return index;
}

/* ASCII letters match in either case, other bytes only themselves. */
static gboolean
is_prefix (const char *phrase, gsize size, const char *text)
{
  for (gsize i = 0; i < size; i++)
    if (to_lower (phrase[i]) != to_lower (text[i]))
      return FALSE;
  return TRUE;
}

/* Letters outside ASCII count; general punctuation (U+2000 to U+203F) and U+00A0 do not. */
static gboolean
is_in_word (const char *text, gsize length)
{
  guchar byte = (guchar) text[0];

  if (byte < 0x80)
    return g_ascii_isalnum (text[0]);
  if (byte == 0xc2)
    return FALSE;
  return byte != 0xe2 || length < 2 || (guchar) text[1] != 0x80;
}

/* A phrase has at least two bytes. */
gboolean
hp_reply_words_may_begin (HpReplyWords words, const char *text, gsize length)
{
  const Index *index = get_index ();
  guint8 found;

  if (length < 2)
    return FALSE;
  found = index->words[hash_beginning (text, 2)];
  if (length >= BEGINNING_SIZE)
    found |= index->words[hash_beginning (text, BEGINNING_SIZE)];
  return (found & words) != 0;
}

gboolean
hp_reply_words_may_be (HpReplyWords words, const char *text, gsize length)
{
  return length > 0 && (get_index ()->words[hash_outline (text, length)] & words) != 0;
}

gsize
hp_phrases_match (const char *const *phrases, const char *text, gsize length)
{
  char first;

  if (length == 0)
    return 0;
  first = to_lower (text[0]);
  for (gsize i = 0; phrases[i] != NULL; i++)
    {
      gsize size;
      if (to_lower (phrases[i][0]) != first)
        continue;
      size = strlen (phrases[i]);
      if (size <= length && is_prefix (phrases[i], size, text) &&
          (size == length || !is_in_word (text + size, length - size)))
        return size;
    }
  return 0;
}

gboolean
hp_phrases_contain (const char *const *phrases, const char *text, gsize length)
{
  if (length == 0)
    return FALSE;
  for (gsize i = 0; phrases[i] != NULL; i++)
    if (to_lower (phrases[i][0]) == to_lower (text[0]) && strlen (phrases[i]) == length &&
        is_prefix (phrases[i], length, text))
      return TRUE;
  return FALSE;
}
