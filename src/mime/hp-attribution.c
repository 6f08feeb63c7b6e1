/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the lines that say who wrote what is quoted beneath. They are found by how they end, a
 * colon, a verb of writing or a marked quote below, and then by what they hold: a verb, an address,
 * a date, a time. Each line is looked into once. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-attribution.h"

#include <string.h>

#include "mime/hp-reply-phrases.h"

#define MAX_LINES 5
#define MAX_LINE_SIZE 400
#define MAX_NAME_SIZE 100
#define MAX_END_SIZE 24
#define CLUE_WINDOW 40 /* how far from the start of a line an opener has its date */

typedef enum
{
  CLUE_KNOWN = 1 << 0,
  CLUE_VERB = 1 << 1,
  CLUE_LAST_VERB = 1 << 2, /* the verb is the last word */
  CLUE_ADDRESS = 1 << 3,   /* in brackets, as people don't write them in prose */
  CLUE_DATE = 1 << 4,
  CLUE_TIME = 1 << 5,
  CLUE_OPENER = 1 << 6, /* begins as attributions do in some language */
  CLUE_DIGIT = 1 << 7,  /* begins with a digit, maybe of a date */
} Clue;

static gboolean
is_verb (const char *word, gsize size)
{
  if (!hp_reply_words_may_be (HP_WORDS_VERBS, word, size))
    return FALSE;
  for (gsize i = 0; i < HP_REPLY_LANGUAGES_COUNT; i++)
    if (hp_phrases_contain (HP_REPLY_LANGUAGES[i].verbs, word, size))
      return TRUE;
  return FALSE;
}

