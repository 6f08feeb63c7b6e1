/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way from plain text to the blocks that the app shows. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-text-blocks.h"

#include <string.h>

#include "mime/hp-text-links.h"

static void
add_links (HpBlock *block)
{
  gsize length = strlen (block->text);
  HpTextLink link = { 0 };

  while (hp_text_find_link (block->text, length, link.end, &link))
    {
      g_autofree char *href = hp_text_link_dup_href (block->text, &link);
      HpSpan span = { (guint32) link.start, (guint32) link.end, HP_SPAN_PLAIN,
                      g_ref_string_new (href) };
      g_array_append_val (block->spans, span);
    }
}

static void
end_paragraph (HpBlocks *blocks, GString *text, guint quotes)
{
  HpBlock *block;

  if (text->len == 0)
    return;
  block = hp_blocks_add (blocks, HP_BLOCK_PARAGRAPH);
  block->quote_depth = (guint8) MIN (quotes, G_MAXUINT8);
  g_free (block->text);
  block->text = g_strndup (text->str, text->len);
  add_links (block);
  g_string_truncate (text, 0);
}

/* Behind the marks of quotes at the beginning of a line. */
static const char *
skip_marks (const char *line, const char *end, guint *quotes)
{
  *quotes = 0;
  while (line < end && (*line == '>' || (*line == ' ' && line + 1 < end && line[1] == '>')))
    *quotes += *line++ == '>';
  return *quotes > 0 && line < end && *line == ' ' ? line + 1 : line;
}

HpBlocks *
hp_text_blocks (const char *text)
{
  HpBlocks *blocks = hp_blocks_new ();
  g_autoptr (GString) paragraph = g_string_new (NULL);
  guint open_quotes = 0;

  while (*text != '\0')
    {
      const char *end = text + strcspn (text, "\n");
      const char *next = *end != '\0' ? end + 1 : end;
      guint quotes;

      text = skip_marks (text, end, &quotes);
      while (end > text && g_ascii_isspace (end[-1]))
        end--;
      if (end == text || quotes != open_quotes)
        end_paragraph (blocks, paragraph, open_quotes);
      if (paragraph->len > 0)
        g_string_append_c (paragraph, '\n');
      g_string_append_len (paragraph, text, end - text);
      open_quotes = quotes;
      text = next;
    }
  end_paragraph (blocks, paragraph, open_quotes);
  return blocks;
}
