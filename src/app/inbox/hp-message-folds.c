/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns where a message's own words end. The one place to change when messages carry what the parser
 * found (HpMail.folds). Pure, linear. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-message-folds.h"

#include <string.h>

#define FOLDED_LINES 4

static const char *
find_next_line (const char *line)
{
  const char *end = strchr (line, '\n');
  return end != NULL ? end + 1 : line + strlen (line);
}

static gboolean
is_blank (const char *line)
{
  while (*line == ' ' || *line == '\t' || *line == '\r')
    line++;
  return *line == '\n' || *line == '\0';
}

static gboolean
is_signature_mark (const char *line)
{
  return g_str_has_prefix (line, "--") && is_blank (line + 2);
}

/* A line that ends in a colon says whose words follow. */
static gboolean
is_attribution (const char *line)
{
  const char *end = strchr (line, '\n');

  if (end == NULL || *line == '>')
    return FALSE;
  while (end > line && g_ascii_isspace (end[-1]))
    end--;
  return end > line && end[-1] == ':';
}

static void
add_fold (GArray *folds, const char *text, const char *start, const char *end, HpFoldKind kind)
{
  HpFold fold = { (guint32) (start - text), (guint32) (end - text), kind };

  if (end > start)
    g_array_append_val (folds, fold);
}

/* Behind the last quoted line of the run that begins at @line; blank lines inside belong to it. */
static const char *
find_quote_end (const char *line, guint *n)
{
  const char *end = line;

  for (*n = 0; *line == '>' || (*line != '\0' && is_blank (line)); line = find_next_line (line))
    if (*line == '>')
      {
        *n += 1;
        end = find_next_line (line);
      }
  return end;
}

/* A signature ends where a quote begins. */
static const char *
find_signature_end (const char *line)
{
  while (*line != '\0' && *line != '>')
    {
      const char *next = find_next_line (line);
      if (is_attribution (line) && *next == '>')
        break;
      line = next;
    }
  return line;
}

GArray *
hp_message_folds_find (const char *text)
{
  GArray *folds = g_array_new (FALSE, FALSE, sizeof (HpFold));
  const char *before = NULL; /* the last line with words */
  const char *line = text;

  while (*line != '\0')
    {
      const char *next = find_next_line (line);
      guint quoted;
      if (is_signature_mark (line))
        {
          next = find_signature_end (next);
          add_fold (folds, text, line, next, HP_FOLD_SIGNATURE);
        }
      else if (*line == '>')
        {
          next = find_quote_end (line, &quoted);
          if (quoted >= FOLDED_LINES)
            add_fold (folds, text, before != NULL && is_attribution (before) ? before : line, next,
                      HP_FOLD_QUOTE);
          before = NULL;
        }
      else if (!is_blank (line))
        {
          before = line;
        }
      line = next;
    }
  return folds;
}

guint
hp_message_folds_count_lines (const GArray *folds, HpFoldKind kind, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < folds->len; i++)
    {
      const HpFold *fold = &g_array_index (folds, HpFold, i);
      const char *end = text + fold->end;
      if (fold->kind == kind)
        for (const char *line = text + fold->start; line < end; line = find_next_line (line))
          n++;
    }
  return n;
}
