/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text in @charset as UTF-8, never failing: a name that is unknown or wrong gives way to UTF-8 if
 * the bytes are valid as such, else to windows-1252 or Cyrillic if they may be that; what no
 * charset can mean becomes U+FFFD. NUL bytes are left out. @charset: (nullable). Returns: (transfer
 * full). */
GString *hp_charset_decode (const char *data, gsize length, const char *charset);

/* UTF-8, else windows-1252. For what identity is made of, so it changes only by migration.
 * Returns: (transfer full). */
char *hp_charset_decode_unlabelled (const char *data, gsize length);

/* Text that says nothing of its charset, in a mail that names @named (nullable) elsewhere.
 * Returns: (transfer full). */
char *hp_charset_decode_foreign (const char *data, gsize length, const char *named);

G_END_DECLS
