/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way between a text that is edited and its blocks. A line without words is the end of a
 * paragraph between two of them; elsewhere it is a line of one U+00A0, because HTML has no other.
 */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-rich-blocks.h"

#include <string.h>

#include "app/composer/hp-rich-tags.h"

#define SOURCE "helppari-source"
#define NBSP "\302\240"

typedef struct
{
  HpBlocks *blocks;
  HpBlock
      *block; /* (nullable) the paragraph or preformatted text that the next line goes on with */
} Reader;

HpRichLine
hp_rich_blocks_get_line (const GtkTextIter *iter, GtkTextIter *words)
{
  GtkTextIter start = *iter;
  HpRichLine line = { 0 };

  gtk_text_iter_set_line_offset (&start, 0);
  *words = start;
  while (!gtk_text_iter_ends_line (words) && hp_rich_tags_is_marker (words))
    gtk_text_iter_forward_char (words);
  g_autofree char *marker = gtk_text_iter_get_slice (&start, words);
  if (!hp_rich_line_parse (marker, &line))
    line = (HpRichLine){ 0 };
  return line;
}

void
hp_rich_blocks_name_picture (GdkPaintable *picture, const char *source)
{
  g_object_set_data_full (G_OBJECT (picture), SOURCE, g_strdup (source), g_free);
}

static GtkTextIter
get_line_end (const GtkTextIter *iter)
{
  GtkTextIter end = *iter;

  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return end;
}

static void
append_to (HpBlock *block, const char *text)
{
  char *whole = g_strconcat (block->text, text, NULL);

  g_free (block->text);
  block->text = whole;
}

/* Where the look changes next, at most at @end, and before the next picture. */
static GtkTextIter
get_run_end (const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextIter toggle = *start;
  GtkTextIter at = *start;

  if (!gtk_text_iter_forward_to_tag_toggle (&toggle, NULL) ||
      gtk_text_iter_compare (&toggle, end) > 0)
    toggle = *end;
  while (gtk_text_iter_compare (&at, &toggle) < 0 && gtk_text_iter_get_paintable (&at) == NULL)
    gtk_text_iter_forward_char (&at);
  return at;
}

static void
append_run (HpBlock *block, const GtkTextIter *start, const GtkTextIter *end)
{
  const char *href = hp_rich_tags_get_href (start);
  g_autofree char *text = gtk_text_iter_get_text (start, end);
  HpSpan span = { (guint32) strlen (block->text), 0, hp_rich_tags_get_style (start), NULL };
  HpSpan *last =
      block->spans->len > 0 ? &g_array_index (block->spans, HpSpan, block->spans->len - 1) : NULL;

  append_to (block, text);
  span.end = (guint32) strlen (block->text);
  if (block->kind == HP_BLOCK_PREFORMATTED || (span.style == HP_SPAN_PLAIN && href == NULL))
    return;
  if (last != NULL && last->end == span.start && last->style == span.style &&
      g_strcmp0 (last->href, href) == 0)
    {
      last->end = span.end;
      return;
    }
  span.href = href != NULL ? g_ref_string_new (href) : NULL;
  g_array_append_val (block->spans, span);
}

static HpBlock *
add_block (Reader *self, HpBlockKind kind, const HpRichLine *line)
{
  HpBlock *block = hp_blocks_add (self->blocks, kind);

  block->quote_depth = (guint8) line->quotes;
  block->depth = (guint8) line->depth;
  block->number = line->number;
  return block;
}

static void
add_picture (Reader *self, GdkPaintable *picture, const HpRichLine *line)
{
  const char *source = g_object_get_data (G_OBJECT (picture), SOURCE);
  HpRichLine plain = { line->quotes, 0, 0 };
  HpBlock *block;

  if (source == NULL)
    return;
  block = add_block (self, HP_BLOCK_IMAGE, &plain);
  block->image = g_strdup (source);
  block->width = gdk_paintable_get_intrinsic_width (picture);
  block->height = gdk_paintable_get_intrinsic_height (picture);
}

/* The words of a line into @block; behind a picture into a paragraph of their own. */
static HpBlock *
append_words (Reader *self,
              HpBlock *block,
              const HpRichLine *line,
              const GtkTextIter *words,
              const GtkTextIter *end)
{
  GtkTextIter at = *words;

  while (gtk_text_iter_compare (&at, end) < 0)
    {
      GdkPaintable *picture = gtk_text_iter_get_paintable (&at);
      GtkTextIter next = at;
      if (picture != NULL)
        {
          add_picture (self, picture, line);
          gtk_text_iter_forward_char (&next);
          block = NULL;
        }
      else
        {
          HpRichLine plain = { line->quotes, 0, 0 };
          next = get_run_end (&at, end);
          if (block == NULL)
            block = add_block (self, HP_BLOCK_PARAGRAPH, &plain);
          append_run (block, &at, &next);
        }
      at = next;
    }
  return block;
}

