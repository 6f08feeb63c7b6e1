/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The text of a header in which words may be encoded (RFC 2047), as UTF-8. Also reads what broken
 * programs write: words with spaces or 8-bit bytes inside, words that touch others, characters and
 * base64 split between words. Linear. Returns: (transfer full). */
char *hp_encoded_word_decode (const char *value);

/* @value with each encoded word written anew in UTF-8, for GMime, which trusts labels too much and
 * does not put together what was split. A word that holds spaces or marks of addresses stays as it
 * is. Returns: (transfer full) (nullable): NULL if there is nothing to mend. */
char *hp_encoded_word_mend (const char *value);

G_END_DECLS
