/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns telling a mail from bytes that are none, and what to show of those. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-damage.h"

#include <string.h>

#include "mime/hp-charset.h"

#define MAX_TEXT 65536
#define MIN_WORD 6

/* Any of these makes a mail of a header that was cut off. */
static const char *const ESSENTIAL[] = { "From", "Date", "Subject", "Message-ID", NULL };

static gboolean
has_essential (const HpMailFields *fields)
{
  for (gsize i = 0; ESSENTIAL[i] != NULL; i++)
    if (hp_mail_fields_find (fields, ESSENTIAL[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_blank (const char *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (data[i]))
      return FALSE;
  return TRUE;
}

static gboolean
is_text (const char *data, gsize length)
{
  gsize strange = 0;

  for (gsize i = 0; i < length; i++)
    strange += (guint8) data[i] < ' ' && !g_ascii_isspace (data[i]);
  return strange * 100 <= length;
}

/* The words between binary bytes, a line each. */
static char *
dup_words (const char *data, gsize length)
{
  GString *text = g_string_new (NULL);
  gsize start = 0;

  for (gsize i = 0; i <= length; i++)
    {
      if (i < length && data[i] >= ' ' && data[i] < 0x7f)
        continue;
      if (i - start >= MIN_WORD)
        {
          g_string_append_len (text, data + start, (gssize) (i - start));
          g_string_append_c (text, '\n');
        }
      start = i + 1;
    }
  return g_strchomp (g_string_free (text, FALSE));
}

const char *
hp_mail_damage_find (const HpMimeTree *tree)
{
  gsize length;
  const char *data = g_bytes_get_data (tree->raw, &length);

  if (tree->fields->fields->len == 0 && is_blank (data, length))
    return "The mail is empty";
  if (tree->fields->fields->len == 0)
    return is_text (data, MIN (length, MAX_TEXT)) ? "There is no mail header"
                                                  : "The bytes are no mail";
  if (!tree->fields->is_whole && !has_essential (tree->fields))
    return "The mail ends inside its header";
  return tree->root != NULL ? NULL : "The mail can't be read";
}

char *
hp_mail_damage_dup_text (GBytes *raw)
{
  gsize length;
  const char *data = g_bytes_get_data (raw, &length);
  gsize size = MIN (length, MAX_TEXT);

  if (size == 0)
    return g_strdup ("");
  if (!is_text (data, size))
    return dup_words (data, size);

  g_autofree char *text = hp_charset_decode_unlabelled (data, size);
  char *to = text;
  for (const char *from = text; *from != '\0'; from++)
    if ((guint8) *from >= ' ' || *from == '\n' || *from == '\t')
      *to++ = *from;
  *to = '\0';
  return g_strchomp (g_steal_pointer (&text));
}
