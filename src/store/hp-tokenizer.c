/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how text is cut into words, and the FTS5 tokenizer that gives the terms of each. Runs on
 * the thread of the connection it is registered on. Document and query are cut by the same rule. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-tokenizer.h"

#include "base/hp-error.h"
#include "store/hp-fts5.h"

#include <string.h>

#define VERBATIM_BYTES (sizeof HP_TOKENIZER_VERBATIM - 1)
#define OR_BYTES (sizeof HP_TOKENIZER_OR - 1)

typedef enum
{
  GAP,
  LETTER,
  DIGIT,
  JOINER,    /* part of the word between two letters */
  IDEOGRAPH, /* a word of its own */
} Kind;

struct _HpTokenizer
{
  HpWords *words;   /* (unowned) */
  const char *text; /* (unowned) (nullable) what @tokens were prepared from */
  gsize length;
  GBytes *tokens; /* (unowned) (nullable) */
};

/* One word of prepared tokens; its terms follow, each a guint16 of length and the bytes. */
typedef struct
{
  guint32 start;
  guint32 end;
  guint32 n_terms;
} PreparedWord;

typedef int (
    *OnTokenFunc) (void *context, int flags, const char *token, int length, int start, int end);

/* One text while it is cut. */
typedef struct
{
  const char *text;
  void *context;
  OnTokenFunc on_token;
  gboolean is_prefix; /* each word gives itself alone */
} Run;

static gboolean
is_ideograph (gunichar c)
{
  if (c < 0x3040)
    return FALSE;
  return (c <= 0x30ff && c != 0x30fb) || (c >= 0x3400 && c <= 0x4dbf) ||
         (c >= 0x4e00 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3fffd);
}

static Kind
get_wide_kind (gunichar c)
{
  if (c == 0x2019 || c == 0x02bc || c == 0xff07 || c == 0x00ad || c == 0x200c || c == 0x200d ||
      c == 0x2060)
    return JOINER;
  if (is_ideograph (c))
    return IDEOGRAPH;
  if (g_unichar_isalpha (c) || g_unichar_ismark (c))
    return LETTER;
  GUnicodeType type = g_unichar_type (c);
  if (type == G_UNICODE_DECIMAL_NUMBER || type == G_UNICODE_LETTER_NUMBER ||
      type == G_UNICODE_OTHER_NUMBER)
    return DIGIT;
  return GAP;
}

static inline Kind
get_ascii_kind (guchar c)
{
  if ((guchar) ((c | 0x20) - 'a') < 26)
    return LETTER;
  if ((guchar) (c - '0') < 10)
    return DIGIT;
  return c == '\'' ? JOINER : GAP;
}

/* The kind of the character at @p, which is before @end, and where the next one begins. A byte
 * that is not UTF-8 is a gap. */
static inline Kind
read_kind (const char *p, const char *end, const char **next)
{
  guchar byte = (guchar) *p;

  *next = p + 1;
  if (byte < 0x80)
    return get_ascii_kind (byte);
  gunichar c = g_utf8_get_char_validated (p, MIN (end - p, 6));
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return GAP;
  *next = g_utf8_next_char (p);
  return get_wide_kind (c);
}

static gboolean
is_letter_at (const char *p, const char *end)
{
  const char *next;
  return p < end && read_kind (p, end, &next) == LETTER;
}

/* Most text is ASCII, of which a look at the byte tells whether it is part of a word. */
static inline gboolean
is_plain (guchar byte)
{
  return (guchar) ((byte | 0x20) - 'a') < 26 || (guchar) (byte - '0') < 10;
}

/* Where the word ends that goes on at @p after a character of kind @last. */
static const char *
find_word_end (const char *p, const char *end, Kind last)
{
  for (;;)
    {
      const char *first = p;
      const char *next;
      while (p < end && is_plain ((guchar) *p))
        p++;
      if (p == end)
        return p;
      if (p > first)
        last = get_ascii_kind ((guchar) p[-1]);
      Kind kind = read_kind (p, end, &next);
      if (kind == JOINER && last == LETTER && is_letter_at (next, end))
        kind = LETTER;
      if (kind != LETTER && kind != DIGIT)
        return p;
      last = kind;
      p = next;
    }
}

