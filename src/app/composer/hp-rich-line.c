/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how quotes and list items are marked in a text that is edited. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-rich-line.h"

#include <string.h>

#define BAR "▎"
#define BULLET "• "
#define STEP "    "
#define MAX_DEPTH 9

char *
hp_rich_line_dup_marker (const HpRichLine *line)
{
  GString *marker = g_string_new (NULL);

  for (guint i = 0; i < MIN (line->quotes, MAX_DEPTH); i++)
    g_string_append (marker, BAR);
  if (line->quotes > 0)
    g_string_append_c (marker, ' ');
  for (guint i = 1; i < MIN (line->depth, MAX_DEPTH); i++)
    g_string_append (marker, STEP);
  if (line->depth > 0 && line->number > 0)
    g_string_append_printf (marker, "%d. ", line->number);
  else if (line->depth > 0)
    g_string_append (marker, BULLET);
  return g_string_free (marker, FALSE);
}

static gboolean
skip (const char **at, const char *token)
{
  if (!g_str_has_prefix (*at, token))
    return FALSE;
  *at += strlen (token);
  return TRUE;
}

static gboolean
skip_number (const char **at, int *number)
{
  char *end;
  gint64 value = g_ascii_strtoll (*at, &end, 10);

  if (!g_ascii_isdigit (**at) || value < 1 || value > G_MAXINT16 || !g_str_has_prefix (end, ". "))
    return FALSE;
  *number = (int) value;
  *at = end + 2;
  return TRUE;
}

gboolean
hp_rich_line_parse (const char *marker, HpRichLine *line)
{
  const char *at = marker;
  guint steps = 0;

  *line = (HpRichLine){ 0 };
  while (skip (&at, BAR))
    line->quotes++;
  if (line->quotes > 0 && !skip (&at, " "))
    return FALSE;
  while (skip (&at, STEP))
    steps++;
  if (skip (&at, BULLET) || skip_number (&at, &line->number))
    line->depth = steps + 1;
  else if (steps > 0)
    return FALSE;
  return *at == '\0';
}
