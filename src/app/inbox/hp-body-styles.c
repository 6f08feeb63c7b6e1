/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how formatted words look in a text that is read, and which they are. The text itself is that
 * of the desk, with its folds: no word depends on what is found here. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-body-styles.h"

#include <string.h>

#define HEADING "heading"
#define HEADING_SCALE 1.15
/* Steps of comparison; a larger mail stays plain. */
#define MAX_WORK 20000000

static const struct
{
  HpSpanStyle style;
  const char *tag;
} STYLES[] = {
  { HP_SPAN_BOLD, "bold" },
  { HP_SPAN_ITALIC, "italic" },
  { HP_SPAN_STRIKE, "strike" },
  { HP_SPAN_CODE, "code" },
};

/* A text without its blanks. */
typedef struct
{
  GString *letters; /* (owned) */
  GArray *offsets;  /* (owned) (element-type int) the character each byte is part of */
  GArray *begins;   /* (owned) (element-type gboolean) whether a line begins at the byte, and one
                       more for the end */
} Squeezed;

static void
ensure_tags (GtkTextBuffer *buffer)
{
  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), HEADING) != NULL)
    return;
  gtk_text_buffer_create_tag (buffer, HEADING, "weight", PANGO_WEIGHT_BOLD, "scale", HEADING_SCALE,
                              NULL);
  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "italic", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "strike", "strikethrough", TRUE, NULL);
  gtk_text_buffer_create_tag (buffer, "code", "family", "monospace", NULL);
}

/* Marks of lists and quotes, which the blocks do not have. */
static gboolean
is_mark (gunichar letter)
{
  return letter == '-' || letter == '>' || letter == '*' || letter == 0x2022;
}

static void
squeeze (Squeezed *to, const char *text)
{
  gboolean is_begin = TRUE;
  int offset = 0;

  to->letters = g_string_sized_new (strlen (text));
  to->offsets = g_array_new (FALSE, FALSE, sizeof (int));
  to->begins = g_array_new (FALSE, FALSE, sizeof (gboolean));
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), offset++)
    {
      gunichar letter = g_utf8_get_char (at);
      if (letter == '\n')
        is_begin = TRUE;
      if (g_unichar_isspace (letter) || (is_begin && is_mark (letter)))
        continue;
      for (const char *byte = at; byte < g_utf8_next_char (at); byte++)
        {
          g_string_append_c (to->letters, *byte);
          g_array_append_val (to->offsets, offset);
          g_array_append_val (to->begins, is_begin);
          is_begin = FALSE;
        }
    }
  is_begin = TRUE;
  g_array_append_val (to->begins, is_begin);
}

static void
clear_squeezed (Squeezed *squeezed)
{
  g_string_free (squeezed->letters, TRUE);
  g_array_unref (squeezed->offsets);
  g_array_unref (squeezed->begins);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Squeezed, clear_squeezed)

/* Where whole lines of @text from byte @from on say what @block says, or -1. */
static gssize
find_block (const Squeezed *text, gsize from, const Squeezed *block)
{
  gsize length = block->letters->len;

  for (const char *at = text->letters->str + from; (at = strstr (at, block->letters->str)) != NULL;
       at++)
    {
      gsize start = (gsize) (at - text->letters->str);
      if (g_array_index (text->begins, gboolean, start) &&
          g_array_index (text->begins, gboolean, start + length))
        return (gssize) start;
    }
  return -1;
}

static void
apply_tag (GtkTextBuffer *buffer, const char *tag, int start, int end)
{
  GtkTextIter from;
  GtkTextIter to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, start);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, end);
  gtk_text_buffer_apply_tag_by_name (buffer, tag, &from, &to);
}

/* How far the spans of a block were followed. */
typedef struct
{
  guint32 byte; /* of its text */
  int offset;   /* the same in characters */
  gsize letter; /* the same in squeezed bytes */
} Cursor;

/* Goes on to a byte of the block's text. Returns: the squeezed bytes before it. */
static gsize
advance (Cursor *cursor, const HpBlock *block, const Squeezed *squeezed, guint32 byte)
{
  cursor->offset +=
      (int) g_utf8_strlen (block->text + cursor->byte, (gssize) (byte - cursor->byte));
  cursor->byte = byte;
  while (cursor->letter < squeezed->letters->len &&
         g_array_index (squeezed->offsets, int, cursor->letter) < cursor->offset)
    cursor->letter++;
  return cursor->letter;
}

