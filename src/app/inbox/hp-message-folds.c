/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which of a message's folds the window closes at first. Pure, linear. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-message-folds.h"

#include <string.h>

/* Fewer quoted lines are what an answer beneath them is about. */
#define FOLDED_LINES 4

static guint
count_lines (const char *text, const HpFold *fold)
{
  const char *end = text + fold->end;
  guint n = 0;

  for (const char *line = text + fold->start; line < end; n++)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));
      line = stop != NULL ? stop + 1 : end;
    }
  return n;
}

/* Whether words of the writer follow. */
static gboolean
is_answered (const HpMessage *message, guint i)
{
  const HpFold *fold = &g_array_index (message->folds, HpFold, i);
  const HpFold *next =
      i + 1 < message->folds->len ? &g_array_index (message->folds, HpFold, i + 1) : NULL;
  gsize end = next != NULL ? next->start : strlen (message->text);

  for (gsize at = fold->end; at < end; at++)
    if (!g_ascii_isspace (message->text[at]))
      return TRUE;
  return FALSE;
}

GArray *
hp_message_folds_dup (const HpMessage *message)
{
  GArray *folds = g_array_new (FALSE, FALSE, sizeof (HpFold));

  for (guint i = 0; i < message->folds->len; i++)
    {
      const HpFold *fold = &g_array_index (message->folds, HpFold, i);
      if (fold->kind == HP_FOLD_SIGNATURE || count_lines (message->text, fold) >= FOLDED_LINES ||
          !is_answered (message, i))
        g_array_append_val (folds, *fold);
    }
  return folds;
}

guint
hp_message_folds_count_lines (const GArray *folds, HpFoldKind kind, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < folds->len; i++)
    if (g_array_index (folds, HpFold, i).kind == kind)
      n += count_lines (text, &g_array_index (folds, HpFold, i));
  return n;
}
