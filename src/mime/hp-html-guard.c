/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns keeping HTML within what libxml2 reads in linear time. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-guard.h"

#include <string.h>

#define MAX_ATTRIBUTES 256

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '/';
}

static const char *
skip_spaces (const char *at, const char *end)
{
  while (at < end && is_space (*at))
    at++;
  return at;
}

/* Past a value, quoted or not. */
static const char *
skip_value (const char *at, const char *end)
{
  if (at < end && (*at == '"' || *at == '\''))
    {
      const char *close = memchr (at + 1, *at, (gsize) (end - at - 1));
      return close != NULL ? close + 1 : end;
    }
  while (at < end && *at != '>' && (!is_space (*at) || *at == '/'))
    at++;
  return at;
}

/* Past one attribute that begins at @at. */
static const char *
skip_attribute (const char *at, const char *end)
{
  const char *start = at;

  while (at < end && *at != '=' && *at != '>' && !is_space (*at))
    at++;
  const char *equals = skip_spaces (at, end);
  if (equals < end && *equals == '=')
    return skip_value (skip_spaces (equals + 1, end), end);
  return at > start ? at : at + 1;
}

/* Where the tag behind @at ends; @excess gets where the attributes too many begin, or NULL. */
static const char *
scan_tag (const char *at, const char *end, const char **excess)
{
  guint count = 0;

  *excess = NULL;
  while (at < end && *at != '>' && !is_space (*at))
    at++;
  for (at = skip_spaces (at, end); at < end && *at != '>'; at = skip_spaces (at, end))
    {
      if (count++ == MAX_ATTRIBUTES)
        *excess = at;
      at = skip_attribute (at, end);
    }
  return at;
}

GString *
hp_html_guard (const char *html, gsize length)
{
  const char *end = html + length;
  const char *done = html;
  const char *at = html;
  GString *guarded = NULL;

  while (at < end && (at = memchr (at, '<', (gsize) (end - at))) != NULL)
    {
      const char *excess;
      at++;
      if (at == end || !g_ascii_isalpha (*at))
        continue;
      at = scan_tag (at, end, &excess);
      if (excess == NULL)
        continue;
      if (guarded == NULL)
        guarded = g_string_sized_new (length);
      g_string_append_len (guarded, done, excess - done);
      done = at;
    }
  if (guarded != NULL)
    g_string_append_len (guarded, done, end - done);
  return guarded;
}
