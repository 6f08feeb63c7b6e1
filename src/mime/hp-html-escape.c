/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how text becomes safe inside HTML. Pure. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-html-escape.h"

void
hp_html_append_escaped (GString *html, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    switch (text[i])
      {
      case '&':
        g_string_append (html, "&amp;");
        break;
      case '<':
        g_string_append (html, "&lt;");
        break;
      case '>':
        g_string_append (html, "&gt;");
        break;
      case '"':
        g_string_append (html, "&quot;");
        break;
      case '`':
        /* Old browsers took it for a quote. */
        g_string_append (html, "&#96;");
        break;
      default:
        if ((guchar) text[i] >= ' ' || text[i] == '\n' || text[i] == '\t')
          g_string_append_c (html, text[i]);
      }
}
