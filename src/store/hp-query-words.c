/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how words become a string of an expression for the search index. Runs on the thread of the
 * connection. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-query-words.h"

#include <string.h>

#include "store/hp-tokenizer.h"

void
hp_query_words_append (GString *match, const char *text)
{
  g_string_append_c (match, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, *text);
    }
  g_string_append_c (match, '"');
}

static gboolean
is_known (HpDb *db, const HpTerm *term)
{
  g_autofree char *match =
      g_strdup_printf ("\"" HP_TOKENIZER_VERBATIM "%.*s\"", term->length, term->text);

  return hp_db_get_int (db, 0, "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1", "s", match) !=
         0;
}

/* A word that no message has in any form stays as it is, and finds nothing. */
static void
append_word (GString *match, HpDb *db, const HpWordSpan *span)
{
  const HpWord *word = hp_tokenizer_find_query_word (hp_db_get_words (db), span);
  gsize start = match->len;

  for (guint i = 0; word != NULL && i < word->n_terms; i++)
    if (word->n_terms == 1 || is_known (db, &word->terms[i]))
      {
        if (match->len > start)
          g_string_append (match, HP_TOKENIZER_OR);
        g_string_append_len (match, word->terms[i].text, word->terms[i].length);
      }
  if (word != NULL && match->len == start)
    g_string_append_len (match, word->terms[0].text, word->terms[0].length);
}

void
hp_query_words_append_known (GString *match, HpDb *db, const char *text)
{
  const char *end = text + strlen (text);
  const char *p = text;
  HpWordSpan span;

  g_string_append (match, "\"" HP_TOKENIZER_VERBATIM);
  while (hp_tokenizer_next_word (&p, end, &span))
    {
      append_word (match, db, &span);
      g_string_append_c (match, ' ');
    }
  g_string_append_c (match, '"');
}
