/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

/* Appends @text as an FTS5 string: the tokenizer finds its words and their forms. */
void hp_query_words_append (GString *match, const char *text);

/* The same of what stands in the index of @db now: of the forms of each word only those that some
 * message has are looked for. Most have none, and every one that is looked for makes each match
 * dearer. For this moment only: what comes later may have other forms. */
void hp_query_words_append_known (GString *match, HpDb *db, const char *text);

G_END_DECLS
