/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a sent mail says: the new words, and what is quoted or forwarded above or below them.
 * HTML that agents or customers wrote goes through the blocks, so that nothing else leaves. Pure;
 * any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-compose-text.h"

#include <string.h>

#include "mime/hp-blocks-html.h"
#include "mime/hp-html-blocks.h"
#include "mime/hp-html-text.h"
#include "mime/hp-quote-line.h"
#include "mime/hp-text-blocks.h"

#define MAX_QUOTED (256 * 1024) /* bytes of what is quoted */

typedef struct
{
  const HpDraft *draft;
  HpBlocks *words;  /* (owned) */
  HpBlocks *quoted; /* (owned) (nullable) */
  char *lines;      /* (owned) (nullable) above what is quoted */
} Parts;

static void
clear_parts (Parts *self)
{
  g_clear_pointer (&self->words, hp_blocks_unref);
  g_clear_pointer (&self->quoted, hp_blocks_unref);
  g_free (self->lines);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, clear_parts)

/* A mail that is longer than anybody reads is quoted from its beginning. */
static HpBlocks *
read_quoted (const HpMail *answered, const char *html)
{
  if (html != NULL && strlen (html) <= MAX_QUOTED)
    return hp_html_blocks (html, strlen (html));
  if (strlen (answered->text) <= MAX_QUOTED)
    return hp_text_blocks (answered->text);

  g_autofree char *start = g_strndup (answered->text, MAX_QUOTED);
  g_autofree char *valid = g_utf8_make_valid (start, -1);
  g_autofree char *cut = g_strconcat (valid, " […]", NULL);
  return hp_text_blocks (cut);
}

static void
read_parts (Parts *self, const HpMail *answered, const char *html, GTimeZone *zone)
{
  const HpDraft *draft = self->draft;

  self->words = hp_html_blocks (draft->html, strlen (draft->html));
  if (answered == NULL || draft->quote == HP_QUOTE_NONE || draft->quote == HP_QUOTE_ATTACHED)
    return;
  self->quoted = read_quoted (answered, html);
  self->lines = draft->kind == HP_DRAFT_FORWARD
                    ? hp_forward_lines_dup (answered, draft->language, zone)
                    : hp_quote_line_dup (answered, draft->language, zone);
}

static void
append_lines (GString *html, const char *lines)
{
  g_autofree char *escaped = g_markup_escape_text (lines, -1);
  g_auto (GStrv) all = g_strsplit (escaped, "\n", -1);
  g_autofree char *joined = g_strjoinv ("<br>\n", all);

  g_string_append_printf (html, "<p>%s</p>\n", joined);
}

static void
append_quoted (GString *html, const Parts *self, HpBlocksHtmlFlags flags)
{
  g_autofree char *quoted = hp_blocks_dup_html (self->quoted, NULL, flags);

  append_lines (html, self->lines);
  if (self->draft->kind == HP_DRAFT_FORWARD)
    g_string_append (html, quoted);
  else
    g_string_append_printf (html, "<blockquote type=\"cite\">\n%s</blockquote>\n", quoted);
}

static char *
write_html (const Parts *self, const GPtrArray *images, HpBlocksHtmlFlags flags)
{
  g_autofree char *words = hp_blocks_dup_html (self->words, images, flags);
  GString *html = g_string_new (NULL);

  if (self->quoted != NULL && self->draft->quote == HP_QUOTE_ABOVE)
    append_quoted (html, self, flags);
  g_string_append (html, words);
  if (self->quoted != NULL && self->draft->quote == HP_QUOTE_BELOW)
    append_quoted (html, self, flags);
  return g_string_free (html, FALSE);
}

static gsize
count_marks (const char *line)
{
  return strspn (line, ">");
}

/* A blank line between quoted lines belongs to the quote, and a signature begins with "-- " (RFC
 * 3676 section 4.3), which HTML can't say. @lines: NULL-terminated. */
static char *
join_marked (char **lines)
{
  GString *text = g_string_new (NULL);
  gsize before = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize marks = count_marks (lines[i]);
      if (*lines[i] == '\0' && lines[i + 1] != NULL)
        for (gsize n = MIN (before, count_marks (lines[i + 1])); n > 0; n--)
          g_string_append_c (text, '>');
      g_string_append_printf (text, "%s%s%s", lines[i], strcmp (lines[i], "--") == 0 ? " " : "",
                              lines[i + 1] != NULL ? "\n" : "");
      before = marks;
    }
  return g_string_free (text, FALSE);
}

static char *
write_text (const Parts *self)
{
  g_autofree char *html = write_html (self, NULL, HP_BLOCKS_HTML_SPOKEN);
  g_autofree char *text = hp_html_text_dup (html, strlen (html));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return join_marked (lines);
}

/* The inline files that the new words show. */
static GPtrArray *
list_images (const Parts *self)
{
  GPtrArray *images = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->words->blocks->len; i++)
    {
      const HpBlock *block = g_ptr_array_index (self->words->blocks, i);
      if (block->image == NULL || !g_str_has_prefix (block->image, "cid:"))
        continue;
      for (guint n = 0; n < self->draft->files->len; n++)
        {
          const HpDraftFile *file = g_ptr_array_index (self->draft->files, n);
          if (g_strcmp0 (file->content_id, block->image + 4) == 0 &&
              !g_ptr_array_find_with_equal_func (images, file->content_id, g_str_equal, NULL))
            g_ptr_array_add (images, g_strdup (file->content_id));
        }
    }
  return images;
}

void
hp_compose_text_write (HpComposeText *self,
                       const HpDraft *draft,
                       const HpMail *answered,
                       const char *answered_html,
                       GTimeZone *zone)
{
  g_auto (Parts) parts = { .draft = draft };

  read_parts (&parts, answered, answered_html, zone);
  self->images = list_images (&parts);
  g_autofree char *body = write_html (&parts, self->images, HP_BLOCKS_HTML_PLAIN);
  self->html = g_strdup_printf ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head>"
                                "<body>\n%s</body></html>\n",
                                body);
  self->text = write_text (&parts);
}

void
hp_compose_text_clear (HpComposeText *self)
{
  g_clear_pointer (&self->html, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->images, g_ptr_array_unref);
}
