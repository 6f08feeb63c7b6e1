/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text in @charset as UTF-8, never failing: a name that is unknown or wrong gives way to UTF-8 if
 * the bytes are valid as such, else to windows-1252; what no charset can mean becomes U+FFFD. NUL
 * bytes are left out. @charset: (nullable). Returns: (transfer full). */
GString *hp_charset_decode (const char *data, gsize length, const char *charset);

/* The same for text that says nothing of its charset. Returns: (transfer full). */
char *hp_charset_decode_unlabelled (const char *data, gsize length);

G_END_DECLS
