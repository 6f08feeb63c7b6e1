/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether bytes that are no UTF-8 may be text in windows-1252: letters beside ASCII letters, and no
 * byte that has no meaning there. In doubt TRUE. */
gboolean hp_charset_guess_is_western (const char *data, gsize length);

/* The Cyrillic charset that bytes are in for certain: whole words in the case and with the letters
 * that Russian and its neighbours have. Returns: a name for iconv, or NULL. */
const char *hp_charset_guess_cyrillic (const char *data, gsize length);

/* The charset that a mail names somewhere, in its header or that of a part, if it tells more than
 * "some bytes": the first. Looks at the beginning of @mail only. Returns: (transfer full)
 * (nullable). */
char *hp_charset_guess_dup_named (const char *mail, gsize length);

G_END_DECLS
