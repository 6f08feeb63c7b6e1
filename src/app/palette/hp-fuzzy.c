/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how loosely typed letters fit a text. Pure. */

#define G_LOG_DOMAIN "helppari"

#include "app/palette/hp-fuzzy.h"

#include <string.h>

#define AT_BEGINNING 1000
#define AT_WORD 800
#define INSIDE 500
#define IN_ORDER 100
#define MAX_SPREAD 3

/* One letter without its accents. */
static gunichar
fold_letter (gunichar letter)
{
  gunichar base[G_UNICHAR_MAX_DECOMPOSITION_LENGTH] = { letter };

  g_unichar_fully_decompose (letter, FALSE, base, G_N_ELEMENTS (base));
  return g_unichar_tolower (base[0]);
}

char *
hp_fuzzy_fold (const char *text)
{
  GString *folded = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (folded, fold_letter (g_utf8_get_char (at)));
  return g_string_free (folded, FALSE);
}

/* From the first letter that fits on; letters far apart mean something else. */
static gboolean
is_in_order (const char *pattern, const char *text)
{
  const char *start = g_utf8_strchr (text, -1, g_utf8_get_char (pattern));
  glong left = MAX_SPREAD * g_utf8_strlen (pattern, -1);

  for (const char *at = start; at != NULL && *at != '\0' && left > 0; left--)
    {
      if (g_utf8_get_char (pattern) == g_utf8_get_char (at))
        pattern = g_utf8_next_char (pattern);
      if (*pattern == '\0')
        return TRUE;
      at = g_utf8_next_char (at);
    }
  return FALSE;
}

guint
hp_fuzzy_score (const char *pattern, const char *text)
{
  const char *found = strstr (text, pattern);
  guint length = (guint) MIN (strlen (text), 90);

  if (*pattern == '\0')
    return 1;
  if (found == text)
    return AT_BEGINNING - length;
  for (const char *at = found; at != NULL; at = strstr (at + 1, pattern))
    if (at[-1] == ' ')
      return AT_WORD - length;
  if (found != NULL)
    return INSIDE - length;
  return g_utf8_strlen (pattern, -1) > 2 && is_in_order (pattern, text) ? IN_ORDER - length : 0;
}

/* Folding keeps one letter for each letter, so that places carry over. */
gboolean
hp_fuzzy_find (const char *pattern, const char *text, gsize *start, gsize *end)
{
  g_autofree char *folded = hp_fuzzy_fold (text);
  const char *found = *pattern != '\0' ? strstr (folded, pattern) : NULL;

  if (found == NULL)
    return FALSE;
  glong before = g_utf8_pointer_to_offset (folded, found);
  const char *first = g_utf8_offset_to_pointer (text, before);
  *start = (gsize) (first - text);
  *end = (gsize) (g_utf8_offset_to_pointer (first, g_utf8_strlen (pattern, -1)) - text);
  return TRUE;
}
