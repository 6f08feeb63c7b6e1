/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a signature is. Only the delimiter of RFC 3676 section 4.3 says so by itself; all else
 * is a signature only by what it holds and where it stands, or it stays with the words. Pure; any
 * thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-signature.h"

#include <string.h>

#include "mime/hp-quoted-header.h"
#include "mime/hp-reply-phrases.h"

#define MAX_BLOCK_LINES 16 /* that are not blank, of a signature without "-- " */
#define MAX_BLOCK_LINE_SIZE 160
#define MAX_CONTACT_WORDS 10 /* of a line beneath a closing */
#define MAX_DEVICE_SIZE 110
#define MAX_DEVICE_NAME_SIZE 64
#define MAX_CLOSING_SIZE 80
#define MAX_NAME_SIZE 48
#define MIN_PHONE_DIGITS 7
#define MIN_FOOTER_RULE 10

/* Whatever the language, somebody's phone or program. Lower case. */
static const char *const PRODUCTS[] = {
  "iphone",     "ipad",        "android",    "samsung",    "galaxy",    "huawei",  "nokia",
  "xiaomi",     "oneplus",     "sony",       "blackberry", "outlook",   "yahoo",   "gmail",
  "proton",     "thunderbird", "k-9",        "gmx",        "web.de",    "windows", "mobil",
  "smartphone", "phone",       "puhelime",   "telefon",    "téléphone", "tablet",  "device",
  "mail app",   "mailbox",     "laitteesta", "телефон",    "устройств", "яндекс",  "spark",
  "airmail",    "mailspring",  "zoho",
};

typedef struct
{
  const char *text;
  gsize size;
} Span;

static Span
get_line (const HpTextLines *lines, guint i)
{
  const HpTextLine *line = &lines->lines[i];

  return (Span){ lines->text + line->head, line->end - line->head };
}

gboolean
hp_signature_is_delimiter (const HpTextLines *lines, guint i)
{
  Span line = get_line (lines, i);

  return line.size == 2 && memcmp (line.text, "--", 2) == 0;
}

/* U+1427 is what a tracker for Gmail leaves behind. */
gboolean
hp_signature_is_decoration (const HpTextLines *lines, guint i)
{
  Span line = get_line (lines, i);

  if (line.size == 3 && memcmp (line.text, "\xe1\x90\xa7", 3) == 0)
    return TRUE;
  for (gsize at = 0; at < line.size; at++)
    if (strchr ("-_*#~=+", line.text[at]) == NULL)
      return FALSE;
  return line.size >= 2;
}

/* How many lines from @i to @limit are not blank; more than @most count as @most + 1. */
static guint
count_lines (const HpTextLines *lines, guint i, guint limit, guint most)
{
  guint count = 0;

  for (; i < limit && count <= most; i++)
    {
      const HpTextLine *line = &lines->lines[i];
      count += line->kind != HP_LINE_BLANK;
      if (line->end - line->head > MAX_BLOCK_LINE_SIZE)
        return most + 1;
    }
  return count;
}

static guint
count_words (Span line)
{
  guint count = 0;

  for (gsize at = 0; at < line.size; at++)
    count += line.text[at] != ' ' && (at == 0 || line.text[at - 1] == ' ');
  return count;
}