gboolean
hp_tokenizer_next_word (const char **cursor, const char *end, HpWordSpan *span)
{
  const char *p = *cursor;

  while (p < end)
    {
      const char *next;
      Kind kind = read_kind (p, end, &next);
      if (kind != GAP && kind != JOINER)
        {
          span->start = p;
          span->end = kind == IDEOGRAPH ? next : find_word_end (next, end, kind);
          *cursor = span->end;
          return TRUE;
        }
      p = next;
    }
  *cursor = end;
  return FALSE;
}

static int
give_terms (const Run *run, const HpWord *word, const HpWordSpan *span)
{
  int start = (int) (span->start - run->text);
  int end = (int) (span->end - run->text);
  guint n_terms = run->is_prefix ? 1 : word->n_terms;
  int rc = SQLITE_OK;

  for (guint i = 0; i < n_terms && rc == SQLITE_OK; i++)
    rc = run->on_token (run->context, i > 0 ? FTS5_TOKEN_COLOCATED : 0, word->terms[i].text,
                        word->terms[i].length, start, end);
  return rc;
}

/* A snippet needs to know where the words are, not what they are. */
static int
give_places (const Run *run, const char *text, const char *end)
{
  const char *p = text;
  HpWordSpan span;
  int rc = SQLITE_OK;

  while (rc == SQLITE_OK && hp_tokenizer_next_word (&p, end, &span))
    rc = run->on_token (run->context, 0, span.start, (int) (span.end - span.start),
                        (int) (span.start - text), (int) (span.end - text));
  return rc;
}

typedef const HpWord *(*FindFunc) (HpWords *, const char *, gsize, GError **);

static const HpWord *
find_by (FindFunc find, HpWords *words, const HpWordSpan *span)
{
  char lower[HP_WORD_MAX_BYTES + 8];
  gsize length = MIN ((gsize) (span->end - span->start), sizeof lower);

  /* ASCII only: that most words at the start of a sentence share their entry is enough. */
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) span->start[i];
      lower[i] = (char) (c | ((guchar) (c - 'A') < 26 ? 0x20 : 0));
    }
  return find (words, lower, length, NULL);
}

const HpWord *
hp_tokenizer_find_query_word (HpWords *words, const HpWordSpan *span)
{
  return find_by (hp_words_find_query, words, span);
}

/* A string of terms, as HP_TOKENIZER_VERBATIM begins it. */
static int
give_verbatim (const Run *run, const char *text, const char *end)
{
  const char *p = text + VERBATIM_BYTES;
  gboolean is_other = FALSE;
  int rc = SQLITE_OK;

  while (p < end && rc == SQLITE_OK)
    {
      const char * or = memmem (p, (gsize) (end - p), HP_TOKENIZER_OR, OR_BYTES);
      const char *space = memchr (p, ' ', (gsize) (end - p));
      const char *stop = MIN (or != NULL ? or : end, space != NULL ? space : end);
      if (stop > p)
        rc = run->on_token (run->context, is_other ? FTS5_TOKEN_COLOCATED : 0, p, (int) (stop - p),
                            (int) (p - text), (int) (stop - text));
      is_other = stop == or ;
      p = stop + (is_other ? OR_BYTES : 1);
    }
  return rc;
}

static gsize
get_prepared_size (const HpWord *word)
{
  gsize size = sizeof (PreparedWord);

  for (guint i = 0; word != NULL && i < word->n_terms; i++)
    size += sizeof (guint16) + (gsize) word->terms[i].length;
  return size;
}

static void
append_prepared (GByteArray *tokens, const HpWord *word, guint32 start, guint32 end)
{
  PreparedWord head = { start, end, word != NULL ? word->n_terms : 0 };
  guint at = tokens->len;

  g_byte_array_set_size (tokens, at + (guint) get_prepared_size (word));
  guint8 *p = tokens->data + at;
  memcpy (p, &head, sizeof head);
  p += sizeof head;
  for (guint i = 0; i < head.n_terms; i++)
    {
      guint16 length = (guint16) word->terms[i].length;
      memcpy (p, &length, sizeof length);
      memcpy (p + sizeof length, word->terms[i].text, length);
      p += sizeof length + length;
    }
}

