/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns format=flowed (RFC 3676). Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-flowed.h"

#include <string.h>

#define WIDTH 72 /* characters of a line before its soft break */

typedef struct
{
  const char *text; /* behind the quote marks and the stuffed space */
  gsize length;
  gsize depth; /* of quoting */
} Line;

static Line
read_line (const char *start, const char *end)
{
  Line line = { .text = start };

  while (line.text < end && *line.text == '>')
    line.text++;
  line.depth = (gsize) (line.text - start);
  if (line.text < end && *line.text == ' ')
    line.text++;
  line.length = (gsize) (end - line.text);
  return line;
}

/* "-- " is a line of its own, though it ends in a space. */
static gboolean
is_signature (const Line *line)
{
  return line->length == 3 && memcmp (line->text, "-- ", 3) == 0;
}

static void
append_start (GString *to, const Line *line)
{
  for (gsize i = 0; i < line->depth; i++)
    g_string_append_c (to, '>');
  if (line->depth > 0 && line->length > 0)
    g_string_append_c (to, ' ');
}

void
hp_flowed_unfold (GString *text, gboolean delsp)
{
  g_autoptr (GString) flowed = g_string_sized_new (text->len + 1);
  const char *end = text->str + text->len;
  gboolean is_open = FALSE;
  gsize depth = 0;

  for (const char *at = text->str; at < end;)
    {
      const char *stop = memchr (at, '\n', (gsize) (end - at));
      Line line = read_line (at, stop != NULL ? stop : end);
      gboolean is_soft =
          line.length > 0 && line.text[line.length - 1] == ' ' && !is_signature (&line);

      if (is_open && (line.depth != depth || is_signature (&line)))
        {
          g_string_append_c (flowed, '\n');
          is_open = FALSE;
        }
      if (!is_open)
        append_start (flowed, &line);
      g_string_append_len (flowed, line.text, (gssize) line.length - (is_soft && delsp));
      if (!is_soft && stop != NULL)
        g_string_append_c (flowed, '\n');
      is_open = is_soft;
      depth = line.depth;
      at = stop != NULL ? stop + 1 : end;
    }
  g_string_truncate (text, 0);
  g_string_append_len (text, flowed->str, (gssize) flowed->len);
}

/* The end of the piece of @line that fits on one line, behind a space; the whole where no space is
 * early enough, and never so that the rest is nothing. */
static const char *
find_break (const char *line, const char *end, gsize width)
{
  const char *last = NULL;
  gsize column = 0;

  for (const char *at = line; at < end; at = g_utf8_next_char (at), column++)
    {
      if (column >= width && last != NULL)
        return last;
      if (*at == ' ' && at + 1 < end && at[1] != ' ')
        last = at + 1;
    }
  return end;
}

/* What begins a line and would be read as something else (RFC 3676 section 4.4). */
static gboolean
needs_stuffing (const char *line, const char *end)
{
  return line < end &&
         (*line == ' ' || *line == '>' || (end - line >= 5 && memcmp (line, "From ", 5) == 0));
}

static void
append_piece (GString *to, gsize depth, const char *line, const char *end)
{
  for (gsize i = 0; i < depth; i++)
    g_string_append_c (to, '>');
  if (needs_stuffing (line, end) || (depth > 0 && line < end))
    g_string_append_c (to, ' ');
  g_string_append_len (to, line, end - line);
  g_string_append_c (to, '\n');
}

static void
append_folded (GString *to, const char *start, const char *end)
{
  Line line = read_line (start, end);
  const char *at = line.depth > 0 ? line.text : start;

  if (!is_signature (&(Line){ .text = at, .length = (gsize) (end - at) }))
    while (end > at && end[-1] == ' ')
      end--;
  do
    {
      const char *stop = find_break (at, end, WIDTH - MIN (line.depth, WIDTH / 2));
      append_piece (to, line.depth, at, stop);
      at = stop;
    }
  while (at < end);
}

char *
hp_flowed_fold (const char *text)
{
  GString *folded = g_string_sized_new (strlen (text) * 9 / 8 + 1);

  while (*text != '\0')
    {
      const char *end = text + strcspn (text, "\n");
      append_folded (folded, text, end);
      text = *end != '\0' ? end + 1 : end;
    }
  return g_string_free (folded, FALSE);
}
