/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way from blocks to the HTML that is sent. Invariant: nothing but the elements named in
 * the header comes out, whatever the blocks hold. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-blocks-html.h"

#include <string.h>

#include "mime/hp-html-escape.h"

#define CID "cid:"
#define NBSP "\302\240"

typedef struct
{
  GString *html;           /* (owned) */
  const GPtrArray *images; /* (nullable) content ids that may be shown */
  gboolean is_spoken;
  guint quotes;
  GArray *lists; /* (owned) (element-type gboolean) of each open list, whether it is numbered; in
                    each one an item is open */
} Writer;

static const struct
{
  HpSpanStyle style;
  const char *name;
} STYLES[] = {
  { HP_SPAN_BOLD, "b" },   { HP_SPAN_ITALIC, "i" },  { HP_SPAN_UNDERLINE, "u" },
  { HP_SPAN_STRIKE, "s" }, { HP_SPAN_CODE, "code" },
};

/* A blank that HTML would drop: beside another one, at the ends of a line, at the end of
 * preformatted text. */
static gboolean
is_dropped (const HpBlock *block, const char *at)
{
  gboolean is_first = at == block->text;

  if (block->kind == HP_BLOCK_PREFORMATTED)
    return strspn (at, " ") == strlen (at);
  return is_first || at[-1] == ' ' || at[-1] == '\n' || at[1] == '\n' || at[1] == '\0' ||
         g_str_has_prefix (at + 1, NBSP) ||
         (at - block->text >= 2 && g_str_has_prefix (at - 2, NBSP));
}

static void
append_text (Writer *self, const HpBlock *block, gsize start, gsize end)
{
  gboolean is_exact = block->kind == HP_BLOCK_PREFORMATTED;

  for (gsize at = start; at < end; at++)
    if (block->text[at] == '\n' && !is_exact)
      g_string_append (self->html, "<br>\n");
    else if (block->text[at] == '\t' && !is_exact)
      g_string_append (self->html, " | ");
    else if (block->text[at] == ' ' && !self->is_spoken && is_dropped (block, block->text + at))
      g_string_append (self->html, NBSP);
    else
      hp_html_append_escaped (self->html, block->text + at, 1);
}

static gboolean
says_address (const HpBlock *block, const HpSpan *span)
{
  const char *bare = g_str_has_prefix (span->href, "mailto:") ? span->href + 7 : span->href;
  gsize length = strlen (bare);

  return span->end - span->start == length && memcmp (block->text + span->start, bare, length) == 0;
}

static void
append_span (Writer *self, const HpBlock *block, const HpSpan *span)
{
  gboolean is_link = span->href != NULL && !self->is_spoken;

  if (is_link)
    {
      g_string_append (self->html, "<a href=\"");
      hp_html_append_escaped (self->html, span->href, strlen (span->href));
      g_string_append (self->html, "\">");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (STYLES); i++)
    if (span->style & STYLES[i].style)
      g_string_append_printf (self->html, "<%s>", STYLES[i].name);
  append_text (self, block, span->start, span->end);
  for (gsize i = G_N_ELEMENTS (STYLES); i > 0; i--)
    if (span->style & STYLES[i - 1].style)
      g_string_append_printf (self->html, "</%s>", STYLES[i - 1].name);
  if (is_link)
    g_string_append (self->html, "</a>");
  if (self->is_spoken && span->href != NULL && !says_address (block, span))
    {
      g_string_append (self->html, " &lt;");
      hp_html_append_escaped (self->html, span->href, strlen (span->href));
      g_string_append (self->html, "&gt;");
    }
}

static void
append_content (Writer *self, const HpBlock *block)
{
  gsize at = 0;

  for (guint i = 0; i < block->spans->len; i++)
    {
      const HpSpan *span = &g_array_index (block->spans, HpSpan, i);
      append_text (self, block, at, span->start);
      append_span (self, block, span);
      at = span->end;
    }
  append_text (self, block, at, strlen (block->text));
}

static gboolean
is_shown (const Writer *self, const HpBlock *block)
{
  if (self->is_spoken || self->images == NULL || block->image == NULL ||
      !g_str_has_prefix (block->image, CID))
    return FALSE;
  for (guint i = 0; i < self->images->len; i++)
    if (strcmp (self->images->pdata[i], block->image + strlen (CID)) == 0)
      return TRUE;
  return FALSE;
}

