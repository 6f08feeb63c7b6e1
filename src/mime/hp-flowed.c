/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns format=flowed (RFC 3676). Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-flowed.h"

#include <string.h>

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
