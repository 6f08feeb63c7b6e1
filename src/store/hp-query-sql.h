/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-query.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* A query as a condition over "ticket t", with values for its question marks. */
typedef struct
{
  GString *sql;      /* (owned) never empty */
  GPtrArray *values; /* (owned) (element-type GVariant) */
} HpQuerySql;

/* Compiles the terms that are about tickets; a word with "-" is about all of a ticket's messages.
 * @me: (nullable) for assignee:me. @now: us UTC, against which relative times are taken. With
 * @with_words free words become a condition too: some message of the ticket holds them. */
HpQuerySql *
hp_query_sql_new (const HpQuery *query, const char *me, gint64 now, gboolean with_words);
void hp_query_sql_free (HpQuerySql *sql);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpQuerySql, hp_query_sql_free)

/* When a ticket last updated at @updated and snoozed until @snoozed may change its place in @query
 * by time alone. */
gint64 hp_query_get_next_change (const HpQuery *query, gint64 updated, gint64 snoozed, gint64 now);

/* The words with "-", any of them, as an FTS5 expression. Returns: (transfer full) (nullable). */
char *hp_query_dup_unwanted (const HpQuery *query);

/* The free words as an FTS5 expression. NULL if there is none. @db: (nullable) to complete the word
 * that is being typed. Returns: (transfer full) (nullable). */
char *hp_query_dup_match (const HpQuery *query, HpDb *db);

GVariant *hp_query_value_text (const char *text);
GVariant *hp_query_value_int (gint64 value);
GVariant *hp_query_value_bytes (gconstpointer data, gsize length);

G_END_DECLS
