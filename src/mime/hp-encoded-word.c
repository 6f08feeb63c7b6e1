/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns mending encoded words before GMime reads them. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-encoded-word.h"

#include <string.h>

/* Where the text of the encoded word that begins at @word stands, or NULL if it is none of
 * encoding Q. */
static const char *
find_text (const char *word)
{
  const char *encoding = word + 2 + strcspn (word + 2, "? \t");

  if (encoding[0] != '?' || (encoding[1] != 'Q' && encoding[1] != 'q') || encoding[2] != '?')
    return NULL;
  return encoding + 3;
}

static gboolean
has_8bit (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guint8) *text >= 0x80)
      return TRUE;
  return FALSE;
}

char *
hp_encoded_word_escape (const char *value)
{
  const char *word = strstr (value, "=?");
  const char *done = value;

  if (word == NULL || !has_8bit (value))
    return NULL;
  g_autoptr (GString) escaped = g_string_new (NULL);
  for (; word != NULL; word = strstr (word, "=?"))
    {
      const char *text = find_text (word);
      const char *end = text != NULL ? strstr (text, "?=") : NULL;
      if (end == NULL)
        {
          word += 2;
          if (text != NULL)
            break;
          continue;
        }
      g_string_append_len (escaped, done, text - done);
      for (const char *at = text; at < end; at++)
        if ((guint8) *at >= 0x80)
          g_string_append_printf (escaped, "=%02X", (guint8) *at);
        else
          g_string_append_c (escaped, *at);
      done = end;
      word = end + 2;
    }
  g_string_append (escaped, done);
  return g_string_free (g_steal_pointer (&escaped), FALSE);
}
