/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns keeping the number of parts of a mail within bounds before GMime makes objects of them.
 * Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mime-bounds.h"

#include <string.h>

#define MAX_BOUNDARY 250
/* A line end, two dashes and a boundary of one character. */
#define MIN_DELIMITER 4

/* The next line behind @at that begins with "--", or NULL. */
static const char *
find_dashes (const char *at, const char *end)
{
  while ((at = memchr (at, '\n', (gsize) (end - at))) != NULL)
    {
      at++;
      if (end - at >= 2 && at[0] == '-' && at[1] == '-')
        return at;
    }
  return NULL;
}

static gboolean
has_few_dashes (const char *data, const char *end, guint max)
{
  guint count = 0;

  for (const char *at = find_dashes (data, end); at != NULL; at = find_dashes (at, end))
    if (++count > max)
      return FALSE;
  return TRUE;
}

/* Whether "boundary" stands before @equals. */
static gboolean
is_boundary (const char *data, const char *equals)
{
  static const char name[] = "boundary";
  const gsize length = sizeof name - 1;

  while (equals > data && (equals[-1] == ' ' || equals[-1] == '\t'))
    equals--;
  return (gsize) (equals - data) >= length &&
         g_ascii_strncasecmp (equals - length, name, length) == 0;
}

/* The value behind "=". */
static char *
dup_boundary (const char *at, const char *end)
{
  const char *start;

  while (at < end && (*at == ' ' || *at == '\t' || *at == '"'))
    at++;
  for (start = at; at < end && strchr ("\";\r\n", *at) == NULL && at - start < MAX_BOUNDARY;)
    at++;
  return g_strchomp (g_strndup (start, (gsize) (at - start)));
}

/* Every boundary that is declared anywhere. */
static GHashTable *
find_boundaries (const char *data, const char *end)
{
  GHashTable *boundaries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *at = data;

  while ((at = memchr (at, '=', (gsize) (end - at))) != NULL)
    {
      if (is_boundary (data, at))
        g_hash_table_add (boundaries, dup_boundary (at + 1, end));
      at++;
    }
  return boundaries;
}

/* Whether the line at @line is "--" and one of @boundaries, perhaps with "--" behind it. */
static gboolean
is_delimiter (GHashTable *boundaries, const char *line, const char *end)
{
  const char *stop = memchr (line, '\n', MIN ((gsize) (end - line), MAX_BOUNDARY + 8));

  if (stop == NULL)
    return FALSE;
  g_autofree char *word = g_strchomp (g_strndup (line + 2, (gsize) (stop - line) - 2));
  if (g_hash_table_contains (boundaries, word))
    return TRUE;
  gsize length = strlen (word);
  if (length < 2 || strcmp (word + length - 2, "--") != 0)
    return FALSE;
  word[length - 2] = '\0';
  return g_hash_table_contains (boundaries, word);
}

gsize
hp_mime_bounds_measure (const char *data, gsize length, guint max_parts)
{
  guint count = 0;

  if (length / MIN_DELIMITER < max_parts) /* @data may be NULL where there is nothing */
    return length;
  const char *end = data + length;
  if (has_few_dashes (data, end, max_parts))
    return length;
  g_autoptr (GHashTable) boundaries = find_boundaries (data, end);
  for (const char *at = find_dashes (data, end); at != NULL; at = find_dashes (at, end))
    if (is_delimiter (boundaries, at, end) && ++count > max_parts)
      return (gsize) (at - data);
  return length;
}
