/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the blocks of headers above quoted and forwarded mail and the separators above those. A form
 * that a customer filled in ("From: … To: … Date: …" of a journey) must not be taken for one, so a
 * block needs headers that only mail has, or a separator. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-quoted-header.h"

#include <string.h>

#include "mime/hp-reply-phrases.h"

#define MAX_NAME_SIZE 48
#define MAX_BLOCK_LINES 40
#define MAX_WRAPPED_LINES 4
#define MIN_WRAPPED_SIZE 60 /* of a line that a program may have cut */
#define MAX_SEPARATOR_SIZE 200
#define MAX_BARE_SIZE 80 /* of a separator without signs around */
#define MIN_RULE 10

typedef enum
{
  KEY_NONE,
  KEY_FROM,
  KEY_SENT,
  KEY_DATE,
  KEY_TO,
  KEY_SUBJECT,
  KEY_OTHER,
  KEY_UNKNOWN, /* looks like a header of a language that is not known */
} Key;

/* What was seen of a block. */
typedef struct
{
  guint keys;  /* bits of Key */
  guint count; /* of lines with a known key */
  guint lines; /* with any key */
  gboolean has_address;
  guint last; /* line */
} Block;

static Key
find_known_key (const char *name, gsize size)
{
  for (gsize i = 0; i < HP_REPLY_LANGUAGES_COUNT; i++)
    {
      const HpReplyLanguage *row = &HP_REPLY_LANGUAGES[i];
      if (hp_phrases_contain (row->from, name, size))
        return KEY_FROM;
      if (hp_phrases_contain (row->sent, name, size))
        return KEY_SENT;
      if (hp_phrases_contain (row->date, name, size))
        return KEY_DATE;
      if (hp_phrases_contain (row->to, name, size))
        return KEY_TO;
      if (hp_phrases_contain (row->subject, name, size))
        return KEY_SUBJECT;
      if (hp_phrases_contain (row->other, name, size))
        return KEY_OTHER;
    }
  return KEY_NONE;
}

static Key
find_key (const char *name, gsize size)
{
  Key key = KEY_NONE;

  if (hp_reply_words_may_be (HP_WORDS_HEADERS, name, size))
    key = find_known_key (name, size);
  if (key == KEY_NONE && ((guchar) name[0] >= 0x80 || g_ascii_isupper (name[0])))
    key = KEY_UNKNOWN;
  return key;
}

/* What stands before the colon of a line, without stars and blanks around it. */
static Key
read_key (const HpTextLines *lines, guint i)
{
  const HpTextLine *line = &lines->lines[i];
  const char *name = lines->text + line->head;
  const char *limit = name + MIN (line->end - line->head, MAX_NAME_SIZE);
  const char *end = memchr (name, ':', (gsize) (limit - name));

  if (end == NULL)
    return KEY_NONE;
  while (name < end && (*name == '*' || *name == '_' || *name == ' '))
    name++;
  while (end > name && (end[-1] == '*' || end[-1] == '_' || end[-1] == ' '))
    end--;
  if (end - name > 2 && memcmp (end - 2, "\xc2\xa0", 2) == 0)
    end -= 2;
  return end > name ? find_key (name, (gsize) (end - name)) : KEY_NONE;
}

static void
read_keys (HpTextLines *lines)
{
  for (guint i = 0; i < lines->count; i++)
    if (lines->lines[i].kind == HP_LINE_WORDS)
      lines->lines[i].key = (guint8) read_key (lines, i);
}

static void
add_line (Block *block, const HpTextLines *lines, guint i, Key key)
{
  const HpTextLine *line = &lines->lines[i];

  block->lines++;
  block->count += key != KEY_UNKNOWN;
  block->keys |= 1U << key;
  block->last = i;
  if (memchr (lines->text + line->head, '@', MIN (line->end - line->head, MAX_SEPARATOR_SIZE)))
    block->has_address = TRUE;
}

/* A long last header goes on for one line, if a blank one or the quote follows. */
static guint
find_last_of_wrapped (const HpTextLines *lines, guint last)
{
  const HpTextLine *line = &lines->lines[last];

  if (line->end - line->head < MIN_WRAPPED_SIZE || last + 2 >= lines->count ||
      line[1].kind != HP_LINE_WORDS || line[1].key != KEY_NONE || line[2].kind == HP_LINE_WORDS)
    return last;
  return last + 1;
}

/* Reads headers from line @first on; a long one may go on beneath itself, and some programs leave a
 * blank line after each. */
static Block
read_block (const HpTextLines *lines, guint first, gboolean takes_unknown)
{
  Block block = { .last = first };
  guint limit = MIN (lines->count, first + MAX_BLOCK_LINES);

  for (guint i = first; i < limit && i <= block.last + MAX_WRAPPED_LINES; i++)
    {
      const HpTextLine *line = &lines->lines[i];
      Key key = line->key;
      if (line->kind == HP_LINE_QUOTE)
        break;
      if (key == KEY_UNKNOWN && !takes_unknown)
        {
          if (line->start == line->head)
            break;
          continue;
        }
      if (key != KEY_NONE)
        add_line (&block, lines, i, key);
      else if (line->kind == HP_LINE_BLANK &&
               (i + 1 == limit || lines->lines[i + 1].key == KEY_NONE ||
                lines->lines[i + 1].key == KEY_UNKNOWN))
        break;
    }
  block.last = find_last_of_wrapped (lines, block.last);
  return block;
}

