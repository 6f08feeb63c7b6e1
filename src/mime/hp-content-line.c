/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the lines that calendars (RFC 5545 section 3.1) and cards (RFC 6350 section 3, and vCard
 * 2.1) are made of. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-content-line.h"

#include <string.h>

#include "mime/hp-charset.h"
#include "mime/hp-clean-text.h"

/* Longer values are pictures and the like. */
#define MAX_LINE 16384

void
hp_content_line_init (HpContentLine *self)
{
  self->buffer = g_string_new (NULL);
  self->name = "";
  self->params = "";
  self->value = self->buffer->str;
}

void
hp_content_line_clear (HpContentLine *self)
{
  g_string_free (self->buffer, TRUE);
}

/* vCard 2.1 breaks quoted-printable lines by a "=" at their end. */
static gboolean
is_soft_break (const GString *line)
{
  return line->len > 0 && line->str[line->len - 1] == '=' &&
         strstr (line->str, "QUOTED-PRINTABLE") != NULL;
}

static const char *
read_physical (GString *line, const char *at)
{
  gsize length = strcspn (at, "\n");
  gsize size = length > 0 && at[length - 1] == '\r' ? length - 1 : length;

  if (line->len < MAX_LINE)
    g_string_append_len (line, at, (gssize) MIN (size, MAX_LINE - line->len));
  return at + length + (at[length] == '\n');
}

static void
read_logical (GString *line, const char **at)
{
  g_string_truncate (line, 0);
  *at = read_physical (line, *at);
  while (**at == ' ' || **at == '\t')
    *at = read_physical (line, *at + 1);
  while (**at != '\0' && is_soft_break (line))
    {
      g_string_truncate (line, line->len - 1);
      *at = read_physical (line, *at);
    }
}

/* Cuts the line in name, parameters and value. */
static gboolean
split (HpContentLine *self)
{
  char *line = self->buffer->str;
  gboolean is_quoted = FALSE;
  char *colon = line;
  char *start = strpbrk (line, ";:");

  for (; *colon != '\0' && (is_quoted || *colon != ':'); colon++)
    if (*colon == '"')
      is_quoted = !is_quoted;
  if (*colon == '\0')
    colon = strchr (line, ':');
  if (colon == NULL || start == NULL)
    return FALSE;
  self->value = colon + 1;
  *colon = '\0';
  self->params = "";
  if (start < colon)
    {
      gsize name_length = (gsize) (start - line);
      gsize value_at = (gsize) (self->value - line);
      g_string_insert_c (self->buffer, (gssize) name_length, '\0');
      self->params = self->buffer->str + name_length + 1;
      self->value = self->buffer->str + value_at + 1;
    }
  self->name = self->buffer->str;
  for (const char *dot = strchr (self->name, '.'); dot != NULL; dot = strchr (dot + 1, '.'))
    self->name = dot + 1;
  return TRUE;
}

gboolean
hp_content_line_next (HpContentLine *self, const char **at)
{
  while (**at != '\0')
    {
      read_logical (self->buffer, at);
      if (split (self))
        return TRUE;
    }
  return FALSE;
}

gboolean
hp_content_line_is (const HpContentLine *self, const char *name, const char *value)
{
  return g_ascii_strcasecmp (self->name, name) == 0 &&
         (value == NULL || g_ascii_strcasecmp (self->value, value) == 0);
}

char *
hp_content_line_dup_param (const HpContentLine *self, const char *name)
{
  gsize length = strlen (name);

  for (const char *at = self->params; *at == ';';)
    {
      const char *param = at + 1;
      gboolean is_quoted = FALSE;
      for (at = param; *at != '\0' && (is_quoted || *at != ';'); at++)
        if (*at == '"')
          is_quoted = !is_quoted;
      if (g_ascii_strncasecmp (param, name, length) != 0 || param[length] != '=')
        continue;
      g_autofree char *value = g_strndup (param + length + 1, (gsize) (at - param) - length - 1);
      g_strdelimit (value, "\"", ' ');
      return g_strdup (g_strstrip (value));
    }
  return NULL;
}

static gboolean
has_encoding (const HpContentLine *self)
{
  return g_strstr_len (self->params, -1, "QUOTED-PRINTABLE") != NULL;
}

static char *
decode_quoted_printable (const HpContentLine *self)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autofree char *charset = hp_content_line_dup_param (self, "CHARSET");

  for (const char *at = self->value; *at != '\0'; at++)
    if (at[0] == '=' && g_ascii_isxdigit (at[1]) && g_ascii_isxdigit (at[2]))
      {
        g_string_append_c (
            bytes, (char) (g_ascii_xdigit_value (at[1]) * 16 + g_ascii_xdigit_value (at[2])));
        at += 2;
      }
    else
      g_string_append_c (bytes, *at);
  return g_string_free (hp_charset_decode (bytes->str, bytes->len, charset), FALSE);
}

char *
hp_content_line_dup_text (const HpContentLine *self, int piece)
{
  g_autofree char *decoded = has_encoding (self) ? decode_quoted_printable (self) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  int count = 0;

  for (const char *at = decoded != NULL ? decoded : self->value; *at != '\0'; at++)
    {
      char c = *at;
      if (c == ';' && piece >= 0 && count++ >= piece)
        break;
      if (c == ';' && piece >= 0)
        continue;
      if (c == '\\' && at[1] != '\0')
        c = *++at == 'n' || *at == 'N' ? ' ' : *at;
      if (piece < 0 || count == piece)
        g_string_append_c (text, c);
    }
  char *line = hp_clean_text_dup_line (text->str);
  if (*line == '\0')
    g_clear_pointer (&line, g_free);
  return line;
}

char *
hp_content_line_dup_address (const HpContentLine *self)
{
  g_autofree char *text = hp_content_line_dup_text (self, -1);

  if (text == NULL)
    return NULL;
  for (gsize i = 0; i < 2; i++)
    {
      const char *scheme = i == 0 ? "mailto:" : "tel:";
      if (g_ascii_strncasecmp (text, scheme, strlen (scheme)) == 0)
        return text[strlen (scheme)] != '\0' ? g_strdup (text + strlen (scheme)) : NULL;
    }
  return g_steal_pointer (&text);
}
