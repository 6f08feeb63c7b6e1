/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns telling the new words of a message from what is folded away: one walk over its lines, after
 * each concern (quotes, attributions, headers) has marked its own. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-new-words.h"

#include "mime/hp-attribution.h"
#include "mime/hp-quoted-header.h"
#include "mime/hp-signature.h"

#define MAX_WORDS_ABOVE_QUOTE 3 /* lines */

/* Of each line the next that is quoted or marked, or the count of lines. */
static guint *
find_limits (const HpTextLines *lines)
{
  guint *limits = g_new (guint, lines->count + 1);

  limits[lines->count] = lines->count;
  for (guint i = lines->count; i > 0; i--)
    {
      const HpTextLine *line = &lines->lines[i - 1];
      gboolean is_limit = line->kind == HP_LINE_QUOTE || line->mark != HP_MARK_NONE;
      limits[i - 1] = is_limit ? i - 1 : limits[i];
    }
  return limits;
}

static guint
label (HpTextLines *lines, guint i, guint end, HpLineLabel with)
{
  for (; i < end; i++)
    lines->lines[i].label = (guint8) with;
  return end;
}

/* Whether what follows line @i is quoted line by line; a few words may stand for what was left out
 * beneath an attribution. */
static gboolean
is_quoted_beneath (const HpTextLines *lines, guint i, guint limit, guint words)
{
  for (; i < limit && words > 0; i++)
    words -= lines->lines[i].kind == HP_LINE_WORDS;
  i = hp_text_lines_skip_blank (lines, i);
  return i < lines->count && i == limit && lines->lines[i].kind == HP_LINE_QUOTE;
}

/* Where what a mark introduces is quoted line by line, answers may stand between. Where it is not,
 * all to the end was there before, if the words came first; else it is all there is to read. */
static guint
label_marked (HpTextLines *lines, guint i, const guint *limits, gboolean has_words)
{
  guint after = lines->lines[i].mark_last + 1;
  guint words = lines->lines[i].mark == HP_MARK_ATTRIBUTION ? MAX_WORDS_ABOVE_QUOTE : 0;
  gboolean is_quoted = is_quoted_beneath (lines, after, limits[after], words);

  return label (lines, i, is_quoted || !has_words ? after : lines->count, HP_LABEL_QUOTE);
}

/* Above all words only "-- " begins a signature, and only if more follows. */
static guint
find_signature_end (const HpTextLines *lines, guint i, guint limit, gboolean has_words)
{
  if (!has_words && (limit == lines->count || !hp_signature_is_delimiter (lines, i)))
    return i;
  return hp_signature_find_end (lines, i, limit);
}

/* Returns whether any words were found. */
static gboolean
walk (HpTextLines *lines, const guint *limits)
{
  gboolean has_words = FALSE;
  guint i = 0;

  while (i < lines->count)
    {
      const HpTextLine *line = &lines->lines[i];
      guint end = i + 1;
      if (line->kind == HP_LINE_QUOTE)
        label (lines, i, end, HP_LABEL_QUOTE);
      else if (line->mark != HP_MARK_NONE)
        end = label_marked (lines, i, limits, has_words);
      else if (line->kind == HP_LINE_WORDS)
        {
          guint after = find_signature_end (lines, i, limits[i], has_words);
          label (lines, i, after, HP_LABEL_SIGNATURE);
          has_words = has_words || after == i;
          end = MAX (after, end);
        }
      i = end;
    }
  return has_words;
}

/* Signs that only part the words from what is folded beneath them, or from nothing. */
static void
label_decoration (HpTextLines *lines)
{
  HpLineLabel below = HP_LABEL_SIGNATURE;

  for (guint i = lines->count; i > 0; i--)
    {
      HpTextLine *line = &lines->lines[i - 1];
      if (line->kind == HP_LINE_BLANK)
        continue;
      if (line->label == HP_LABEL_WORDS && below != HP_LABEL_WORDS &&
          hp_signature_is_decoration (lines, i - 1))
        line->label = (guint8) below;
      below = line->label;
    }
}

/* A program may forward a mail as a quote; without words above it there is nothing else to read. */
static gboolean
is_bare_forward (const HpTextLines *lines)
{
  for (guint i = 0; i < lines->count; i++)
    if (lines->lines[i].mark == HP_MARK_FORWARDED)
      return TRUE;
  guint first = hp_text_lines_skip_blank (lines, 0);
  return first < lines->count && hp_quoted_header_is_forward (lines, first);
}

void
hp_new_words_label (HpTextLines *lines)
{
  g_autofree guint *limits = NULL;

  hp_attribution_mark (lines);
  hp_quoted_header_mark (lines);
  limits = find_limits (lines);
  if (!walk (lines, limits) && is_bare_forward (lines))
    label (lines, 0, lines->count, HP_LABEL_WORDS);
  else
    label_decoration (lines);
}

/* Blank lines beneath folded lines are folded with them, unless no other part the words. */
GArray *
hp_new_words_dup_folds (HpTextLines *lines)
{
  GArray *folds = g_array_new (FALSE, FALSE, sizeof (HpFold));
  HpLineLabel above = HP_LABEL_WORDS;
  gboolean is_parted = TRUE;

  for (guint i = 0; i < lines->count; i++)
    {
      HpTextLine *line = &lines->lines[i];
      HpFold fold = { .start = line->start, .end = hp_text_lines_get_start (lines, i + 1) };
      if (line->kind == HP_LINE_BLANK)
        line->label = (guint8) (is_parted ? above : HP_LABEL_WORDS);
      if (line->label == HP_LABEL_WORDS)
        is_parted = line->kind == HP_LINE_BLANK;
      fold.kind = line->label == HP_LABEL_SIGNATURE ? HP_FOLD_SIGNATURE : HP_FOLD_QUOTE;
      if (line->label != HP_LABEL_WORDS && line->label == above)
        g_array_index (folds, HpFold, folds->len - 1).end = fold.end;
      else if (line->label != HP_LABEL_WORDS)
        g_array_append_val (folds, fold);
      above = line->label;
    }
  return folds;
}

GArray *
hp_new_words_find (const char *text, gsize length)
{
  g_autoptr (HpTextLines) lines = hp_text_lines_new (text, length);

  hp_new_words_label (lines);
  return hp_new_words_dup_folds (lines);
}
