/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which inline styles are let through. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-style.h"

#include <string.h>

#define MAX_VALUE 64
#define MAX_DECLARATIONS 64
#define LETTERS "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

static const char *const WORDS[] = { "font-weight", "font-style", "text-align", "text-decoration",
                                     NULL };
static const char *const COLOURS[] = { "color", "background-color", NULL };

static gboolean
consists_of (const char *value, gsize length, const char *characters)
{
  return length > 0 && strspn (value, characters) == length;
}

/* @value: in lower case. */
static gboolean
is_colour (const char *value)
{
  gsize length = strlen (value);
  gsize open = strcspn (value, "(");

  if (value[0] == '#')
    return length <= 9 && consists_of (value + 1, length - 1, DIGITS "abcdef");
  if (value[open] == '\0')
    return consists_of (value, length, LETTERS);
  return (strncmp (value, "rgb(", 4) == 0 || strncmp (value, "rgba(", 5) == 0) &&
         value[length - 1] == ')' && length - open > 2 &&
         strspn (value + open + 1, DIGITS ".,% /") == length - open - 2;
}

gboolean
hp_html_style_is_colour (const char *value)
{
  g_autofree char *lower = g_ascii_strdown (value, MAX_VALUE);

  return strlen (value) < MAX_VALUE && is_colour (lower);
}

/* One declaration, if it is safe; takes text apart in place. */
static void
append_declaration (GString *safe, char *declaration)
{
  char *colon = strchr (declaration, ':');
  const char *name;
  const char *value;

  if (colon == NULL)
    return;
  *colon = '\0';
  name = g_strstrip (declaration);
  value = g_strstrip (colon + 1);
  if (strlen (value) >= MAX_VALUE)
    return;
  if ((g_strv_contains (COLOURS, name) && is_colour (value)) ||
      (g_strv_contains (WORDS, name) && consists_of (value, strlen (value), LETTERS DIGITS "- ")))
    g_string_append_printf (safe, "%s%s:%s", safe->len > 0 ? ";" : "", name, value);
}

char *
hp_html_style_dup_safe (const char *style)
{
  g_autoptr (GString) safe = g_string_new (NULL);
  g_autofree char *lower = g_ascii_strdown (style, -1);
  g_auto (GStrv) declarations = g_strsplit (lower, ";", MAX_DECLARATIONS);

  for (gsize i = 0; declarations[i] != NULL; i++)
    append_declaration (safe, declarations[i]);
  return safe->len > 0 ? g_string_free (g_steal_pointer (&safe), FALSE) : NULL;
}