static gboolean
has_product (Span line)
{
  g_autofree char *lower = g_ascii_strdown (line.text, (gssize) line.size);

  for (gsize i = 0; i < G_N_ELEMENTS (PRODUCTS); i++)
    if (strstr (lower, PRODUCTS[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
begins_with_device (Span line)
{
  for (gsize i = 0; i < HP_REPLY_LANGUAGES_COUNT; i++)
    if (hp_phrases_match (HP_REPLY_LANGUAGES[i].devices, line.text, line.size) > 0)
      return TRUE;
  return FALSE;
}

static gboolean
begins_with_program (Span line)
{
  for (gsize i = 0; i < HP_REPLY_LANGUAGES_COUNT; i++)
    if (hp_phrases_match (HP_REPLY_LANGUAGES[i].programs, line.text, line.size) > 0)
      return TRUE;
  return FALSE;
}

/* "Sent from my iPhone": alone or beneath another such line, or naming what everybody knows. */
static gboolean
is_device (const HpTextLines *lines, guint i)
{
  Span line = get_line (lines, i);
  gboolean is_alone = i > 0 && (lines->lines[i - 1].kind == HP_LINE_BLANK ||
                                lines->lines[i - 1].label == HP_LABEL_SIGNATURE);

  while (line.size > 0 && strchr ("*_-([<", *line.text) != NULL)
    line = (Span){ line.text + 1, line.size - 1 };
  if (line.size > MAX_DEVICE_SIZE ||
      !hp_reply_words_may_begin (HP_WORDS_DEVICES, line.text, line.size))
    return FALSE;
  if (begins_with_device (line) && is_alone && line.size <= MAX_DEVICE_NAME_SIZE)
    return TRUE;
  return (begins_with_device (line) || begins_with_program (line)) && has_product (line);
}

static gboolean
is_disclaimer (const HpTextLines *lines, guint i)
{
  Span line = get_line (lines, i);

  while (line.size > 0 && strchr ("*_-", *line.text) != NULL)
    line = (Span){ line.text + 1, line.size - 1 };
  if (!hp_reply_words_may_begin (HP_WORDS_DISCLAIMERS, line.text, line.size))
    return FALSE;
  for (gsize j = 0; j < HP_REPLY_LANGUAGES_COUNT; j++)
    if (hp_phrases_match (HP_REPLY_LANGUAGES[j].disclaimers, line.text, line.size) > 0)
      return TRUE;
  return FALSE;
}

/* Phone, web or mail address. */
static gboolean
is_contact (Span line)
{
  guint digits = 0;

  if (memchr (line.text, '@', line.size) != NULL ||
      g_strstr_len (line.text, (gssize) line.size, "www.") != NULL ||
      g_strstr_len (line.text, (gssize) line.size, "://") != NULL)
    return TRUE;
  for (gsize at = 0; at < line.size; at++)
    digits += g_ascii_isdigit (line.text[at]) != 0;
  return digits >= MIN_PHONE_DIGITS;
}

static gboolean
is_postscript (Span line)
{
  return line.size >= 3 && g_ascii_toupper (line.text[0]) == 'P' &&
         (g_ascii_toupper (line.text[1]) == 'S' ||
          (line.text[1] == '.' && g_ascii_toupper (line.text[2]) == 'S'));
}

/* "[1]: https://…", to which the words above refer. */
static gboolean
is_footnote (Span line)
{
  return line.size >= 3 && line.text[0] == '[' && g_ascii_isdigit (line.text[1]);
}

static gboolean
is_closing (Span line)
{
  if (line.size > MAX_CLOSING_SIZE ||
      !hp_reply_words_may_begin (HP_WORDS_CLOSINGS, line.text, line.size))
    return FALSE;
  for (gsize j = 0; j < HP_REPLY_LANGUAGES_COUNT; j++)
    {
      gsize size = hp_phrases_match (HP_REPLY_LANGUAGES[j].closings, line.text, line.size);
      if (size > 0)
        return count_words ((Span){ line.text + size, line.size - size }) <= 4 &&
               strchr (".?:", line.text[line.size - 1]) == NULL;
    }
  return FALSE;
}

/* The end of the block beneath a closing, or @i: short lines with a phone or an address among them
 * and nothing that reads like a sentence. */
static guint
find_closing_end (const HpTextLines *lines, guint i, guint limit)
{
  gboolean has_contact = FALSE;
  guint count = 0;
  guint at = i + 1;

  for (; at < limit && count <= MAX_BLOCK_LINES; at++)
    {
      Span line = get_line (lines, at);
      if (line.size == 0)
        continue;
      if (hp_signature_is_delimiter (lines, at) || is_disclaimer (lines, at) ||
          hp_signature_is_decoration (lines, at))
        break;
      if (count_words (line) > MAX_CONTACT_WORDS || line.size > MAX_BLOCK_LINE_SIZE ||
          is_postscript (line) || is_footnote (line) || line.text[line.size - 1] == '?')
        return i;
      has_contact = has_contact || is_contact (line);
      count++;
    }
  return has_contact && count <= MAX_BLOCK_LINES ? at : i;
}

/* Whether nothing but a footer or a rule follows line @i before @limit. */
static gboolean
is_last (const HpTextLines *lines, guint i, guint limit)
{
  guint next = hp_text_lines_skip_blank (lines, i + 1);

  return next >= limit || hp_signature_is_decoration (lines, next);
}

/* "-Some One" or "--Some" as the last line. */
static gboolean
is_dashed_name (const HpTextLines *lines, guint i, guint limit)
{
  Span line = get_line (lines, i);
  gboolean is_start = TRUE;
  gsize at = 0;

  while (at < line.size && line.text[at] == '-')
    at++;
  if (at == 0 || at > 2 || at == line.size || line.size > MAX_NAME_SIZE || i == 0 ||
      lines->lines[i - 1].kind != HP_LINE_BLANK || !is_last (lines, i, limit))
    return FALSE;
  for (; at < line.size; at++)
    {
      if (is_start && !g_ascii_isupper (line.text[at]) && (guchar) line.text[at] < 0x80)
        return FALSE;
      if (g_ascii_isdigit (line.text[at]) || strchr (",:;?!/", line.text[at]) != NULL)
        return FALSE;
      is_start = line.text[at] == ' ';
    }
  return TRUE;
}

static guint
find_paragraph_end (const HpTextLines *lines, guint i, guint limit)
{
  while (i < limit && lines->lines[i].kind != HP_LINE_BLANK)
    i++;
  return i;
}

static gboolean
begins_paragraph (const HpTextLines *lines, guint i)
{
  return i == 0 || lines->lines[i - 1].kind == HP_LINE_BLANK ||
         hp_signature_is_decoration (lines, i - 1);
}

static guint
find_delimited_end (const HpTextLines *lines, guint i, guint limit)
{
  gboolean is_exact = lines->text[lines->lines[i].end] == ' ';

  if (is_exact || count_lines (lines, i + 1, limit, MAX_BLOCK_LINES) <= MAX_BLOCK_LINES)
    return limit;
  return i;
}

/* "_______" and the footer of a mailing list. */
static gboolean
is_footer (const HpTextLines *lines, guint i, guint limit)
{
  return hp_quoted_header_is_rule (lines, i, '_', MIN_FOOTER_RULE) &&
         count_lines (lines, i + 1, limit, MAX_BLOCK_LINES) <= MAX_BLOCK_LINES;
}

/* A disclaimer under a rule of its own takes the rule along. */
static guint
find_disclaimer_end (const HpTextLines *lines, guint i, guint limit)
{
  guint next = hp_signature_is_decoration (lines, i) ? hp_text_lines_skip_blank (lines, i + 1) : i;

  if (next >= limit || next > i + 2 || !begins_paragraph (lines, next) ||
      !is_disclaimer (lines, next))
    return i;
  return find_paragraph_end (lines, next, limit);
}

guint
hp_signature_find_end (const HpTextLines *lines, guint i, guint limit)
{
  Span line = get_line (lines, i);
  char first = line.text[0];

  if (hp_signature_is_delimiter (lines, i))
    return find_delimited_end (lines, i, limit);
  if (first == '_' && is_footer (lines, i, limit))
    return limit;
  if (first == '-' && is_dashed_name (lines, i, limit))
    return i + 1;
  if (is_device (lines, i))
    return i + 1;
  if (is_closing (line))
    return find_closing_end (lines, i, limit);
  return find_disclaimer_end (lines, i, limit);
}
