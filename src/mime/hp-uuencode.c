/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns files uuencoded in the text of a mail (POSIX uuencode), as programs wrote them before MIME
 * and some still do. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-uuencode.h"

#include <string.h>

#include "mime/hp-inner-part.h"

#define BEGIN "begin "
#define FULL_LINE 45

static const char *
find_line_end (const char *at, const char *end)
{
  const char *stop = memchr (at, '\n', (gsize) (end - at));

  return stop != NULL ? stop : end;
}

/* "begin 644 name.ext": the name, or NULL. */
static char *
dup_name (const char *line, const char *stop)
{
  const char *at = line + strlen (BEGIN);
  gsize digits = strspn (at, "01234567");

  if ((digits != 3 && digits != 4) || at[digits] != ' ')
    return NULL;
  at += digits + 1;
  g_autofree char *name = at < stop ? g_strndup (at, (gsize) (stop - at)) : NULL;
  return name != NULL && *g_strstrip (name) != '\0' ? g_steal_pointer (&name) : NULL;
}

static guint
get_bits (const char *line, gsize length, gsize index)
{
  /* Spaces at the end of lines get lost on the way. */
  return index < length ? ((guint) line[index] - ' ') & 63 : 0;
}

/* One line of data: FALSE if it can't be one. */
static gboolean
decode_line (GByteArray *bytes, const char *line, gsize length)
{
  guint count = get_bits (line, length, 0);
  gsize needed = 1 + (count + 2) / 3 * 4;

  if (length > needed + 1 || (count > 0 && length < 2))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (line[i] < ' ' || line[i] > '`')
      return FALSE;
  for (guint i = 0; i < count; i++)
    {
      gsize at = 1 + i / 3 * 4 + i % 3;
      guint shift = 2 * (i % 3 + 1);
      guint8 byte = (guint8) (get_bits (line, length, at) << shift |
                              get_bits (line, length, at + 1) >> (6 - shift));
      g_byte_array_append (bytes, &byte, 1);
    }
  return TRUE;
}

/* Reads the lines behind "begin". Returns where the file ends, or NULL if it is none. */
static const char *
decode_file (GByteArray *bytes, const char *at, const char *end)
{
  while (at < end)
    {
      const char *stop = find_line_end (at, end);
      gsize length = (gsize) (stop - at);
      const char *next = stop < end ? stop + 1 : end;
      if (length == 3 && memcmp (at, "end", 3) == 0)
        return bytes->len > 0 ? next : NULL;
      if (length > 0 && !decode_line (bytes, at, length))
        return NULL;
      at = next;
    }
  /* Cut off: only whole lines prove that it was a file. */
  return bytes->len >= FULL_LINE ? end : NULL;
}

static const char *
find_begin (const char *at, const char *end)
{
  while (at < end && strncmp (at, BEGIN, strlen (BEGIN)) != 0)
    {
      const char *stop = find_line_end (at, end);
      at = stop < end ? stop + 1 : end;
    }
  return at;
}

void
hp_uuencode_extract (GString *text, GPtrArray *parts)
{
  const char *end = text->str + text->len;
  const char *begin = find_begin (text->str, end);
  const char *done = text->str;
  g_autoptr (GString) rest = NULL;

  for (; begin < end && parts->len < HP_INNER_PARTS_MAX; begin = find_begin (begin, end))
    {
      const char *stop = find_line_end (begin, end);
      g_autofree char *name = dup_name (begin, stop);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      const char *next = name != NULL && stop < end ? decode_file (bytes, stop + 1, end) : NULL;
      if (next != NULL)
        {
          if (rest == NULL)
            rest = g_string_new (NULL);
          g_string_append_len (rest, done, begin - done);
          g_ptr_array_add (
              parts, hp_inner_part_new (name, "application/octet-stream",
                                        g_byte_array_free_to_bytes (g_steal_pointer (&bytes))));
          done = next;
        }
      begin = next != NULL ? next : MIN (stop + 1, end);
    }
  if (rest == NULL)
    return;
  g_string_append_len (rest, done, end - done);
  g_string_truncate (text, 0);
  g_string_append_len (text, rest->str, (gssize) rest->len);
}
