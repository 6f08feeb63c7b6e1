/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns multiparts whose boundary is missing or wrong. Pure; used by one thread at a time. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mime-split.h"

#include <string.h>

#include "mime/hp-mime-bounds.h"
#include "mime/hp-mime-tree.h"

static gboolean
is_boundary (const char *line, gsize length)
{
  if (length < 3 || length > 200 || memcmp (line, "--", 2) != 0 || line[2] == ' ')
    return FALSE;
  return memchr (line, '"', length) == NULL && memchr (line, '\\', length) == NULL &&
         g_ascii_strncasecmp (line + length + 1, "Content-", 8) == 0;
}

/* The first line of dashes that fields of a part follow, without its dashes, or NULL. */
static char *
find_boundary (const char *text)
{
  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      if (line[length] == '\n' && is_boundary (line, length))
        return g_strchomp (g_strndup (line + 2, length - 2));
      line += length + (line[length] == '\n');
    }
  return NULL;
}

static GMimeObject *
parse (const char *boundary, const char *text)
{
  g_autofree char *whole =
      g_strdup_printf ("Content-Type: multipart/mixed; boundary=\"%s\"\n\n%s", boundary, text);
  gsize length = hp_mime_bounds_measure (whole, strlen (whole), HP_MIME_PARTS_MAX);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (whole, length);
  g_autoptr (GMimeParser) parser = g_mime_parser_new_with_stream (stream);

  return g_mime_parser_construct_part (parser, NULL);
}

static void
split (GMimeMultipart *parts)
{
  const char *text = g_mime_multipart_get_prologue (parts);
  g_autofree char *boundary = text != NULL ? find_boundary (text) : NULL;
  g_autoptr (GMimeObject) parsed = boundary != NULL ? parse (boundary, text) : NULL;

  if (!GMIME_IS_MULTIPART (parsed))
    return;
  GMimeMultipart *found = GMIME_MULTIPART (parsed);
  for (int i = 0; i < g_mime_multipart_get_count (found); i++)
    g_mime_multipart_add (parts, g_mime_multipart_get_part (found, i));
  parts->write_end_boundary = found->write_end_boundary;
}

void
hp_mime_split_all (GMimeObject *root)
{
  if (!GMIME_IS_MULTIPART (root))
    return;

  GMimeMultipart *parts = GMIME_MULTIPART (root);
  int count = g_mime_multipart_get_count (parts);
  if (count == 0)
    split (parts);
  for (int i = 0; i < count; i++)
    hp_mime_split_all (g_mime_multipart_get_part (parts, i));
}
