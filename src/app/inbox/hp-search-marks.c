/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which words are drawn as found. Pure. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-search-marks.h"

#include <string.h>

#include "app/palette/hp-fuzzy.h"
#include "model/hp-query.h"

#define SHORT_WORD 3
#define MIDDLE_WORD 5

struct _HpSearchMarks
{
  GPtrArray *beginnings; /* (owned) (element-type utf8) folded */
};

/* Cuts what may be an ending off. */
static char *
dup_beginning (const char *word)
{
  g_autofree char *folded = hp_fuzzy_fold (word);
  glong length = g_utf8_strlen (folded, -1);

  if (length > MIDDLE_WORD)
    length -= 2;
  else if (length > SHORT_WORD)
    length -= 1;
  return g_utf8_substring (folded, 0, length);
}

static void
add_words (HpSearchMarks *marks, const char *text)
{
  const char *at = text;

  while (*at != '\0')
    {
      const char *start = at;
      while (*at != '\0' && g_unichar_isalnum (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (at > start)
        {
          g_autofree char *word = g_strndup (start, (gsize) (at - start));
          g_ptr_array_add (marks->beginnings, dup_beginning (word));
        }
      if (*at != '\0')
        at = g_utf8_next_char (at);
    }
}

HpSearchMarks *
hp_search_marks_new (const char *query)
{
  HpSearchMarks *marks = g_new0 (HpSearchMarks, 1);
  g_autoptr (HpQuery) parsed = hp_query_parse (query);

  marks->beginnings = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < parsed->terms->len; i++)
    {
      const HpQueryTerm *term = g_ptr_array_index (parsed->terms, i);
      if (term->field == HP_QUERY_WORD && !term->is_negated)
        add_words (marks, term->value);
    }
  return marks;
}

void
hp_search_marks_free (HpSearchMarks *marks)
{
  g_ptr_array_unref (marks->beginnings);
  g_free (marks);
}

static gboolean
is_marked (const HpSearchMarks *marks, const char *start, gsize length)
{
  g_autofree char *word = g_strndup (start, length);
  g_autofree char *folded = hp_fuzzy_fold (word);

  for (guint i = 0; i < marks->beginnings->len; i++)
    if (g_str_has_prefix (folded, g_ptr_array_index (marks->beginnings, i)))
      return TRUE;
  return FALSE;
}

gboolean
hp_search_marks_next (const HpSearchMarks *marks, const char *text, gsize *start, gsize *end)
{
  const char *at = text + *end;

  if (marks == NULL || marks->beginnings->len == 0)
    return FALSE;
  while (*at != '\0')
    {
      const char *word = at;
      while (*at != '\0' && g_unichar_isalnum (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (at > word && is_marked (marks, word, (gsize) (at - word)))
        {
          *start = (gsize) (word - text);
          *end = (gsize) (at - text);
          return TRUE;
        }
      if (at == word)
        at = g_utf8_next_char (at);
    }
  return FALSE;
}
