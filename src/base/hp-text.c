/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the harmless showing of foreign text. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "base/hp-text.h"

#define REPLACEMENT 0xfffd

static gboolean
changes_direction (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f;
}

char *
hp_text_dup_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *line = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      g_string_append_unichar (line,
                               g_unichar_iscntrl (c) || changes_direction (c) ? REPLACEMENT : c);
    }
  return g_string_free (line, FALSE);
}
