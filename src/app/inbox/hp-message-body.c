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

guint
hp_message_body_count_quoted (const char *text)
{
  guint quoted = 0;

  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      quoted += *line == '>';
    }
  return quoted;
}

static GPtrArray *
split_lines (const char *text, gboolean is_folded)
{
  g_autofree char *flowed = hp_message_body_flow (text);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) all = g_strsplit (flowed, "\n", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if ((lines->len > 0 || *all[i] != '\0') && !(is_folded && *all[i] == '>'))
      g_ptr_array_add (lines, g_strdup (all[i]));
  while (lines->len > 0 && *(const char *) g_ptr_array_index (lines, lines->len - 1) == '\0')
    g_ptr_array_set_size (lines, (int) lines->len - 1);
  return lines;
}

void
hp_message_body_fill (GtkTextBuffer *buffer, const char *text, gboolean is_folded)
{
  g_autoptr (GPtrArray) lines = split_lines (text, is_folded);
  GtkTextIter at;

  ensure_tags (buffer);
  gtk_text_buffer_set_text (buffer, "", 0);
  gtk_text_buffer_get_start_iter (buffer, &at);
  for (guint i = 0; i < lines->len; i++)
    {
      const char *line = g_ptr_array_index (lines, i);
      g_autofree char *whole = g_strconcat (i > 0 ? "\n" : "", line, NULL);
      gtk_text_buffer_insert_with_tags_by_name (buffer, &at, whole, -1,
                                                *line == '>' ? "quote" : NULL, NULL);
    }
}
