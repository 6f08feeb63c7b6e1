/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which addresses in HTML are let through: by what they begin with, never by what they must
 * not hold. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-url.h"

#include <string.h>

static const char *const LINKS[] = { "http://", "https://", "mailto:", "tel:", NULL };
static const char *const REMOTE[] = { "http://", "https://", NULL };
static const char *const ENCLOSED[] = {
  "cid:",
  "data:image/png;base64,",
  "data:image/jpeg;base64,",
  "data:image/jpg;base64,",
  "data:image/gif;base64,",
  "data:image/webp;base64,",
  "data:image/bmp;base64,",
  NULL,
};

/* The address as a browser sees it, without the control characters that may hide what it is. Blanks
 * inside are encoded, so that it stays one word. */
static GString *
read_url (const char *url)
{
  GString *read = g_string_sized_new (strlen (url));

  while (*url != '\0' && (guchar) *url <= ' ')
    url++;
  for (; *url != '\0'; url++)
    if (*url == ' ')
      g_string_append (read, "%20");
    else if ((guchar) *url > ' ' && *url != 0x7f)
      g_string_append_c (read, *url);
  while (g_str_has_suffix (read->str, "%20"))
    g_string_truncate (read, read->len - 3);
  return read;
}

/* @url as read if it begins with one of @prefixes and goes on behind it. */
static char *
dup_if_begins (const char *url, const char *const *prefixes)
{
  g_autoptr (GString) read = read_url (url);

  for (gsize i = 0; prefixes[i] != NULL; i++)
    {
      gsize size = strlen (prefixes[i]);
      if (read->len > size && g_ascii_strncasecmp (read->str, prefixes[i], size) == 0)
        {
          g_string_erase (read, 0, (gssize) size);
          return g_strconcat (prefixes[i], read->str, NULL);
        }
    }
  return NULL;
}

char *
hp_html_url_dup_link (const char *url)
{
  return dup_if_begins (url, LINKS);
}

char *
hp_html_url_dup_enclosed_image (const char *url)
{
  return dup_if_begins (url, ENCLOSED);
}

char *
hp_html_url_dup_remote_image (const char *url)
{
  g_autoptr (GString) read = read_url (url);

  if (g_str_has_prefix (read->str, "//") && read->len > 2)
    g_string_prepend (read, "https:");
  return dup_if_begins (read->str, REMOTE);
}