GBytes *
hp_tokens_prepare (HpWords *words, const char *text, gsize length)
{
  GByteArray *tokens = g_byte_array_sized_new ((guint) MIN (2 * length, G_MAXINT32));
  const char *end = text + length;
  const char *p = text;
  HpWordSpan span;

  while (hp_tokenizer_next_word (&p, end, &span))
    {
      const HpWord *word = find_by (hp_words_find, words, &span);
      append_prepared (tokens, word, (guint32) (span.start - text), (guint32) (span.end - text));
    }
  return g_byte_array_free_to_bytes (tokens);
}

static int
give_prepared (GBytes *tokens, void *context, OnTokenFunc on_token)
{
  gsize size;
  const char *p = g_bytes_get_data (tokens, &size);
  const char *end = p + size;
  int rc = SQLITE_OK;

  while (p < end && rc == SQLITE_OK)
    {
      PreparedWord head;
      memcpy (&head, p, sizeof head);
      p += sizeof head;
      for (guint i = 0; i < head.n_terms && rc == SQLITE_OK; i++)
        {
          guint16 length;
          memcpy (&length, p, sizeof length);
          p += sizeof length;
          rc = on_token (context, i > 0 ? FTS5_TOKEN_COLOCATED : 0, p, length, (int) head.start,
                         (int) head.end);
          p += length;
        }
    }
  return rc;
}

/* Whether the words of exactly this text have been found already. */
static gboolean
is_prepared (const HpTokenizer *self, int flags, const char *text, int length)
{
  return self->tokens != NULL && (flags & FTS5_TOKENIZE_DOCUMENT) != 0 &&
         (gsize) length == self->length && memcmp (text, self->text, self->length) == 0;
}

static gboolean
is_verbatim (int flags, const char *text, int length)
{
  return (flags & FTS5_TOKENIZE_QUERY) != 0 && (gsize) length >= VERBATIM_BYTES &&
         memcmp (text, HP_TOKENIZER_VERBATIM, VERBATIM_BYTES) == 0;
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void *context,
          int flags,
          const char *text,
          int length,
          OnTokenFunc on_token)
{
  HpTokenizer *self = (HpTokenizer *) tokenizer;
  const char *end = text + length;
  const char *p = text;
  Run run = { .text = text, .context = context, .on_token = on_token };
  HpWordSpan span;
  int rc = SQLITE_OK;

  if (is_prepared (self, flags, text, length))
    return give_prepared (self->tokens, context, on_token);
  if ((flags & FTS5_TOKENIZE_AUX) != 0)
    return give_places (&run, text, end);
  if (is_verbatim (flags, text, length))
    return give_verbatim (&run, text, end);
  run.is_prefix = (flags & FTS5_TOKENIZE_PREFIX) != 0;
  FindFunc find =
      (flags & FTS5_TOKENIZE_QUERY) != 0 && !run.is_prefix ? hp_words_find_query : hp_words_find;
  while (rc == SQLITE_OK && hp_tokenizer_next_word (&p, end, &span))
    {
      const HpWord *word = find_by (find, self->words, &span);
      rc = word != NULL ? give_terms (&run, word, &span) : SQLITE_ERROR;
    }
  return rc;
}

/* FTS5 makes one for each table; all are the one of the connection. */
static int
create_tokenizer (void *self, const char **arguments, int n_arguments, Fts5Tokenizer **out)
{
  if (n_arguments > 0)
    return SQLITE_ERROR;
  *out = self;
  return SQLITE_OK;
}

static void
delete_tokenizer (Fts5Tokenizer *tokenizer)
{
}

HpTokenizer *
hp_tokenizer_register (sqlite3 *db, HpWords *words, GError **error)
{
  fts5_tokenizer methods = { create_tokenizer, delete_tokenizer, tokenize };
  fts5_api *api = hp_fts5_find_api (db, error);
  HpTokenizer *self;

  if (api == NULL)
    return NULL;
  self = g_new0 (HpTokenizer, 1);
  self->words = words;
  if (api->xCreateTokenizer (api, "helppari", self, &methods, g_free) == SQLITE_OK)
    return self;
  g_set_error (error, HP_ERROR, HP_ERROR_FAILED, "Setting up the search: %s", sqlite3_errmsg (db));
  return NULL;
}

void
hp_tokenizer_set_prepared (HpTokenizer *self, const char *text, GBytes *tokens)
{
  self->text = text;
  self->length = text != NULL ? strlen (text) : 0;
  self->tokens = tokens;
}
