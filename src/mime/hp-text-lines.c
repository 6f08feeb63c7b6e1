/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the lines of a text: where they are and whether they are marked as quoted. Pure; any
 * thread. Later passes write what they find into the same lines, so each looks at a line once. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-text-lines.h"

#include <string.h>

#define MAX_INITIALS 4

/* How sure a mark is. */
typedef enum
{
  SURE_NOT,
  SURE_BESIDE_ANOTHER, /* of quoted lines */
  SURE_ALONE,
} Sureness;

gsize
hp_text_get_blank_size (const char *text, const char *end)
{
  static const char *const wide[] = { "\xc2\xa0", "\xe2\x80\x8b", "\xe2\x80\x8e", "\xe2\x80\xaf",
                                      "\xef\xbb\xbf" };

  if (text >= end)
    return 0;
  if (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\f' || *text == '\v')
    return 1;
  if ((guchar) *text < 0x80)
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    {
      gsize size = strlen (wide[i]);
      if ((gsize) (end - text) >= size && memcmp (text, wide[i], size) == 0)
        return size;
    }
  return 0;
}

/* The start of the blank character that ends at @end, or NULL. */
static const char *
find_last_blank (const char *text, const char *end)
{
  const char *last = end - 1;

  while (last > text && ((guchar) *last & 0xc0) == 0x80)
    last--;
  return hp_text_get_blank_size (last, end) == (gsize) (end - last) ? last : NULL;
}

/* "JD> ": what some readers of news put before a quoted line. */
static gboolean
has_initials (const char *head, gsize size)
{
  gsize i = 0;

  while (i < size && i < MAX_INITIALS && g_ascii_isupper (head[i]))
    i++;
  if (i == 0 || i == size || head[i] != '>')
    return FALSE;
  while (i < size && head[i] == '>')
    i++;
  return i == size || head[i] == ' ';
}

/* A bar on the left, and none of a table. */
static gboolean
has_bar (const char *head, gsize size)
{
  return head[0] == '|' && (size == 1 || head[1] == ' ') &&
         memchr (head + 1, '|', size - 1) == NULL;
}

static Sureness
get_sureness (const char *head, gsize size)
{
  if (size == 0)
    return SURE_NOT;
  if (head[0] == '>')
    return size > 5 && memcmp (head, ">From ", 6) == 0 ? SURE_BESIDE_ANOTHER : SURE_ALONE;
  if (head[0] == '|')
    return has_bar (head, size) ? SURE_BESIDE_ANOTHER : SURE_NOT;
  return g_ascii_isupper (head[0]) && has_initials (head, size) ? SURE_BESIDE_ANOTHER : SURE_NOT;
}

static Sureness
measure_line (const char *text, gsize end, HpTextLine *line)
{
  const char *first = text + line->start;
  const char *last = text + end;
  gsize size;

  while ((size = hp_text_get_blank_size (first, text + end)) > 0)
    first += size;
  for (const char *blank = last; last > first && blank != NULL; last = blank)
    if ((blank = find_last_blank (first, last)) == NULL)
      break;
  line->head = (guint32) (first - text);
  line->end = (guint32) (last - text);
  line->kind = first == last ? HP_LINE_BLANK : HP_LINE_WORDS;
  return get_sureness (first, (gsize) (last - first));
}

HpTextLines *
hp_text_lines_new (const char *text, gsize length)
{
  HpTextLines *self = g_new0 (HpTextLines, 1);
  g_autoptr (GArray) lines = g_array_sized_new (FALSE, TRUE, sizeof (HpTextLine), 64);
  Sureness before = SURE_NOT;

  self->text = text;
  self->length = (guint32) MIN (length, G_MAXUINT32);
  for (gsize at = 0; at < self->length;)
    {
      const char *feed = memchr (text + at, '\n', self->length - at);
      gsize end = feed != NULL ? (gsize) (feed - text) : self->length;
      HpTextLine line = { .start = (guint32) at };
      Sureness sureness = measure_line (text, end, &line);

      if (sureness != SURE_NOT && (sureness == SURE_ALONE || before != SURE_NOT))
        line.kind = HP_LINE_QUOTE;
      if (before == SURE_BESIDE_ANOTHER && sureness != SURE_NOT)
        g_array_index (lines, HpTextLine, lines->len - 1).kind = HP_LINE_QUOTE;
      before = sureness;
      g_array_append_val (lines, line);
      at = end + 1;
    }
  self->count = lines->len;
  self->lines = (HpTextLine *) g_array_free (g_steal_pointer (&lines), FALSE);
  return self;
}

void
hp_text_lines_free (HpTextLines *self)
{
  g_free (self->lines);
  g_free (self);
}

guint32
hp_text_lines_get_start (const HpTextLines *self, guint i)
{
  return i < self->count ? self->lines[i].start : self->length;
}

guint
hp_text_lines_skip_blank (const HpTextLines *self, guint i)
{
  while (i < self->count && self->lines[i].kind == HP_LINE_BLANK)
    i++;
  return i;
}