/* A line of nothing but code is preformatted. */
static gboolean
is_code (const GtkTextIter *words, const GtkTextIter *end)
{
  GtkTextIter at = *words;

  if (gtk_text_iter_equal (words, end))
    return FALSE;
  for (; gtk_text_iter_compare (&at, end) < 0; gtk_text_iter_forward_char (&at))
    if (hp_rich_tags_get_style (&at) != HP_SPAN_CODE || gtk_text_iter_get_paintable (&at) != NULL ||
        hp_rich_tags_get_href (&at) != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_blank (const GtkTextIter *words, const GtkTextIter *end)
{
  return gtk_text_iter_equal (words, end);
}

/* What a line without words needs around it to be the end of a paragraph. */
static gboolean
is_paragraph (const GtkTextIter *iter, guint quotes)
{
  GtkTextIter words;
  HpRichLine line = hp_rich_blocks_get_line (iter, &words);
  GtkTextIter end = get_line_end (iter);

  return line.quotes == quotes && line.depth == 0 && !is_blank (&words, &end) &&
         !is_code (&words, &end) && gtk_text_iter_get_paintable (&words) == NULL;
}

static gboolean
ends_paragraph (Reader *self, const GtkTextIter *iter, const HpRichLine *line)
{
  GtkTextIter before = *iter;
  GtkTextIter after = *iter;

  return line->depth == 0 && self->block != NULL && gtk_text_iter_backward_line (&before) &&
         is_paragraph (&before, line->quotes) && gtk_text_iter_forward_line (&after) &&
         is_paragraph (&after, line->quotes);
}

static void
read_plain (Reader *self,
            const HpRichLine *line,
            HpBlockKind kind,
            const GtkTextIter *words,
            const GtkTextIter *end)
{
  gboolean goes_on =
      self->block != NULL && self->block->kind == kind && self->block->quote_depth == line->quotes;

  if (gtk_text_iter_get_paintable (words) != NULL)
    self->block = NULL;
  else if (goes_on)
    append_to (self->block, "\n");
  else
    self->block = add_block (self, kind, line);
  if (is_blank (words, end))
    append_to (self->block, NBSP);
  self->block = append_words (self, self->block, line, words, end);
}

static void
read_item (Reader *self, const HpRichLine *line, const GtkTextIter *words, const GtkTextIter *end)
{
  HpBlock *block = add_block (self, HP_BLOCK_LIST_ITEM, line);

  if (is_blank (words, end))
    append_to (block, NBSP);
  append_words (self, block, line, words, end);
  self->block = NULL;
}

static void
read_line (Reader *self, const GtkTextIter *iter)
{
  GtkTextIter words;
  HpRichLine line = hp_rich_blocks_get_line (iter, &words);
  GtkTextIter end = get_line_end (iter);

  if (line.depth > 0)
    read_item (self, &line, &words, &end);
  else if (is_blank (&words, &end) && ends_paragraph (self, iter, &line))
    self->block = NULL;
  else
    read_plain (self, &line, is_code (&words, &end) ? HP_BLOCK_PREFORMATTED : HP_BLOCK_PARAGRAPH,
                &words, &end);
}

HpBlocks *
hp_rich_blocks_read (const GtkTextIter *start, const GtkTextIter *end)
{
  Reader self = { hp_blocks_new (), NULL };
  for (int i = gtk_text_iter_get_line (start); i <= gtk_text_iter_get_line (end); i++)
    {
      GtkTextIter at;
      gtk_text_buffer_get_iter_at_line (gtk_text_iter_get_buffer (start), &at, i);
      read_line (&self, &at);
    }
  return self.blocks;
}

/* A U+00A0 that only HTML needed, by what is before it and behind it. */
static gboolean
is_html_blank (const char *at, char before)
{
  const char *next;

  if (!g_str_has_prefix (at, NBSP))
    return FALSE;
  next = at + strlen (NBSP);
  return before == ' ' || before == '\n' || *next == '\n' || *next == '\0' || *next == ' ' ||
         g_str_has_prefix (next, NBSP);
}

/* As somebody wrote them, one character for one. */
static char *
dup_words (const HpBlock *block, guint32 from, guint32 to)
{
  const char *end = block->text + to;
  GString *words;

  if (block->kind == HP_BLOCK_PREFORMATTED)
    return g_strndup (block->text + from, to - from);
  words = g_string_new (NULL);
  for (const char *at = block->text + from; at < end; at = g_utf8_next_char (at))
    {
      char before = words->len > 0 ? words->str[words->len - 1] : at == block->text ? '\n' : at[-1];
      if (*at == '\t' || is_html_blank (at, before))
        g_string_append_c (words, ' ');
      else
        g_string_append_len (words, at, g_utf8_next_char (at) - at);
    }
  return g_string_free (words, FALSE);
}

static void
insert_tagged (GtkTextIter *iter, const char *text, const HpSpan *span, gboolean is_code)
{
  GtkTextBuffer *buffer = gtk_text_iter_get_buffer (iter);
  int offset = gtk_text_iter_get_offset (iter);
  GtkTextIter start;

  gtk_text_buffer_insert (buffer, iter, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_remove_all_tags (buffer, &start, iter);
  if (is_code)
    hp_rich_tags_change (&start, iter, HP_SPAN_CODE, TRUE);
  if (span == NULL)
    return;
  hp_rich_tags_change (&start, iter, span->style, TRUE);
  if (span->href != NULL)
    gtk_text_buffer_apply_tag (buffer, hp_rich_tags_ensure_link (buffer, span->href), &start, iter);
}

static void
insert_marker (GtkTextIter *iter, const HpRichLine *line)
{
  GtkTextBuffer *buffer = gtk_text_iter_get_buffer (iter);
  g_autofree char *marker = hp_rich_line_dup_marker (line);
  int offset = gtk_text_iter_get_offset (iter);
  GtkTextIter start;

  if (*marker == '\0')
    return;
  gtk_text_buffer_insert (buffer, iter, marker, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset);
  gtk_text_buffer_remove_all_tags (buffer, &start, iter);
  gtk_text_buffer_apply_tag (buffer, hp_rich_tags_get_marker (buffer), &start, iter);
}

static void
insert_newline (GtkTextIter *iter)
{
  insert_tagged (iter, "\n", NULL, FALSE);
}

/* The part of a block's text in [@from, @to), which has no line break. */
static void
insert_line (GtkTextIter *iter, const HpBlock *block, guint32 from, guint32 to)
{
  gboolean is_code = block->kind == HP_BLOCK_PREFORMATTED;
  HpSpan heading = { 0, 0, block->kind == HP_BLOCK_HEADING ? HP_SPAN_BOLD : HP_SPAN_PLAIN, NULL };
  guint32 at = from;

  if (to - from == strlen (NBSP) && strncmp (block->text + from, NBSP, to - from) == 0)
    return;
  for (guint i = 0; i <= block->spans->len; i++)
    {
      const HpSpan *span = i < block->spans->len ? &g_array_index (block->spans, HpSpan, i) : NULL;
      guint32 start = span != NULL ? CLAMP (span->start, at, to) : to;
      guint32 end = span != NULL ? CLAMP (span->end, start, to) : to;
      g_autofree char *before = dup_words (block, at, start);
      insert_tagged (iter, before, &heading, is_code);
      if (end > start)
        {
          g_autofree char *words = dup_words (block, start, end);
          insert_tagged (iter, words, span, is_code);
        }
      at = MAX (at, end);
    }
}

static void
insert_text (GtkTextIter *iter, const HpBlock *block, const HpRichLine *line)
{
  HpRichLine next = { line->quotes, 0, 0 };
  guint32 from = 0;
  guint32 length = (guint32) strlen (block->text);

  for (guint32 at = 0; at <= length; at++)
    if (block->text[at] == '\n' || at == length)
      {
        if (from > 0)
          {
            insert_newline (iter);
            insert_marker (iter, &next);
          }
        insert_line (iter, block, from, at);
        from = at + 1;
      }
}

static void
insert_picture (GtkTextIter *iter, const HpBlock *block, GHashTable *pictures)
{
  GtkTextBuffer *buffer = gtk_text_iter_get_buffer (iter);
  GdkPaintable *picture = pictures != NULL && block->image != NULL
                              ? g_hash_table_lookup (pictures, block->image)
                              : NULL;

  if (picture == NULL)
    {
      insert_tagged (iter, block->text, NULL, FALSE);
      return;
    }
  hp_rich_blocks_name_picture (picture, block->image);
  gtk_text_buffer_insert_paintable (buffer, iter, picture);
}

static void
insert_block (GtkTextIter *iter, const HpBlock *block, GHashTable *pictures, gboolean is_marked)
{
  HpRichLine line = { block->quote_depth, 0, 0 };

  if (block->kind == HP_BLOCK_LIST_ITEM)
    {
      line.depth = MAX (block->depth, 1);
      line.number = block->number;
    }
  if (is_marked)
    insert_marker (iter, &line);
  if (block->kind == HP_BLOCK_IMAGE)
    insert_picture (iter, block, pictures);
  else
    insert_text (iter, block, &line);
}

/* A line without words between two paragraphs. */
static gboolean
has_gap (const HpBlock *block, const HpBlock *next)
{
  return block->kind == HP_BLOCK_PARAGRAPH && next->kind == HP_BLOCK_PARAGRAPH &&
         block->quote_depth == next->quote_depth;
}

void
hp_rich_blocks_insert (GtkTextIter *iter, const HpBlocks *blocks, GHashTable *pictures)
{
  gboolean is_marked = gtk_text_iter_starts_line (iter);

  for (guint i = 0; i < blocks->blocks->len; i++)
    {
      const HpBlock *block = g_ptr_array_index (blocks->blocks, i);
      const HpBlock *next =
          i + 1 < blocks->blocks->len ? g_ptr_array_index (blocks->blocks, i + 1) : NULL;
      HpRichLine gap = { block->quote_depth, 0, 0 };
      insert_block (iter, block, pictures, is_marked || i > 0);
      if (next == NULL)
        continue;
      insert_newline (iter);
      if (!has_gap (block, next))
        continue;
      insert_marker (iter, &gap);
      insert_newline (iter);
    }
}
