/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what happens when a link in a message is followed. Links come from strangers: they leave the
 * program only by the schemes named here. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-link.h"

#include <string.h>

#include "app/original/hp-original-link.h"
#include "mime/hp-text-links.h"

gboolean
hp_link_is_openable (const char *href)
{
  static const char *const schemes[] = { "http", "https", "mailto", "tel", NULL };
  g_autofree char *scheme = g_uri_parse_scheme (href);
  g_autofree char *lower = scheme != NULL ? g_ascii_strdown (scheme, -1) : NULL;

  return lower != NULL && g_strv_contains (schemes, lower);
}

/* In lower case and without "www."; of a mail address its domain. */
static char *
dup_host (const char *href)
{
  g_autoptr (GUri) uri = g_uri_parse (href, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *at = uri != NULL ? strrchr (g_uri_get_path (uri), '@') : NULL;

  if (host == NULL && at != NULL)
    host = at + 1;
  if (host == NULL || *host == '\0')
    return NULL;
  return g_ascii_strdown (g_ascii_strncasecmp (host, "www.", 4) == 0 ? host + 4 : host, -1);
}

/* The host that the words of a link name, also by itself ("shop.example"). */
static char *
dup_named_host (const char *words)
{
  HpTextLink link;
  g_autofree char *href = NULL;

  if (hp_text_find_link (words, strlen (words), 0, &link))
    href = hp_text_link_dup_href (words, &link);
  else if (strchr (words, '.') != NULL && strpbrk (words, " \t\n") == NULL)
    href = g_strconcat ("http://", words, NULL);
  return href != NULL ? dup_host (href) : NULL;
}

gboolean
hp_link_is_misleading (const char *words, const char *href)
{
  g_autofree char *named = dup_named_host (words);
  g_autofree char *real = dup_host (href);

  return named != NULL && g_strcmp0 (named, real) != 0;
}

void
hp_link_open (GtkWindow *parent, const char *words, const char *href)
{
  if (hp_link_is_misleading (words, href))
    hp_original_link_ask (parent, href);
  else if (hp_link_is_openable (href))
    gtk_show_uri (parent, href, GDK_CURRENT_TIME);
}
