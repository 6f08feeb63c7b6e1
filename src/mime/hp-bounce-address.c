/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns finding mail addresses in what mail systems write. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-bounce-address.h"

#include <string.h>

/* RFC 5321 section 4.5.3.1 */
#define MAX_LOCAL 64
#define MAX_DOMAIN 255

static gboolean
is_local_char (char c)
{
  return g_ascii_isalnum (c) || (guint8) c >= 0x80 ||
         (c != '\0' && strchr (".!#$%&'*+-/=?^_`{|}~", c));
}

static gboolean
is_domain_char (char c)
{
  return g_ascii_isalnum (c) || (guint8) c >= 0x80 || c == '.' || c == '-';
}

static gsize
find_start (const char *text, gsize from, gsize at)
{
  gsize start = at;

  while (start > from && at - start < MAX_LOCAL && is_local_char (text[start - 1]) &&
         strncmp (text + start - 1, "...", 3) != 0)
    start--;
  while (start < at && strchr ("'`*=|/-.", text[start]) != NULL)
    start++;
  /* an address of X.400: "c=us;dda:smtp=a@b.c" */
  if (at - start > 5 && g_ascii_strncasecmp (text + start, "smtp=", 5) == 0)
    start += 5;
  return start;
}

/* The end of the domain behind the "@" at @at, or @at if there is none with a dot inside. */
static gsize
find_end (const char *text, gsize at)
{
  gsize end = at + 1;

  while (end - at <= MAX_DOMAIN && is_domain_char (text[end]) &&
         !(text[end] == '.' && text[end + 1] == '.'))
    end++;
  while (end > at + 1 && !g_ascii_isalnum (text[end - 1]) && (guint8) text[end - 1] < 0x80)
    end--;
  if (!g_ascii_isalnum (text[at + 1]) && (guint8) text[at + 1] < 0x80)
    return at;
  return memchr (text + at, '.', end - at) != NULL ? end : at;
}

gboolean
hp_bounce_address_find (const char *text, gsize from, gsize *start, gsize *end)
{
  gsize border = from;

  for (const char *sign = strchr (text + from, '@'); sign != NULL; sign = strchr (sign + 1, '@'))
    {
      gsize at = (gsize) (sign - text);
      *start = find_start (text, border, at);
      *end = find_end (text, at);
      if (*start<at && * end> at && text[*end] != '@')
        return TRUE;
      border = at + 1;
    }
  return FALSE;
}

char *
hp_bounce_address_dup (const char *value)
{
  gsize start;
  gsize end;

  if (!hp_bounce_address_find (value, 0, &start, &end))
    return NULL;
  g_autofree char *address = g_strndup (value + start, end - start);
  return g_utf8_make_valid (address, -1);
}
