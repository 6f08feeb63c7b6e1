/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/hp-tokens.h"
#include "store/hp-words.h"

G_BEGIN_DECLS

/* A query string that begins with this (U+E000, which no word has) asks for its words as they are,
 * without other forms: they are terms already. */
#define HP_TOKENIZER_VERBATIM "\xee\x80\x80"

/* Stands between terms in such a string that mean the same (U+E001); between words stands a space.
 */
#define HP_TOKENIZER_OR "\xee\x80\x81"

/* The tokenizer of one connection; owned by the connection. */
typedef struct _HpTokenizer HpTokenizer;

/* Registers the FTS5 tokenizer "helppari" on the connection. Documents and queries are cut into
 * the same words; every word stands with its base forms at one place (FTS5_TOKEN_COLOCATED), which
 * for a query means any of them. In a prefix query ("lasku" *) a word is only itself.
 * @words (unowned) belongs to the connection, is used on its thread and must outlive it.
 * HP_ERROR_UNSUPPORTED if this SQLite has no FTS5. */
HpTokenizer *hp_tokenizer_register (sqlite3 *db, HpWords *words, GError **error);

/* When this text comes to be indexed @tokens are taken. Both are borrowed until set to NULL. */
void hp_tokenizer_set_prepared (HpTokenizer *self, const char *text, GBytes *tokens);

/* One word of a text, as bytes. */
typedef struct
{
  const char *start;
  const char *end;
} HpWordSpan;

/* Finds the first word at or after @*cursor: letters, digits and marks of Unicode in a row, an
 * apostrophe or soft hyphen between two letters included; each ideograph, kana or hangul
 * syllable is one word. @*cursor moves behind the word. FALSE at @end. Any thread. */
gboolean hp_tokenizer_next_word (const char **cursor, const char *end, HpWordSpan *span);

/* What a query looks for by this word. Returns: as hp_words_find_query(). */
const HpWord *hp_tokenizer_find_query_word (HpWords *words, const HpWordSpan *span);

G_END_DECLS
