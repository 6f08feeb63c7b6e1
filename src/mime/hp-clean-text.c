/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns making short texts that strangers wrote, such as subjects and names, show what they are.
 * Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-clean-text.h"

#include "mime/hp-mail-fields.h"

gboolean
hp_clean_text_is_harmful (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x061c || c == 0x200b || c == 0x200e || c == 0x200f ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff;
}

char *
hp_clean_text_dup_line (const char *text)
{
  char *line = hp_mail_field_flatten (text);
  char *to = line;

  if (g_str_is_ascii (line))
    return line;
  for (const char *at = line; *at != '\0';)
    {
      const char *next = g_utf8_next_char (at);
      gboolean keep = !hp_clean_text_is_harmful (g_utf8_get_char (at));
      for (; at < next; at++)
        if (keep)
          *to++ = *at;
    }
  *to = '\0';
  return g_strstrip (line);
}
