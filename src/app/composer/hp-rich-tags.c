/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how formatted words look while they are written. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-rich-tags.h"

#define MARKER "marker"
#define LINK "link:"
#define HREF "helppari-href"

static const struct
{
  HpSpanStyle style;
  const char *tag;
} STYLES[] = {
  { HP_SPAN_BOLD, "bold" },     { HP_SPAN_ITALIC, "italic" }, { HP_SPAN_UNDERLINE, "underline" },
  { HP_SPAN_STRIKE, "strike" }, { HP_SPAN_CODE, "code" },
};

void
hp_rich_tags_add (GtkTextBuffer *buffer)
{
  gtk_text_buffer_create_tag (buffer, "bold", "weight", PANGO_WEIGHT_BOLD, NULL);
  gtk_text_buffer_create_tag (buffer, "italic", "style", PANGO_STYLE_ITALIC, NULL);
  gtk_text_buffer_create_tag (buffer, "underline", "underline", PANGO_UNDERLINE_SINGLE, NULL);
  gtk_text_buffer_create_tag (buffer, "strike", "strikethrough", TRUE, NULL);
  gtk_text_buffer_create_tag (buffer, "code", "family", "monospace", NULL);
  gtk_text_buffer_create_tag (buffer, MARKER, "indent", -14, "accumulative-margin", TRUE, NULL);
}

static GtkTextTag *
find_tag (const GtkTextIter *iter, const char *name)
{
  GtkTextBuffer *buffer = gtk_text_iter_get_buffer (iter);

  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
}

GtkTextTag *
hp_rich_tags_get_marker (GtkTextBuffer *buffer)
{
  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), MARKER);
}

GtkTextTag *
hp_rich_tags_ensure_link (GtkTextBuffer *buffer, const char *href)
{
  g_autofree char *name = g_strconcat (LINK, href, NULL);
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);

  if (tag != NULL)
    return tag;
  tag = gtk_text_buffer_create_tag (buffer, name, "underline", PANGO_UNDERLINE_SINGLE, "foreground",
                                    "#1c71d8", NULL);
  g_object_set_data_full (G_OBJECT (tag), HREF, g_strdup (href), g_free);
  return tag;
}

const char *
hp_rich_tags_get_href (const GtkTextIter *iter)
{
  g_autoptr (GSList) tags = gtk_text_iter_get_tags (iter);

  for (GSList *at = tags; at != NULL; at = at->next)
    if (g_object_get_data (at->data, HREF) != NULL)
      return g_object_get_data (at->data, HREF);
  return NULL;
}

HpSpanStyle
hp_rich_tags_get_style (const GtkTextIter *iter)
{
  HpSpanStyle style = HP_SPAN_PLAIN;

  for (guint i = 0; i < G_N_ELEMENTS (STYLES); i++)
    if (gtk_text_iter_has_tag (iter, find_tag (iter, STYLES[i].tag)))
      style |= STYLES[i].style;
  return style;
}

gboolean
hp_rich_tags_is_marker (const GtkTextIter *iter)
{
  return gtk_text_iter_has_tag (iter, find_tag (iter, MARKER));
}

void
hp_rich_tags_set_style (const GtkTextIter *start, const GtkTextIter *end, HpSpanStyle style)
{
  hp_rich_tags_change (start, end, ~(guint) style, FALSE);
  hp_rich_tags_change (start, end, style, TRUE);
}

void
hp_rich_tags_change (const GtkTextIter *start,
                     const GtkTextIter *end,
                     HpSpanStyle style,
                     gboolean is_added)
{
  GtkTextBuffer *buffer = gtk_text_iter_get_buffer (start);

  for (guint i = 0; i < G_N_ELEMENTS (STYLES); i++)
    if ((style & STYLES[i].style) == 0)
      continue;
    else if (is_added)
      gtk_text_buffer_apply_tag_by_name (buffer, STYLES[i].tag, start, end);
    else
      gtk_text_buffer_remove_tag_by_name (buffer, STYLES[i].tag, start, end);
}