static void
append_image (Writer *self, const HpBlock *block)
{
  if (!is_shown (self, block))
    {
      if (*block->text != '\0')
        {
          g_string_append (self->html, "<p>[");
          append_content (self, block);
          g_string_append (self->html, "]</p>\n");
        }
      return;
    }
  g_string_append (self->html, "<p><img src=\"");
  hp_html_append_escaped (self->html, block->image, strlen (block->image));
  g_string_append (self->html, "\" alt=\"");
  hp_html_append_escaped (self->html, block->text, strlen (block->text));
  g_string_append_c (self->html, '"');
  if (block->width >= 0)
    g_string_append_printf (self->html, " width=\"%d\"", block->width);
  if (block->height >= 0)
    g_string_append_printf (self->html, " height=\"%d\"", block->height);
  g_string_append (self->html, "></p>\n");
}

static gboolean
is_numbered (const Writer *self, guint list)
{
  return g_array_index (self->lists, gboolean, list);
}

static void
close_lists (Writer *self, guint depth)
{
  while (self->lists->len > depth)
    {
      g_string_append (self->html,
                       is_numbered (self, self->lists->len - 1) ? "</li></ol>\n" : "</li></ul>\n");
      g_array_set_size (self->lists, self->lists->len - 1);
    }
}

static void
set_quotes (Writer *self, guint quotes)
{
  if (self->quotes != quotes)
    close_lists (self, 0);
  for (; self->quotes > quotes; self->quotes--)
    g_string_append (self->html, "</blockquote>\n");
  for (; self->quotes < quotes; self->quotes++)
    g_string_append (self->html, "<blockquote type=\"cite\">\n");
}

static void
open_list (Writer *self, const HpBlock *block)
{
  gboolean numbered = block->number > 0;

  if (!numbered)
    g_string_append (self->html, "<ul><li>");
  else if (block->number > 1)
    g_string_append_printf (self->html, "<ol start=\"%d\"><li>", block->number);
  else
    g_string_append (self->html, "<ol><li>");
  g_array_append_val (self->lists, numbered);
}

/* Opens the item: in the list that is open, or in a new one where that is of another kind or begins
 * to count anew. */
static void
begin_item (Writer *self, const HpBlock *block)
{
  guint depth = MAX (block->depth, 1);

  close_lists (self, depth);
  if (self->lists->len == depth && is_numbered (self, depth - 1) == (block->number > 0) &&
      block->number != 1)
    {
      g_string_append (self->html, "</li>\n<li>");
    }
  else
    {
      close_lists (self, depth - 1);
      while (self->lists->len < depth)
        open_list (self, block);
    }
}

static void
append_wrapped (Writer *self, const HpBlock *block, const char *name)
{
  g_string_append_printf (self->html, "<%s>", name);
  append_content (self, block);
  g_string_append_printf (self->html, "</%s>\n", name);
}

/* The text version has no numbers but those it is told. */
static void
append_item (Writer *self, const HpBlock *block)
{
  if (!self->is_spoken)
    {
      begin_item (self, block);
      append_content (self, block);
      return;
    }
  close_lists (self, 0);
  g_string_append (self->html, "<div>");
  for (guint i = 1; i < block->depth; i++)
    g_string_append (self->html, "&nbsp;&nbsp;");
  if (block->number > 0)
    g_string_append_printf (self->html, "%d. ", block->number);
  else
    g_string_append (self->html, "- ");
  append_content (self, block);
  g_string_append (self->html, "</div>\n");
}

static void
append_block (Writer *self, const HpBlock *block)
{
  static const char *const headings[] = { "h1", "h2", "h3", "h4", "h5", "h6" };

  set_quotes (self, block->quote_depth);
  if (block->kind != HP_BLOCK_LIST_ITEM)
    close_lists (self, block->depth);
  switch (block->kind)
    {
    case HP_BLOCK_HEADING:
      append_wrapped (self, block, headings[CLAMP (block->level, 1, 6) - 1]);
      break;
    case HP_BLOCK_LIST_ITEM:
      append_item (self, block);
      break;
    case HP_BLOCK_PREFORMATTED:
      append_wrapped (self, block, "pre");
      break;
    case HP_BLOCK_RULE:
      g_string_append (self->html, "<hr>\n");
      break;
    case HP_BLOCK_IMAGE:
      append_image (self, block);
      break;
    case HP_BLOCK_ROW:
    case HP_BLOCK_PARAGRAPH:
    default:
      append_wrapped (self, block, "p");
    }
}

char *
hp_blocks_dup_html (const HpBlocks *blocks, const GPtrArray *images, HpBlocksHtmlFlags flags)
{
  g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (gboolean));
  Writer writer = { .html = g_string_new (NULL),
                    .images = images,
                    .is_spoken = (flags & HP_BLOCKS_HTML_SPOKEN) != 0,
                    .lists = lists };

  for (guint i = 0; i < blocks->blocks->len; i++)
    append_block (&writer, g_ptr_array_index (blocks->blocks, i));
  set_quotes (&writer, 0);
  close_lists (&writer, 0);
  return g_string_free (writer.html, FALSE);
}
