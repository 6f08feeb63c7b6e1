/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Encoded words (RFC 2047) that hold bare 8-bit bytes in the charset they name, as some programs
 * write them: the bytes are escaped, for GMime would take them for another charset.
 * Returns: (transfer full) (nullable): NULL if there is nothing to escape. */
char *hp_encoded_word_escape (const char *value);

G_END_DECLS