static gboolean
is_opener (const char *text, gsize size)
{
  if (!hp_reply_words_may_begin (HP_WORDS_OPENERS, text, size))
    return FALSE;
  for (gsize i = 0; i < HP_REPLY_LANGUAGES_COUNT; i++)
    if (hp_phrases_match (HP_REPLY_LANGUAGES[i].openers, text, size) > 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_separator (char c)
{
  return c == ' ' || c == '\t' || c == ':' || c == ',' || c == '.' || c == '*' || c == '_' ||
         c == '"' || c == '<' || c == '>' || c == '-' || c == ']';
}

static guint
find_verb_clues (const char *text, gsize size)
{
  guint clues = 0;
  gsize at = 0;

  while (at < size)
    {
      gsize start;
      while (at < size && is_separator (text[at]))
        at++;
      start = at;
      while (at < size && !is_separator (text[at]))
        at++;
      if (at == start)
        break;
      if (is_verb (text + start, at - start) ||
          (text[at - 1] == ')' && is_verb (text + start, at - start - 1)))
        clues |= CLUE_VERB | CLUE_LAST_VERB;
      else
        clues &= (guint) ~CLUE_LAST_VERB;
    }
  return clues;
}

static gsize
count_digits (const char *text, gsize size)
{
  gsize count = 0;

  while (count < size && g_ascii_isdigit (text[count]))
    count++;
  return count;
}

/* What a run of @digits digits at @at means by itself and by what follows. */
static guint
find_number_clues (const char *text, gsize size, gsize at, gsize digits)
{
  gsize after = at + digits;
  gsize more = after + 1 < size ? count_digits (text + after + 1, size - after - 1) : 0;
  gboolean is_inner = at > 0 && (text[at - 1] == '.' || text[at - 1] == '/');
  char next = after < size ? text[after] : '\0';
  guint clues = 0;

  if (digits == 4 && (g_str_has_prefix (text + at, "19") || g_str_has_prefix (text + at, "20")))
    clues |= CLUE_DATE;
  if (digits > 2 || more == 0)
    return clues;
  if (next == '.' || next == '/' || next == '-')
    clues |= CLUE_DATE;
  if (more == 2 && next == ':')
    clues |= CLUE_TIME;
  if (more == 2 && (next == '.' || next == 'h') && !is_inner &&
      (after + 3 >= size || text[after + 3] != '.'))
    clues |= CLUE_TIME;
  return clues;
}

static guint
find_all_number_clues (const char *text, gsize size)
{
  guint clues = 0;

  for (gsize at = 0; at < size; at++)
    {
      gsize digits = count_digits (text + at, size - at);
      if (digits == 0)
        continue;
      clues |= find_number_clues (text, size, at, digits);
      at += digits;
    }
  return clues;
}

static guint
find_opening_clues (const char *text, gsize size)
{
  gsize at = 0;

  while (at < size && strchr ("-*_ \"[", text[at]) != NULL)
    at++;
  if (at == size)
    return 0;
  if (g_ascii_isdigit (text[at]))
    return CLUE_DIGIT;
  return is_opener (text + at, size - at) ? CLUE_OPENER : 0;
}

static gboolean
has_address (const char *text, gsize size)
{
  if (memchr (text, '@', size) == NULL)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    if (strchr ("<>()[]", text[i]) != NULL)
      return TRUE;
  return FALSE;
}

static guint
inspect (HpTextLines *lines, guint i)
{
  HpTextLine *line = &lines->lines[i];
  const char *text = lines->text + line->head;
  gsize size = line->end - line->head;

  if (line->clues & CLUE_KNOWN)
    return line->clues;
  line->clues = CLUE_KNOWN;
  if (size <= MAX_LINE_SIZE)
    {
      line->clues |= find_verb_clues (text, size) | find_all_number_clues (text, size) |
                     find_opening_clues (text, size);
      if (has_address (text, size))
        line->clues |= CLUE_ADDRESS;
    }
  return line->clues;
}

/* A marked quote beneath says much; without one, prose such as "On 3 May you wrote:" must not cost
 * the words beneath it. */
static gboolean
is_enough (guint clues, gboolean is_quoted)
{
  const guint when = CLUE_DATE | CLUE_TIME;

  if (clues & CLUE_VERB)
    return (clues & CLUE_ADDRESS) || (clues & when) == when || (is_quoted && (clues & when));
  return is_quoted && (clues & when) && (clues & CLUE_ADDRESS || (clues & when) == when);
}

static gboolean
begins_with (const HpTextLines *lines, guint i, char c)
{
  return lines->text[lines->lines[i].head] == c;
}

static gboolean
ends_with (const HpTextLines *lines, guint i, char c)
{
  return lines->text[lines->lines[i].end - 1] == c;
}

static gboolean
can_continue (const HpTextLines *lines, guint i)
{
  const HpTextLine *line = &lines->lines[i];

  return line->kind == HP_LINE_WORDS && line->mark == HP_MARK_NONE &&
         line->end - line->head <= MAX_LINE_SIZE;
}

/* The date of "On Monday, 3 May\n2021 at 12:33 …" went on to the next line. */
static gboolean
is_cut_date (HpTextLines *lines, guint i)
{
  const HpTextLine *line = &lines->lines[i];
  gsize size = MIN (line->end - line->head, CLUE_WINDOW);

  if (!can_continue (lines, i) || !(inspect (lines, i) & CLUE_OPENER))
    return FALSE;
  for (gsize at = 0; at < size; at++)
    if (g_ascii_isdigit (lines->text[line->head + at]))
      return TRUE;
  return FALSE;
}

/* The nearest line up from @last that begins as attributions do, if all from there on is enough. */
static gboolean
find_opened (HpTextLines *lines, guint last, gboolean is_quoted, guint *first)
{
  guint clues = 0;

  for (guint i = last; last - i < MAX_LINES && can_continue (lines, i); i--)
    {
      guint found = inspect (lines, i);
      if (i < last && ends_with (lines, i, ':'))
        return FALSE;
      clues |= found;
      if (found & (CLUE_OPENER | CLUE_DIGIT) && is_enough (clues, is_quoted))
        {
          *first = found & CLUE_DIGIT && i > 0 && is_cut_date (lines, i - 1) ? i - 1 : i;
          return TRUE;
        }
      if (i == 0)
        break;
    }
  return FALSE;
}

/* Whether line @i goes on with what the one above began: an address, or what follows the verb. */
static gboolean
is_cut_off (HpTextLines *lines, guint i, guint clues)
{
  guint above = inspect (lines, i - 1);

  if (begins_with (lines, i, '<') || begins_with (lines, i, '>') || ends_with (lines, i - 1, '<'))
    return TRUE;
  return (clues & CLUE_VERB) == 0 && above & CLUE_VERB && above & CLUE_ADDRESS;
}

/* "Some One <a@b.c> wrote:", also cut inside or before the address. */
static gboolean
find_unopened (HpTextLines *lines, guint last, gboolean is_quoted, guint *first)
{
  guint clues = inspect (lines, last);
  guint i = last;

  if (i > 0 && can_continue (lines, i - 1) && is_cut_off (lines, i, clues))
    clues |= inspect (lines, --i);
  *first = i;
  if (clues & CLUE_VERB && clues & CLUE_ADDRESS)
    return TRUE;
  *first = last;
  clues = inspect (lines, last);
  if (lines->lines[last].end - lines->lines[last].head > MAX_NAME_SIZE)
    return is_quoted && is_enough (clues, TRUE);
  return is_enough (clues, is_quoted) || (is_quoted && clues & CLUE_LAST_VERB);
}

/* "2016-03-03 17:21 GMT+01:00 Some One", with which Gmail once began a quote without colon. */
static gboolean
is_iso_stamp (const HpTextLines *lines, guint i)
{
  static const char pattern[] = "0000-00-00 00:00 GMT";
  const HpTextLine *line = &lines->lines[i];
  const char *text = lines->text + line->head;

  if (line->end - line->head < strlen (pattern) || line->end - line->head > MAX_LINE_SIZE)
    return FALSE;
  for (gsize at = 0; pattern[at] != '\0'; at++)
    if (pattern[at] == '0' ? !g_ascii_isdigit (text[at]) : text[at] != pattern[at])
      return FALSE;
  return TRUE;
}

/* The same on two lines, of which the second ends with a colon. */
static gboolean
find_stamped (const HpTextLines *lines, guint last, guint *first)
{
  for (guint i = last; last - i < 2 && lines->lines[i].kind == HP_LINE_WORDS; i--)
    {
      *first = i;
      if (is_iso_stamp (lines, i))
        return TRUE;
      if (i == 0)
        break;
    }
  *first = last;
  return FALSE;
}

/* "2013/7/20 Some One <a@b.c>", which needs a marked quote beneath. */
static gboolean
is_dated_address (HpTextLines *lines, guint i)
{
  const guint clues = CLUE_DIGIT | CLUE_DATE | CLUE_ADDRESS;

  return ends_with (lines, i, '>') && (inspect (lines, i) & clues) == clues;
}

/* ">:" or "> wrote:", cut off from an address; no quoted line though it looks like one. */
static gboolean
is_end_of_address (const HpTextLines *lines, guint i)
{
  const HpTextLine *line = &lines->lines[i];
  const char *text = lines->text + line->head;
  gsize size = line->end - line->head;

  if (i == 0 || size < 2 || size > MAX_END_SIZE || text[0] != '>' || text[size - 1] != ':' ||
      !can_continue (lines, i - 1))
    return FALSE;
  const HpTextLine *above = line - 1;
  const char *bracket = memrchr (lines->text + above->head, '<', above->end - above->head);
  return bracket != NULL && memchr (bracket, '>', lines->text + above->end - bracket) == NULL &&
         (size == 2 || find_verb_clues (text, size) & CLUE_LAST_VERB);
}

static gboolean
ends_with_colon (const HpTextLines *lines, guint i)
{
  const HpTextLine *line = &lines->lines[i];
  const char *text = lines->text + line->head;
  gsize size = line->end - line->head;

  while (size > 0 && (text[size - 1] == '*' || text[size - 1] == '_' || text[size - 1] == ' '))
    size--;
  if (size == 0)
    return FALSE;
  return text[size - 1] == ':' || (size >= 3 && memcmp (text + size - 3, "：", 3) == 0);
}

/* "---- On Mon, 3 May 2021 12:33:00 +0300 Some One <a@b.c> wrote ----" */
static gboolean
is_ruled (HpTextLines *lines, guint i)
{
  return begins_with (lines, i, '-') && ends_with (lines, i, '-') &&
         (inspect (lines, i) & (CLUE_VERB | CLUE_OPENER)) == (CLUE_VERB | CLUE_OPENER) &&
         is_enough (inspect (lines, i), FALSE);
}

static gboolean
find_attribution (HpTextLines *lines, guint last, guint *first)
{
  guint next = hp_text_lines_skip_blank (lines, last + 1);
  gboolean is_quoted = next < lines->count && lines->lines[next].kind == HP_LINE_QUOTE;

  *first = last;
  if (lines->lines[last].end - lines->lines[last].head > MAX_LINE_SIZE)
    return FALSE;
  if (ends_with_colon (lines, last))
    return find_stamped (lines, last, first) || find_opened (lines, last, is_quoted, first) ||
           find_unopened (lines, last, is_quoted, first);
  if (is_ruled (lines, last) || is_iso_stamp (lines, last))
    return TRUE;
  if (!is_quoted)
    return FALSE;
  return is_dated_address (lines, last) ||
         (inspect (lines, last) & CLUE_LAST_VERB && find_opened (lines, last, TRUE, first));
}

void
hp_attribution_mark (HpTextLines *lines)
{
  for (guint i = 0; i < lines->count; i++)
    {
      guint first;
      if (lines->lines[i].kind == HP_LINE_QUOTE && is_end_of_address (lines, i))
        lines->lines[i].kind = HP_LINE_WORDS;
      if (lines->lines[i].kind != HP_LINE_WORDS || !find_attribution (lines, i, &first))
        continue;
      lines->lines[first].mark = HP_MARK_ATTRIBUTION;
      lines->lines[first].mark_last = i;
    }
}
