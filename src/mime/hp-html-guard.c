/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns keeping HTML within what libxml2 reads in linear time. It has to see tags where libxml2
 * (2.9) sees them, which is not always where browsers do. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-guard.h"

#include <string.h>

#define MAX_ATTRIBUTES 256
#define MAX_DECLARATION 1000

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static gboolean
is_name_start (char c)
{
  return g_ascii_isalpha (c) || c == '_' || c == ':' || c == '.';
}

static const char *
skip_name (const char *at, const char *end)
{
  while (at < end && (is_name_start (*at) || g_ascii_isdigit (*at) || *at == '-'))
    at++;
  return at;
}

static const char *
skip_spaces (const char *at, const char *end)
{
  while (at < end && is_space (*at))
    at++;
  return at;
}

static const char *
skip_past (const char *at, const char *end, char c)
{
  const char *found = memchr (at, c, (gsize) (end - at));

  return found != NULL ? found + 1 : end;
}

static gboolean
is_tag_end (const char *at, const char *end)
{
  return *at == '>' || (*at == '/' && at + 1 < end && at[1] == '>');
}

/* Past a value, quoted or not. */
static const char *
skip_value (const char *at, const char *end)
{
  if (at < end && (*at == '"' || *at == '\''))
    return skip_past (at + 1, end, *at);
  while (at < end && *at != '>' && !is_space (*at))
    at++;
  return at;
}

/* Past one attribute, or what stands in the place of one, that begins at @at. */
static const char *
skip_attribute (const char *at, const char *end)
{
  if (!is_name_start (*at))
    {
      while (at < end && !is_space (*at) && !is_tag_end (at, end))
        at++;
      return at;
    }
  at = skip_name (at, end);
  const char *equals = skip_spaces (at, end);
  if (equals < end && *equals == '=')
    return skip_value (skip_spaces (equals + 1, end), end);
  return at;
}

/* Where the tag behind @at ends; @excess gets where the attributes too many begin, or NULL. */
static const char *
scan_tag (const char *at, const char *end, const char **excess)
{
  guint count = 0;

  *excess = NULL;
  for (at = skip_spaces (skip_name (at, end), end); at < end && !is_tag_end (at, end);
       at = skip_spaces (at, end))
    {
      if (count++ == MAX_ATTRIBUTES)
        *excess = at;
      at = skip_attribute (at, end);
    }
  return at;
}

static gboolean
starts_with (const char *at, const char *end, const char *word)
{
  gsize size = strlen (word);

  return (gsize) (end - at) > size && g_ascii_strncasecmp (at, word, size) == 0;
}

/* Past the raw content of a script or style, if the tag from @tag to @at begins one: a quote in
 * there begins no value. */
static const char *
skip_raw (const char *tag, const char *at, const char *end)
{
  const char *close = NULL;

  if (starts_with (tag, end, "script") && !g_ascii_isalnum (tag[6]))
    close = "</script";
  else if (starts_with (tag, end, "style") && !g_ascii_isalnum (tag[5]))
    close = "</style";
  while (close != NULL && at < end && !starts_with (at, end, close))
    {
      const char *next = memchr (at + 1, '<', (gsize) (end - at - 1));
      at = next != NULL ? next : end;
    }
  return at;
}

/* Past the comment whose text begins at @at. */
static const char *
skip_comment (const char *at, const char *end)
{
  const char *start = at;

  for (; (at = memchr (at, '>', (gsize) (end - at))) != NULL; at++)
    if ((at - start >= 2 && strncmp (at - 2, "--", 2) == 0) ||
        (at - start >= 3 && strncmp (at - 3, "--!", 3) == 0))
      return at;
  return end;
}

gsize
hp_html_measure_declaration (const char *html, gsize length)
{
  gsize limit = MIN (length, MAX_DECLARATION);

  if (length < 3 || html[0] != '<' || html[1] != '!' || html[2] == '-')
    return 0;
  for (gsize size = 2; size < limit; size++)
    if (html[size] == '>')
      return size + 1;
    else if (html[size] == '<' || (html[size] == '-' && html[size - 1] == '-'))
      return 0; /* "--" may be the end of the comment that it stands in */
  return 0;
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
      const char *tag = ++at;
      const char *excess;

      if (starts_with (at, end, "!--"))
        at = skip_comment (at + 3, end);
      else if (at < end && *at == '!')
        at += MAX (hp_html_measure_declaration (at - 1, (gsize) (end - at + 1)), 1) - 1;
      else if (at < end && (*at == '/' || *at == '?'))
        at = skip_past (at, end, '>');
      if (at == end || at > tag || !is_name_start (*at))
        continue;
      at = scan_tag (at, end, &excess);
      if (excess != NULL)
        {
          if (guarded == NULL)
            guarded = g_string_sized_new (length);
          g_string_append_len (guarded, done, excess - done);
          done = at;
        }
      at = skip_raw (tag, at, end);
    }
  if (guarded != NULL)
    g_string_append_len (guarded, done, end - done);
  return guarded;
}
