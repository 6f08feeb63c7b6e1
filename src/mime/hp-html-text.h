/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a reader sees of HTML in UTF-8, as plain text: blocks on lines of their own, white space
 * collapsed, no scripts, styles or titles, no other word lost. Linear. Returns: (transfer full). */
char *hp_html_text_dup (const char *html, gsize length);

/* The charset that HTML itself names near its beginning. Returns: (transfer full) (nullable). */
char *hp_html_text_dup_charset (const char *html, gsize length);

G_END_DECLS
