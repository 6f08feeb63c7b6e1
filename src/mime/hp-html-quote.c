/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how mail programs mark quotes and signatures in HTML. What may hold answers of the writer
 * too, as Gmail's div around a whole thread does, is not marked as quoted. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-quote.h"

#include <string.h>

/* A class, id or name by which a program is known; Outlook puts "x_" before those it quotes. */
typedef struct
{
  const char *name;
  HpHtmlMark mark;
} Known;

static const Known KNOWN[] = {
  { "moz-cite-prefix", HP_HTML_MARK_QUOTE },                 /* Thunderbird */
  { "yahoo_quoted", HP_HTML_MARK_QUOTE },                    /* Yahoo */
  { "protonmail_quote", HP_HTML_MARK_QUOTE },                /* Proton */
  { "quote", HP_HTML_MARK_QUOTE },                           /* GMX, web.de: div name=quote */
  { "gmail_quote", HP_HTML_MARK_THREAD },                    /* Gmail */
  { "gmail_attr", HP_HTML_MARK_THREAD },                     /* Gmail: "On … wrote:" */
  { "zmail_extra", HP_HTML_MARK_THREAD },                    /* Zoho */
  { "appendonsend", HP_HTML_MARK_THREAD },                   /* Outlook */
  { "divRplyFwdMsg", HP_HTML_MARK_HEADER },                  /* Outlook */
  { "moz-signature", HP_HTML_MARK_SIGNATURE },               /* Thunderbird */
  { "gmail_signature", HP_HTML_MARK_SIGNATURE },             /* Gmail */
  { "protonmail_signature_block", HP_HTML_MARK_SIGNATURE },  /* Proton */
  { "Signature", HP_HTML_MARK_SIGNATURE },                   /* Outlook on the web */
  { "AppleMailSignature", HP_HTML_MARK_SIGNATURE },          /* Apple */
  { "ms-outlook-mobile-signature", HP_HTML_MARK_SIGNATURE }, /* Outlook on phones */
};

static const char *
get_attribute (const char *const *attributes, const char *name)
{
  for (gsize i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp (attributes[i], name) == 0)
      return attributes[i + 1];
  return NULL;
}

static HpHtmlMark
find_known (const char *word, gsize size)
{
  while (size > 2 && memcmp (word, "x_", 2) == 0)
    {
      word += 2;
      size -= 2;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (KNOWN); i++)
    if (strlen (KNOWN[i].name) == size && memcmp (KNOWN[i].name, word, size) == 0)
      return KNOWN[i].mark;
  return HP_HTML_MARK_NONE;
}

static HpHtmlMark
find_known_in (const char *value)
{
  HpHtmlMark mark = HP_HTML_MARK_NONE;

  while (value != NULL && *value != '\0' && mark == HP_HTML_MARK_NONE)
    {
      gsize size = strcspn (value, " \t\r\n");
      mark = find_known (value, size);
      value += size;
      value += strspn (value, " \t\r\n");
    }
  return mark;
}

/* Without a style it is no indentation of Gmail's, which has one without border. */
static gboolean
is_quoting (const char *const *attributes)
{
  const char *style = get_attribute (attributes, "style");

  return get_attribute (attributes, "type") != NULL || style == NULL ||
         strstr (style, "border-left") != NULL;
}

/* Outlook's line above the headers. */
static gboolean
has_line_above (const char *style)
{
  return style != NULL && strstr (style, "border:none") != NULL &&
         strstr (style, "border-top:solid") != NULL;
}

HpHtmlMark
hp_html_quote_get_mark (const char *name, const char *const *attributes)
{
  HpHtmlMark mark;

  if (strcmp (name, "blockquote") == 0)
    return is_quoting (attributes) ? HP_HTML_MARK_QUOTE : HP_HTML_MARK_NONE;
  if (attributes == NULL || strcmp (name, "img") == 0 || strcmp (name, "input") == 0)
    return HP_HTML_MARK_NONE;
  mark = find_known_in (get_attribute (attributes, "class"));
  if (mark == HP_HTML_MARK_NONE)
    mark = find_known_in (get_attribute (attributes, "id"));
  if (mark == HP_HTML_MARK_NONE && strcmp (name, "div") == 0)
    mark = find_known_in (get_attribute (attributes, "name"));
  if (mark == HP_HTML_MARK_NONE && strcmp (name, "div") == 0 &&
      has_line_above (get_attribute (attributes, "style")))
    mark = HP_HTML_MARK_HEADER;
  return mark;
}