static gboolean
has (const Block *block, Key key)
{
  return (block->keys & 1U << key) != 0;
}

static gboolean
is_mail (const Block *block, gboolean is_separated)
{
  if (is_separated && block->lines >= 3 && (block->has_address || block->count >= 3))
    return TRUE;
  if (!has (block, KEY_FROM))
    return FALSE;
  if (is_separated && block->count >= 2)
    return TRUE;
  if (has (block, KEY_SENT))
    return has (block, KEY_TO) || has (block, KEY_SUBJECT);
  if (!has (block, KEY_TO))
    return FALSE;
  return has (block, KEY_SUBJECT) || (has (block, KEY_DATE) && block->has_address);
}

static gboolean
is_decoration (char c)
{
  return strchr ("-_*=~> \t|#+<", c) != NULL && c != '\0';
}

/* Whether what follows the name of a separator leaves it one: nothing, a colon, more signs; behind
 * signs, also a few words. */
static gboolean
is_end_of_separator (const char *text, gsize size, gsize signs)
{
  if (signs >= 3 && size <= MAX_SEPARATOR_SIZE)
    return TRUE;
  while (size > 0 && (is_decoration (*text) || *text == ':' || *text == '.'))
    {
      text++;
      size--;
    }
  return size == 0;
}

static HpLineMark
read_separator (const HpTextLines *lines, guint i)
{
  const HpTextLine *line = &lines->lines[i];
  const char *text = lines->text + line->head;
  gsize size = line->end - line->head;
  gsize signs = 0;

  if (size > MAX_SEPARATOR_SIZE)
    return HP_MARK_NONE;
  while (signs < size && is_decoration (text[signs]))
    signs++;
  if ((signs == 0 && size > MAX_BARE_SIZE) ||
      !hp_reply_words_may_begin (HP_WORDS_SEPARATORS, text + signs, size - signs))
    return HP_MARK_NONE;
  for (gsize j = 0; j < HP_REPLY_LANGUAGES_COUNT; j++)
    {
      const HpReplyLanguage *row = &HP_REPLY_LANGUAGES[j];
      gsize found = hp_phrases_match (row->answered, text + signs, size - signs);
      HpLineMark mark = found > 0 ? HP_MARK_ANSWERED : HP_MARK_FORWARDED;
      if (found == 0)
        found = hp_phrases_match (row->forwarded, text + signs, size - signs);
      if (found > 0 && is_end_of_separator (text + signs + found, size - signs - found, signs))
        return mark;
    }
  return HP_MARK_NONE;
}

gboolean
hp_quoted_header_is_forward (const HpTextLines *lines, guint i)
{
  return read_separator (lines, i) == HP_MARK_FORWARDED;
}

gboolean
hp_quoted_header_is_rule (const HpTextLines *lines, guint i, char sign, gsize least)
{
  const HpTextLine *line = &lines->lines[i];

  if (lines->text[line->head] != sign || line->end - line->head < least)
    return FALSE;
  for (guint32 at = line->head; at < line->end; at++)
    if (lines->text[at] != sign)
      return FALSE;
  return TRUE;
}

static gboolean
is_any_rule (const HpTextLines *lines, guint i)
{
  return hp_quoted_header_is_rule (lines, i, '_', MIN_RULE) ||
         hp_quoted_header_is_rule (lines, i, '-', MIN_RULE);
}

/* Returns the last line that needs no further look: where a block is not of a mail, no part of it
 * is. */
static guint
mark_separator (HpTextLines *lines, guint i, HpLineMark separator)
{
  guint next = hp_text_lines_skip_blank (lines, i + 1);
  Block block;

  if (next >= lines->count || next > i + 3)
    block = (Block){ .last = i };
  else
    block = read_block (lines, next, TRUE);
  if (!is_mail (&block, TRUE))
    {
      if (separator == HP_MARK_NONE)
        return i;
      block.last = i;
    }
  lines->lines[i].mark = (guint8) (separator != HP_MARK_NONE ? separator : HP_MARK_HEADER);
  lines->lines[i].mark_last = block.last;
  return block.last;
}

static guint
mark_header (HpTextLines *lines, guint i)
{
  Block block = read_block (lines, i, FALSE);

  if (!is_mail (&block, FALSE))
    return block.last;
  lines->lines[i].mark = HP_MARK_HEADER;
  lines->lines[i].mark_last = block.last;
  return block.last;
}

void
hp_quoted_header_mark (HpTextLines *lines)
{
  read_keys (lines);
  for (guint i = 0; i < lines->count; i++)
    {
      const HpTextLine *line = &lines->lines[i];
      HpLineMark separator;
      if (line->kind != HP_LINE_WORDS || line->mark != HP_MARK_NONE)
        continue;
      separator = read_separator (lines, i);
      if (separator != HP_MARK_NONE || is_any_rule (lines, i))
        i = mark_separator (lines, i, separator);
      else if (line->key != KEY_NONE && line->key != KEY_UNKNOWN)
        i = mark_header (lines, i);
    }
}