static void
apply_span (GtkTextBuffer *buffer, HpBodyLinks *links, const HpSpan *span, int start, int end)
{
  for (guint i = 0; i < G_N_ELEMENTS (STYLES); i++)
    if ((span->style & STYLES[i].style) != 0)
      apply_tag (buffer, STYLES[i].tag, start, end);
  if (span->href != NULL)
    hp_body_links_add (links, start, end, span->href);
}

/* @block is at byte @at of @text. */
static void
apply_block (GtkTextBuffer *buffer,
             HpBodyLinks *links,
             const HpBlock *block,
             const Squeezed *squeezed,
             const Squeezed *text,
             gsize at)
{
  const int *offsets = (const int *) (gpointer) text->offsets->data + at;
  gsize length = squeezed->letters->len;
  Cursor cursor = { 0 };

  if (block->kind == HP_BLOCK_HEADING)
    apply_tag (buffer, HEADING, offsets[0], offsets[length - 1] + 1);
  for (guint i = 0; i < block->spans->len; i++)
    {
      const HpSpan *span = &g_array_index (block->spans, HpSpan, i);
      gsize from = advance (&cursor, block, squeezed, span->start);
      gsize to = advance (&cursor, block, squeezed, span->end);
      if (from < to)
        apply_span (buffer, links, span, offsets[from], offsets[to - 1] + 1);
    }
}

void
hp_body_styles_apply (GtkTextBuffer *buffer, const HpBlocks *blocks, HpBodyLinks *links)
{
  g_auto (Squeezed) text = { NULL };
  g_autofree char *shown = NULL;
  gsize from = 0;

  ensure_tags (buffer);
  g_object_get (buffer, "text", &shown, NULL);
  squeeze (&text, shown);
  if (text.letters->len * blocks->blocks->len > MAX_WORK)
    return;
  for (guint i = 0; i < blocks->blocks->len; i++)
    {
      const HpBlock *block = g_ptr_array_index (blocks->blocks, i);
      g_auto (Squeezed) squeezed = { NULL };
      squeeze (&squeezed, block->text);
      gssize at = squeezed.letters->len > 0 ? find_block (&text, from, &squeezed) : -1;
      if (at < 0)
        continue;
      apply_block (buffer, links, block, &squeezed, &text, (gsize) at);
      from = (gsize) at + squeezed.letters->len;
    }
}

static void
insert (PangoAttrList *attributes, PangoAttribute *attribute, gsize start, gsize end)
{
  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}

static void
insert_tag (PangoAttrList *attributes, GtkTextTag *tag, gsize start, gsize end)
{
  g_autofree char *name = NULL;

  g_object_get (tag, "name", &name, NULL);
  if (g_strcmp0 (name, HEADING) == 0)
    insert (attributes, pango_attr_scale_new (HEADING_SCALE), start, end);
  if (g_strcmp0 (name, HEADING) == 0 || g_strcmp0 (name, "bold") == 0)
    insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
  if (g_strcmp0 (name, "italic") == 0)
    insert (attributes, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
  if (g_strcmp0 (name, "code") == 0)
    insert (attributes, pango_attr_family_new ("monospace"), start, end);
}

PangoAttrList *
hp_body_styles_dup_attributes (const GtkTextIter *start, const GtkTextIter *end)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (gtk_text_iter_get_buffer (start));
  PangoAttrList *attributes;
  GtkTextIter at = *start;
  gsize byte = 0;

  if (gtk_text_tag_table_lookup (table, HEADING) == NULL)
    return NULL;
  attributes = pango_attr_list_new ();
  while (gtk_text_iter_compare (&at, end) < 0)
    {
      GtkTextIter next = at;
      g_autoptr (GSList) tags = gtk_text_iter_get_tags (&at);
      if (!gtk_text_iter_forward_to_tag_toggle (&next, NULL) ||
          gtk_text_iter_compare (&next, end) > 0)
        next = *end;
      g_autofree char *words = gtk_text_iter_get_text (&at, &next);
      gsize length = strlen (words);
      for (GSList *tag = tags; tag != NULL; tag = tag->next)
        insert_tag (attributes, tag->data, byte, byte + length);
      byte += length;
      at = next;
    }
  return attributes;
}
