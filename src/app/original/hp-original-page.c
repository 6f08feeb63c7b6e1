/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the page that a message is set on. */

#define G_LOG_DOMAIN "helppari"

#include "app/original/hp-original-page.h"

#include <string.h>

#define PAGE                                                                                       \
  "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style>"                                     \
  ":root{color-scheme:%s;background:%s;color:%s}"                                                  \
  "body{margin:18px;font:11pt/1.45 Cantarell,system-ui,sans-serif;overflow-wrap:anywhere}"         \
  "img:not([height]){max-width:100%%}pre{white-space:pre-wrap}a{color:%s}"                         \
  "@media print{:root{background:#fff;color:#000;color-scheme:light}}"                             \
  "</style></head><body>%s</body></html>"

static gboolean
has_colours (const char *html)
{
  return strcasestr (html, "color") != NULL || strcasestr (html, "background") != NULL;
}

char *
hp_original_page_dup (const char *html, gboolean is_dark, GdkRGBA *paper)
{
  gboolean is_night = is_dark && !has_colours (html);
  const char *ground = is_night ? "#1e1e1e" : "#ffffff";

  gdk_rgba_parse (paper, ground);
  return g_strdup_printf (PAGE, is_night ? "dark" : "light", ground,
                          is_night ? "#ffffff" : "#1a1a1a", is_night ? "#78aeed" : "#1b6acb", html);
}
