/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns telling quotes by the message that is answered. Texts are compared by runs of words, so
 * that new line breaks, quote marks and blanks do not matter. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-new-words-parent.h"

#include <string.h>

#include "mime/hp-new-words.h"

#define RUN 4               /* words that are compared at a time */
#define MIN_QUOTED_WORDS 10 /* fewer, one after another, may be said again by chance */
#define MIN_TAIL_SHARE 3    /* of 4 words of an unmarked quote must stand in the parent */

/* One word of a text. */
typedef struct
{
  guint32 hash;
  guint line;
  gboolean is_known; /* stands in the parent, with its neighbours */
} Word;

typedef struct
{
  guint words; /* in the line */
  guint known;
} Count;

static gboolean
is_word_byte (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

static void
add_words (GArray *words, const HpTextLines *lines, guint i)
{
  const char *at = lines->text + lines->lines[i].head;
  const char *end = lines->text + lines->lines[i].end;

  while (at < end)
    {
      Word word = { .hash = 2166136261U, .line = i };
      while (at < end && !is_word_byte (*at))
        at++;
      if (at == end)
        return;
      for (; at < end && is_word_byte (*at); at++)
        word.hash = (word.hash ^ (guchar) *at) * 16777619U;
      g_array_append_val (words, word);
    }
}

static GArray *
split_words (const HpTextLines *lines)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));

  for (guint i = 0; i < lines->count; i++)
    add_words (words, lines, i);
  return words;
}

static gpointer
hash_run (const GArray *words, guint first)
{
  guint64 hash = 1;

  for (guint i = first; i < first + RUN; i++)
    hash = hash * 0x9e3779b97f4a7c15ULL + g_array_index (words, Word, i).hash;
  return GSIZE_TO_POINTER ((gsize) (hash ^ hash >> 32));
}

/* Of a line too short for a run, which is compared as a whole; NULL for others. */
static gpointer
hash_short_line (const GArray *words, guint first)
{
  guint line = g_array_index (words, Word, first).line;
  guint64 hash = 2;
  guint i = first;

  for (; i < words->len && g_array_index (words, Word, i).line == line; i++)
    {
      if (i - first + 1 == RUN)
        return NULL;
      hash = hash * 0x9e3779b97f4a7c15ULL + g_array_index (words, Word, i).hash;
    }
  return GSIZE_TO_POINTER ((gsize) (hash ^ hash >> 32) | 1);
}

static gboolean
begins_line (const GArray *words, guint i)
{
  return i == 0 || g_array_index (words, Word, i).line != g_array_index (words, Word, i - 1).line;
}

static GHashTable *
collect_runs (const GArray *words)
{
  GHashTable *runs = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i + RUN <= words->len; i++)
    g_hash_table_add (runs, hash_run (words, i));
  for (guint i = 0; i < words->len; i++)
    if (begins_line (words, i))
      g_hash_table_add (runs, hash_short_line (words, i));
  return runs;
}

static void
mark_line_known (GArray *words, guint first)
{
  guint line = g_array_index (words, Word, first).line;

  for (guint i = first; i < words->len && g_array_index (words, Word, i).line == line; i++)
    g_array_index (words, Word, i).is_known = TRUE;
}

static void
find_known_words (GArray *words, const char *parent, gsize length)
{
  g_autoptr (HpTextLines) lines = hp_text_lines_new (parent, length);
  g_autoptr (GArray) known = split_words (lines);
  g_autoptr (GHashTable) runs = collect_runs (known);

  for (guint i = 0; i + RUN <= words->len; i++)
    if (g_hash_table_contains (runs, hash_run (words, i)))
      for (guint j = i; j < i + RUN; j++)
        g_array_index (words, Word, j).is_known = TRUE;
  for (guint i = 0; i < words->len; i++)
    {
      gpointer line = begins_line (words, i) ? hash_short_line (words, i) : NULL;
      if (line != NULL && g_hash_table_contains (runs, line))
        mark_line_known (words, i);
    }
}

static Count *
count_by_line (const GArray *words, guint lines)
{
  Count *counts = g_new0 (Count, lines);

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      counts[word->line].words++;
      counts[word->line].known += word->is_known != FALSE;
    }
  return counts;
}

