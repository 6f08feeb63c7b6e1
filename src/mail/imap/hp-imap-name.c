/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how folders are called. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-name.h"

#include <string.h>

static const struct
{
  const char *attribute;
  const char *role;
} ATTRIBUTES[] = {
  { "\\Sent", "sent" },   { "\\Archive", "archive" }, { "\\Junk", "junk" },
  { "\\Trash", "trash" }, { "\\Drafts", "drafts" },   { "\\All", "all" },
};

/* As mail programs and providers call them, folded to small letters. */
static const struct
{
  const char *role;
  const char *names[14];
} NAMES[] = {
  { "sent",
    { "sent", "sent mail", "sent items", "sent messages", "lähetetyt", "lähetetyt viestit",
      "lähetetyt kohteet", "lähetetty", "skickat", "skickade", "skickade meddelanden",
      "skickade objekt", NULL } },
  { "archive",
    { "archive", "archives", "archived", "arkisto", "arkistoidut", "arkistoitu", "arkiv",
      "arkiverat", NULL } },
  { "junk",
    { "junk", "spam", "junk e-mail", "junk email", "junk mail", "bulk mail", "roskaposti",
      "roskapostit", "skräppost", "skräp", NULL } },
  { "trash",
    { "trash", "bin", "deleted items", "deleted messages", "roskakori", "poistetut",
      "poistetut viestit", "poistetut kohteet", "papperskorg", "papperskorgen", "borttaget",
      "borttagna objekt", NULL } },
  { "drafts", { "drafts", "draft", "luonnokset", "utkast", NULL } },
};

/* Takes up the letters of "&...-" at @at, which it moves behind it. FALSE where it is none. */
static gboolean
read_shifted (const char **at, GString *shown)
{
  const char *end = strchr (*at, '-');

  if (end == NULL)
    return FALSE;
  g_autofree char *coded = g_strndup (*at + 1, (gsize) (end - *at - 1));
  gsize length = strlen (coded);
  g_strdelimit (coded, ",", '/');
  g_autofree char *padded = g_strconcat (coded, &"==="[3 - (4 - length % 4) % 4], NULL);
  gsize size;
  g_autofree guchar *bytes = g_base64_decode (padded, &size);
  g_autofree char *text = g_convert ((const char *) bytes, (gssize) (size & ~(gsize) 1), "UTF-8",
                                     "UTF-16BE", NULL, NULL, NULL);
  if (length > 0 && (text == NULL || *text == '\0'))
    return FALSE;
  g_string_append (shown, length > 0 ? text : "&");
  *at = end + 1;
  return TRUE;
}

char *
hp_imap_name_dup_shown (const char *name)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  for (const char *at = name; *at != '\0';)
    if (*at != '&')
      g_string_append_c (shown, *at++);
    else if (!read_shifted (&at, shown))
      return g_utf8_make_valid (name, -1);
  return g_utf8_make_valid (shown->str, -1);
}

static void
append_shifted (GString *written, const char *text, gssize length)
{
  gsize size;
  g_autofree char *wide = g_convert (text, length, "UTF-16BE", "UTF-8", NULL, &size, NULL);
  g_autofree char *coded =
      wide != NULL ? g_base64_encode ((const guchar *) wide, size) : g_strdup ("");

  coded[strcspn (coded, "=")] = '\0';
  g_strdelimit (coded, "/", ',');
  g_string_append_printf (written, "&%s-", coded);
}

static gboolean
is_plain (char byte)
{
  return byte >= ' ' && byte <= '~' && byte != '&';
}

char *
hp_imap_name_dup_written (const char *shown)
{
  GString *written = g_string_new (NULL);

  for (const char *at = shown; *at != '\0';)
    {
      const char *begin = at;
      if (is_plain (*at))
        g_string_append_c (written, *at++);
      else if (*at == '&')
        {
          g_string_append (written, "&-");
          at++;
        }
      else
        {
          while (*at != '\0' && *at != '&' && !is_plain (*at))
            at++;
          append_shifted (written, begin, at - begin);
        }
    }
  return g_string_free (written, FALSE);
}

const char *
hp_imap_name_role_of_attribute (const char *attribute)
{
  for (guint i = 0; i < G_N_ELEMENTS (ATTRIBUTES); i++)
    if (g_ascii_strcasecmp (ATTRIBUTES[i].attribute, attribute) == 0)
      return ATTRIBUTES[i].role;
  return NULL;
}

const char *
hp_imap_name_guess_role (const char *shown)
{
  g_autofree char *composed = g_utf8_normalize (shown, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *small = composed != NULL ? g_utf8_strdown (composed, -1) : g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (g_strv_contains (NAMES[i].names, small))
      return NAMES[i].role;
  return NULL;
}
