/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a saved reply is and how its fields are filled. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-macro.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-near-word.h"

const char *const HP_MACRO_FIELDS[] = {
  "customer.name",    "customer.first_name",
  "customer.address", "customer.organisation",
  "ticket.number",    "ticket.subject",
  "agent.name",       "agent.first_name",
  "agent.address",    "date.today",
  "date.tomorrow",    "date.weekday",
  "date.in_a_week",   NULL,
};

static const char *const LANGUAGES[] = { "en", "fi", "sv", NULL };

HpMacro *
hp_macro_new (void)
{
  HpMacro *macro = g_atomic_rc_box_new0 (HpMacro);

  macro->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  macro->own = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  macro->files = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_macro_file_free);
  macro->tags = g_new0 (char *, 1);
  return macro;
}

HpMacro *
hp_macro_ref (HpMacro *macro)
{
  return g_atomic_rc_box_acquire (macro);
}

static void
clear_macro (gpointer data)
{
  HpMacro *macro = data;

  g_free (macro->name);
  g_free (macro->folder);
  g_hash_table_unref (macro->texts);
  g_hash_table_unref (macro->own);
  g_ptr_array_unref (macro->files);
  g_free (macro->status);
  g_free (macro->priority);
  g_free (macro->assignee);
  g_strfreev (macro->tags);
}

void
hp_macro_unref (HpMacro *macro)
{
  g_atomic_rc_box_release_full (macro, clear_macro);
}

void
hp_macro_file_free (HpMacroFile *file)
{
  g_free (file->sha256);
  g_free (file->name);
  g_free (file->mime_type);
  g_free (file);
}

static const char *
look_up (const HpMacro *macro, const char *language, const char **used)
{
  gpointer key;
  gpointer text;

  if (language == NULL || !g_hash_table_lookup_extended (macro->texts, language, &key, &text))
    return NULL;
  if (used != NULL)
    *used = key;
  return text;
}

/* The first by name, so that it is always the same. */
static const char *
find_any_language (const HpMacro *macro)
{
  GHashTableIter iter;
  gpointer key;
  const char *first = NULL;

  g_hash_table_iter_init (&iter, macro->texts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (first == NULL || strcmp (key, first) < 0)
      first = key;
  return first;
}

const char *
hp_macro_get_text (const HpMacro *macro, const char *language, const char **used)
{
  const char *text = look_up (macro, language, used);

  if (text == NULL)
    text = look_up (macro, "", used);
  for (guint i = 0; text == NULL && LANGUAGES[i] != NULL; i++)
    text = look_up (macro, LANGUAGES[i], used);
  return text != NULL ? text : look_up (macro, find_any_language (macro), used);
}

/* A field with its braces. */
static GRegex *
make_field_regex (void)
{
  return g_regex_new ("\\{\\{\\s*([^{}|]*?)\\s*(?:\\|([^{}]*))?\\}\\}", 0, 0, NULL);
}

gboolean
hp_macro_check_text (const char *text, GError **error)
{
  g_autoptr (GRegex) regex = make_field_regex ();
  g_autoptr (GMatchInfo) match = NULL;

  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *field = g_match_info_fetch (match, 1);
      if (g_strv_contains (HP_MACRO_FIELDS, field))
        continue;
      const char *near = hp_near_word_find (field, HP_MACRO_FIELDS);
      g_autofree char *all = g_strjoinv (", ", (char **) HP_MACRO_FIELDS);
      if (near != NULL)
        g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                     "There is no field “%s”. Did you mean “%s”?", field, near);
      else
        g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "There is no field “%s”. There are: %s",
                     field, all);
      return FALSE;
    }
  return TRUE;
}

typedef struct
{
  GHashTable *values;
  GPtrArray *unfilled;
} Filling;

static gboolean
fill_field (const GMatchInfo *match, GString *result, gpointer data)
{
  Filling *self = data;
  g_autofree char *field = g_match_info_fetch (match, 1);
  g_autofree char *fallback = g_match_info_fetch (match, 2);
  g_autofree char *whole = g_match_info_fetch (match, 0);
  const char *value = g_hash_table_lookup (self->values, field);
  gboolean has_fallback = strchr (whole, '|') != NULL;

  if (value != NULL && *value != '\0')
    g_string_append (result, value);
  else if (has_fallback)
    g_string_append (result, fallback);
  else
    {
      g_string_append (result, whole);
      g_ptr_array_add (self->unfilled, g_steal_pointer (&field));
    }
  return FALSE;
}

char *
hp_macro_fill (const char *text, GHashTable *values, GPtrArray **unfilled)
{
  g_autoptr (GRegex) regex = make_field_regex ();
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  Filling filling = { values, missing };
  char *filled = g_regex_replace_eval (regex, text, -1, 0, 0, fill_field, &filling, NULL);

  if (unfilled != NULL)
    *unfilled = g_steal_pointer (&missing);
  return filled;
}

static gboolean
is_list (char **lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], "- "))
      return FALSE;
  return lines[0] != NULL;
}

static void
append_lines (GString *html, char **lines)
{
  gboolean is_open = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (lines[i], -1);
      if (is_list (lines + i) && !is_open)
        {
          g_string_append (html, i > 0 ? "</p><ul>" : "<ul>");
          is_open = TRUE;
        }
      else if (i == 0)
        g_string_append (html, "<p>");
      else if (!is_open)
        g_string_append (html, "<br>");
      if (is_open)
        g_string_append_printf (html, "<li>%s</li>", escaped + strlen ("- "));
      else
        g_string_append (html, escaped);
    }
  g_string_append (html, is_open ? "</ul>" : "</p>");
}

char *
hp_macro_dup_html (const char *text)
{
  g_autoptr (GRegex) blank = g_regex_new ("\\n[ \\t]*\\n\\s*", 0, 0, NULL);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_auto (GStrv) paragraphs = g_regex_split (blank, trimmed, 0);
  GString *html = g_string_new (NULL);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_auto (GStrv) lines = g_strsplit (paragraphs[i], "\n", -1);
      if (*paragraphs[i] != '\0')
        append_lines (html, lines);
    }
  return g_string_free (html, FALSE);
}
