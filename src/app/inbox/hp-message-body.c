/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a message's plain text becomes what is read. Nothing is left out of it. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-message-body.h"

#include <string.h>

#define NARROWEST 55
#define WIDEST 80

static glong
count_columns (const char *line)
{
  return g_utf8_strlen (line, -1);
}

/* Lines that mean to begin where they do. */
static gboolean
is_set (const char *line)
{
  return *line == '\0' || strchr (">-*+|#\t ", *line) != NULL || g_str_has_prefix (line, "•") ||
         g_ascii_isdigit (*line);
}

static glong
count_first_word (const char *line)
{
  const char *end = strchr (line, ' ');
  return g_utf8_strlen (line, end != NULL ? end - line : -1);
}

static gboolean
is_paragraph_end (const char *line)
{
  return line == NULL || *line == '\0' || *line == '>';
}

/* The widest line from @lines[at] to the end of its paragraph: where its writer's program breaks.
 */
static glong
measure_paragraph (char **lines, guint at)
{
  glong widest = 0;

  for (; !is_paragraph_end (lines[at]); at++)
    widest = MAX (widest, count_columns (lines[at]));
  return widest;
}

static gboolean
is_broken_by_width (const char *line, const char *next, glong width)
{
  if (width < NARROWEST || width > WIDEST || is_paragraph_end (line) || is_paragraph_end (next) ||
      is_set (next) || *line == ' ' || *line == '|')
    return FALSE;
  return count_columns (line) + 1 + count_first_word (next) > width;
}

char *
hp_message_body_flow (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *flowed = g_string_sized_new (strlen (text));
  glong width = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *next = lines[i + 1];
      gboolean is_joined;
      g_strchomp (lines[i]);
      if (next != NULL)
        g_strchomp (lines[i + 1]);
      if (i == 0 || is_paragraph_end (lines[i - 1]))
        width = measure_paragraph (lines, i);
      is_joined = is_broken_by_width (lines[i], next, width);
      g_string_append (flowed, lines[i]);
      if (next != NULL)
        g_string_append_c (flowed, is_joined ? ' ' : '\n');
    }
  return g_string_free (flowed, FALSE);
}

static void
ensure_tags (GtkTextBuffer *buffer)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  /* Alone an alpha is not drawn, so the colour is one that is dim on light and dark alike. */
  const GdkRGBA dim = { 0.5F, 0.5F, 0.5F, 1.0F };

  if (gtk_text_tag_table_lookup (table, "quote") == NULL)
    gtk_text_buffer_create_tag (buffer, "quote", "foreground-rgba", &dim, NULL);
}

/* A line with how it is drawn. */
typedef struct
{
  char *text; /* (owned) */
  gboolean is_dim;
} Line;

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->text);
}

static void
trim_blank_end (GArray *lines)
{
  while (lines->len > 0 && *g_array_index (lines, Line, lines->len - 1).text == '\0')
    g_array_set_size (lines, lines->len - 1);
}

/* Bytes [@start, @end) of @text. */
static void
append_lines (GArray *lines, const char *text, gsize start, gsize end, gboolean is_dim)
{
  g_autofree char *part = g_strndup (text + start, end - start);
  g_autofree char *flowed = hp_message_body_flow (part);
  g_auto (GStrv) all = g_strsplit (flowed, "\n", -1);

  for (guint i = 0; all[i] != NULL; i++)
    {
      Line line = { g_strdup (all[i]), is_dim || *all[i] == '>' };
      gboolean is_last_end = all[i + 1] == NULL && *all[i] == '\0';
      if (is_last_end || (lines->len == 0 && *all[i] == '\0'))
        g_free (line.text);
      else
        g_array_append_val (lines, line);
    }
}

static GArray *
list_lines (const char *text, const GArray *folds, HpShownFolds shown)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gsize at = 0;

  g_array_set_clear_func (lines, clear_line);
  for (guint i = 0; i < folds->len; i++)
    {
      const HpFold *fold = &g_array_index (folds, HpFold, i);
      append_lines (lines, text, at, fold->start, FALSE);
      if ((shown & (1U << fold->kind)) != 0)
        append_lines (lines, text, fold->start, fold->end, TRUE);
      else
        trim_blank_end (lines);
      at = fold->end;
    }
  append_lines (lines, text, at, strlen (text), FALSE);
  trim_blank_end (lines);
  return lines;
}

void
hp_message_body_fill (GtkTextBuffer *buffer,
                      const char *text,
                      const GArray *folds,
                      HpShownFolds shown)
{
  g_autoptr (GArray) lines = list_lines (text, folds, shown);
  GtkTextIter at;

  ensure_tags (buffer);
  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_start_iter (buffer, &at);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      g_autofree char *whole = g_strconcat (i > 0 ? "\n" : "", line->text, NULL);
      gtk_text_buffer_insert_with_tags_by_name (buffer, &at, whole, -1,
                                                line->is_dim ? "quote" : NULL, NULL);
    }
}

static GtkTextTag *
ensure_mark_tag (GtkTextBuffer *buffer, const GdkRGBA *color)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (buffer);
  GtkTextTag *tag = gtk_text_tag_table_lookup (table, "mark");

  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, "mark", NULL);
  g_object_set (tag, "background-rgba", color, NULL);
  return tag;
}

void
hp_message_body_mark (GtkTextBuffer *buffer, const HpSearchMarks *marks, const GdkRGBA *color)
{
  GtkTextTag *tag = ensure_mark_tag (buffer, color);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  for (gsize from = 0, to = 0; hp_search_marks_next (marks, text, &from, &to);)
    {
      glong offset = g_utf8_pointer_to_offset (text, text + from);
      gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) offset);
      end = start;
      gtk_text_iter_forward_chars (&end, (int) g_utf8_strlen (text + from, (gssize) (to - from)));
      gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
    }
}
