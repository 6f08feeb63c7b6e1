/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns recognising links in plain text. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-text-links.h"

#include <string.h>

#include "mime/hp-html-url.h"

/* RFC 5321 section 4.5.3.1. */
#define MAX_LOCAL_PART 64
#define MAX_DOMAIN 255

/* What a link may begin with, and a host must follow. */
static const char *const PREFIXES[] = { "https://", "http://", "www.", "mailto:" };

/* Quotes and blanks beyond ASCII that stand around links. */
static const char *const BREAKS[] = { "\u201c", "\u201d", "\u2018", "\u2019",
                                      "\u00ab", "\u00bb", "\u00a0", "\u2026" };

static gboolean
is_url_break (const char *text, gsize length)
{
  if ((guchar) *text <= ' ' || strchr ("<>\"`|\x7f", *text) != NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (BREAKS) && (guchar) *text >= 0x80; i++)
    if (length >= strlen (BREAKS[i]) && strncmp (text, BREAKS[i], strlen (BREAKS[i])) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_address_char (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-/=?^_{|}~.", c) != NULL);
}

static gboolean
is_word_char (char c)
{
  return g_ascii_isalnum (c) || (guchar) c >= 0x80;
}

static gboolean
begins_word (const char *text, gsize at)
{
  return at == 0 || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (text + at)));
}

/* The length of the prefix at @text, or 0. */
static gsize
match_prefix (const char *text, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PREFIXES); i++)
    {
      gsize size = strlen (PREFIXES[i]);
      if (length > size && g_ascii_strncasecmp (text, PREFIXES[i], size) == 0 &&
          is_word_char (text[size]))
        return size;
    }
  return 0;
}

/* Takes off what ends a sentence rather than the address, and a bracket opened before it. */
static gsize
trim_end (const char *text, gsize start, gsize end)
{
  int round = 0;
  int square = 0;

  for (gsize i = start; i < end; i++)
    {
      round += (text[i] == '(') - (text[i] == ')');
      square += (text[i] == '[') - (text[i] == ']');
    }
  while (end > start)
    {
      char last = text[end - 1];
      if (last == ')' && round < 0)
        round++;
      else if (last == ']' && square < 0)
        square++;
      else if (strchr (".,;:!?'*_", last) == NULL)
        break;
      end--;
    }
  return end;
}

static gsize
find_url_end (const char *text, gsize length, gsize start)
{
  gsize end = start;

  while (end < length && !is_url_break (text + end, length - end))
    end++;
  return trim_end (text, start, end);
}

/* A bare address around the "@" at @at, not before @from. */
static gboolean
find_address (const char *text, gsize length, gsize from, gsize at, HpTextLink *link)
{
  gsize start = at;
  gsize end = at + 1;
  gboolean has_dot = FALSE;

  while (start > from && at - start < MAX_LOCAL_PART && is_address_char (text[start - 1]))
    start--;
  while (start < at && !g_ascii_isalnum (text[start]))
    start++;
  while (end < length && end - at < MAX_DOMAIN &&
         (is_word_char (text[end]) || text[end] == '.' || text[end] == '-'))
    end++;
  while (end > at + 1 && !is_word_char (text[end - 1]))
    end--;
  for (gsize i = at + 2; i < end; i++)
    has_dot |= text[i] == '.';
  *link = (HpTextLink){ start, end };
  return start < at && end - at < MAX_DOMAIN && has_dot && is_word_char (text[at + 1]);
}

gboolean
hp_text_find_link (const char *text, gsize length, gsize from, HpTextLink *link)
{
  for (gsize at = from; at < length; at++)
    {
      gsize size;
      if (text[at] == '@' && find_address (text, length, from, at, link))
        return TRUE;
      if (strchr ("hHwWmM", text[at]) == NULL || text[at] == '\0' || !begins_word (text, at))
        continue;
      size = match_prefix (text + at, length - at);
      if (size == 0)
        continue;
      *link = (HpTextLink){ at, find_url_end (text, length, at) };
      if (link->end > at + size)
        return TRUE;
    }
  return FALSE;
}

char *
hp_text_link_dup_href (const char *text, const HpTextLink *link)
{
  const char *start = text + link->start;
  g_autofree char *found = g_strndup (start, link->end - link->start);

  if (g_ascii_strncasecmp (found, "www.", 4) == 0)
    return g_strconcat ("http://", found, NULL);
  return strchr (found, ':') != NULL ? hp_html_url_dup_link (found)
                                     : g_strconcat ("mailto:", found, NULL);
}