static gboolean
is_known_line (const Count *count)
{
  return count->words > 0 && count->known == count->words;
}

/* Lines from @first on that stand in the parent; lines without words go along. Returns the line
 * after them and how many words they have. */
static guint
find_known_end (const HpTextLines *lines, const Count *counts, guint first, guint *words)
{
  guint end = first;

  *words = 0;
  for (guint i = first; i < lines->count; i++)
    {
      if (counts[i].words > 0 && !is_known_line (&counts[i]))
        break;
      *words += counts[i].words;
      if (counts[i].words > 0)
        end = i + 1;
    }
  return end;
}

static void
label_known_lines (HpTextLines *lines, const Count *counts)
{
  guint end;

  for (guint i = 0; i < lines->count; i = end)
    {
      guint words = 0;
      end = i + 1;
      if (!is_known_line (&counts[i]))
        continue;
      end = find_known_end (lines, counts, i, &words);
      for (guint j = i; j < end && words >= MIN_QUOTED_WORDS; j++)
        lines->lines[j].label = HP_LABEL_QUOTE;
    }
}

/* Whether somebody wrote line @i between lines of the parent: it holds nothing of it and is none of
 * the lines that introduce a quote. */
static gboolean
is_answer (const HpTextLines *lines, const Count *counts, guint i)
{
  return counts[i].words > 0 && counts[i].known == 0 && lines->lines[i].kind == HP_LINE_WORDS;
}

/* Answers in an unmarked quote that reaches from line @first to the end. */
static void
free_answers (HpTextLines *lines, const Count *counts, guint first)
{
  guint body = lines->lines[first].mark_last + 1;
  guint words = 0;
  guint known = 0;
  gboolean has_begun = FALSE;

  for (guint i = body; i < lines->count; i++)
    {
      words += counts[i].words;
      known += counts[i].known;
    }
  if (known * 4 < words * MIN_TAIL_SHARE)
    return;
  for (guint i = body; i < lines->count; i++)
    {
      has_begun = has_begun || counts[i].known > 0;
      if (lines->lines[i].mark != HP_MARK_NONE)
        i = lines->lines[i].mark_last;
      else if (has_begun && is_answer (lines, counts, i))
        lines->lines[i].label = HP_LABEL_WORDS;
    }
}

/* The mark of the unmarked quote that reaches to the end, or the count of lines. */
static guint
find_tail (const HpTextLines *lines)
{
  for (guint i = 0; i < lines->count; i++)
    {
      const HpTextLine *line = &lines->lines[i];
      guint next;
      if (line->mark == HP_MARK_NONE || line->label != HP_LABEL_QUOTE)
        continue;
      next = hp_text_lines_skip_blank (lines, line->mark_last + 1);
      if (next < lines->count && lines->lines[next].kind == HP_LINE_WORDS &&
          lines->lines[next].label == HP_LABEL_QUOTE)
        return i;
    }
  return lines->count;
}

static gboolean
has_words (const HpTextLines *lines)
{
  for (guint i = 0; i < lines->count; i++)
    if (lines->lines[i].kind != HP_LINE_BLANK && lines->lines[i].label == HP_LABEL_WORDS)
      return TRUE;
  return FALSE;
}

/* A message sent again has all its words in the parent: then the parent tells nothing. */
GArray *
hp_new_words_find_with_parent (const char *text,
                               gsize length,
                               const char *parent,
                               gsize parent_length)
{
  g_autoptr (HpTextLines) lines = hp_text_lines_new (text, length);
  g_autoptr (GArray) words = split_words (lines);
  g_autofree Count *counts = NULL;
  guint tail;

  hp_new_words_label (lines);
  find_known_words (words, parent, parent_length);
  counts = count_by_line (words, lines->count);
  tail = find_tail (lines);
  if (tail < lines->count)
    free_answers (lines, counts, tail);
  label_known_lines (lines, counts);
  return has_words (lines) ? hp_new_words_dup_folds (lines) : hp_new_words_find (text, length);
}
