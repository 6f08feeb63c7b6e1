/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the guess at what was meant by a word that nobody knows. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "base/hp-near-word.h"

#include <string.h>

#define MAX_LENGTH 64

static char *
fold (const char *text)
{
  g_autofree char *plain = g_str_to_ascii (text, "C");
  return g_ascii_strdown (plain, -1);
}

/* Optimal string alignment distance. */
static guint
measure (const char *a, const char *b)
{
  gsize n = strlen (a);
  gsize m = strlen (b);
  guint rows[3][MAX_LENGTH + 1];

  if (n > MAX_LENGTH || m > MAX_LENGTH)
    return G_MAXUINT;
  for (gsize j = 0; j <= m; j++)
    rows[0][j] = (guint) j;
  for (gsize i = 1; i <= n; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i - 1) % 3];
      row[0] = (guint) i;
      for (gsize j = 1; j <= m; j++)
        {
          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
  return rows[n % 3][m];
}

const char *
hp_near_word_find (const char *word, const char *const *words)
{
  g_autofree char *folded = fold (word);
  guint best = (guint) MAX (strlen (folded) / 3, 1) + 1;
  const char *found = NULL;

  for (; *words != NULL; words++)
    {
      g_autofree char *other = fold (*words);
      guint distance = measure (folded, other);
      if (distance < best)
        {
          best = distance;
          found = *words;
        }
    }
  return found;
}
