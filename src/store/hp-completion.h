/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Fewer letters complete to nothing: too many words begin with them to be of use. */
#define HP_COMPLETION_MIN_CHARS 2

/* The terms of the index that begin with @prefix (in any case and with accents), at most @limit,
 * the most frequent first; the word itself is among them if it stands in the index. @vocab_table
 * is a fts5vocab table of type "instance", named by the caller, not by people.
 *
 * Takes at most some 30 ms however large the index is: of a frequent term only the first hundred
 * places are read, and how far apart they lie stands for its frequency; a prefix of two letters
 * may therefore miss terms that come late in the alphabet.
 *
 * What it gives are terms already: put HP_TOKENIZER_VERBATIM before each in a query.
 * Returns: (transfer full) (element-type utf8). */
GPtrArray *hp_completion_list (sqlite3 *db,
                               const char *vocab_table,
                               const char *prefix,
                               guint limit,
                               GError **error);

G_END_DECLS
