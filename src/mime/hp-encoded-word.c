/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns encoded words (RFC 2047) as they really come. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-encoded-word.h"

#include <string.h>

#include "mime/hp-charset.h"

#define MAX_CHARSET 63

/* What stands in a word that would mean something outside of it. */
#define SPECIALS " \t()<>@,;:\\\""

/* One encoded word: windows on the value. */
typedef struct
{
  const char *charset;
  gsize charset_length;
  char encoding; /* 'b' or 'q' */
  const char *text;
  gsize length;
  const char *end; /* behind the word */
} Word;

/* Words in one charset that stand together. */
typedef struct
{
  Word first;
  GByteArray *bytes; /* (owned) decoded, in the charset of the first */
  int state;         /* of base64, which some programs split anywhere */
  guint save;
} Run;

/* Takes decoded words as UTF-8, or what stands between them as it is. */
typedef void (*Writer) (GString *to, const char *text, gsize length, gboolean was_encoded);

/* The end of the text of a word, or NULL if another word begins first. */
static const char *
find_end (const char *text)
{
  for (const char *at = strchr (text, '?'); at != NULL; at = strchr (at + 1, '?'))
    {
      if (at[1] == '=')
        return at;
      if (at > text && at[-1] == '=')
        return NULL;
    }
  return NULL;
}

static gboolean
parse_word (const char *at, Word *word)
{
  word->charset = at + 2;
  word->charset_length = strcspn (word->charset, "*? \t\r\n");
  at = word->charset + word->charset_length;
  if (*at == '*')
    at += strcspn (at, "? \t\r\n");
  if (word->charset_length == 0 || word->charset_length > MAX_CHARSET || at[0] != '?')
    return FALSE;
  word->encoding = g_ascii_tolower (at[1]);
  if ((word->encoding != 'b' && word->encoding != 'q') || at[2] != '?')
    return FALSE;
  word->text = at + 3;
  at = find_end (word->text);
  if (at == NULL)
    return FALSE;
  word->length = (gsize) (at - word->text);
  word->end = at + 2;
  return TRUE;
}

/* The next word from @at on, or FALSE. */
static gboolean
find_word (const char *at, Word *word, const char **start)
{
  for (at = strchr (at, '='); at != NULL; at = strchr (at + 1, '='))
    if (at[1] == '?' && parse_word (at, word))
      {
        *start = at;
        return TRUE;
      }
  return FALSE;
}

/* Whether any of @bytes stands in the text of the word. */
static gboolean
holds_any (const Word *word, const char *bytes)
{
  for (gsize i = 0; i < word->length; i++)
    if (strchr (bytes, word->text[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_same_charset (const Word *a, const Word *b)
{
  return a->charset_length == b->charset_length && a->encoding == b->encoding &&
         g_ascii_strncasecmp (a->charset, b->charset, a->charset_length) == 0;
}

static void
decode_q (GByteArray *bytes, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      guint8 byte = text[i] == '_' ? ' ' : (guint8) text[i];
      if (text[i] == '=' && i + 2 < length && g_ascii_isxdigit (text[i + 1]) &&
          g_ascii_isxdigit (text[i + 2]))
        {
          byte = (guint8) (g_ascii_xdigit_value (text[i + 1]) * 16 +
                           g_ascii_xdigit_value (text[i + 2]));
          i += 2;
        }
      g_byte_array_append (bytes, &byte, 1);
    }
}

static void
add_word (Run *run, const Word *word)
{
  if (word->encoding == 'q')
    {
      decode_q (run->bytes, word->text, word->length);
      return;
    }
  guint before = run->bytes->len;
  g_byte_array_set_size (run->bytes, before + (guint) word->length + 3);
  gsize got = g_base64_decode_step (word->text, word->length, run->bytes->data + before,
                                    &run->state, &run->save);
  g_byte_array_set_size (run->bytes, before + (guint) got);
}

static void
write_run (GString *to, Run *run, Writer writer)
{
  g_autofree char *charset = g_strndup (run->first.charset, run->first.charset_length);
  g_autoptr (GString) text =
      hp_charset_decode ((const char *) run->bytes->data, run->bytes->len, charset);

  writer (to, text->str, text->len, TRUE);
  g_byte_array_set_size (run->bytes, 0);
  run->state = 0;
  run->save = 0;
}

static char *
rewrite (const char *value, Writer writer, const char *stoppers)
{
  GString *to = g_string_new (NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Run run = { .bytes = bytes };
  gboolean is_open = FALSE;
  const char *at = value;
  const char *start;
  Word word;

  for (const char *from = value; find_word (from, &word, &start); from = word.end)
    {
      gboolean stays = holds_any (&word, stoppers);
      gboolean touches = is_open && strspn (at, " \t\r\n") == (gsize) (start - at);
      if (stays)
        continue;
      if (is_open && !(touches && is_same_charset (&run.first, &word)))
        {
          write_run (to, &run, writer);
          is_open = FALSE;
        }
      if (!is_open && !touches)
        writer (to, at, (gsize) (start - at), FALSE);
      if (!is_open)
        run.first = word;
      add_word (&run, &word);
      is_open = TRUE;
      at = word.end;
    }
  if (is_open)
    write_run (to, &run, writer);
  writer (to, at, strlen (at), FALSE);
  return g_string_free (to, FALSE);
}

static void
write_text (GString *to, const char *text, gsize length, gboolean was_encoded)
{
  g_autofree char *decoded = was_encoded ? NULL : hp_charset_decode_unlabelled (text, length);

  g_string_append (to, decoded != NULL ? decoded : text);
}

static void
write_word (GString *to, const char *text, gsize length, gboolean was_encoded)
{
  if (!was_encoded)
    {
      g_string_append_len (to, text, (gssize) length);
      return;
    }
  g_autofree char *base64 = g_base64_encode ((const guint8 *) text, length);
  g_string_append_printf (to, "=?utf-8?B?%s?=", base64);
}

char *
hp_encoded_word_decode (const char *value)
{
  return rewrite (value, write_text, "");
}

char *
hp_encoded_word_mend (const char *value)
{
  return strstr (value, "=?") != NULL ? rewrite (value, write_word, SPECIALS) : NULL;
}
