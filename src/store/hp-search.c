/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how tickets and messages are found: by fields through the ticket table, by words through the
 * index, newest first or best first. Read-only; the connection's thread. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-search.h"

#include "store/hp-query-sql.h"
#include "store/hp-search-best.h"
#include "store/hp-search-snippet.h"
#include "store/hp-ticket-table.h"

#define NEWEST_MATCHES 10000
#define MATCHES_PER_TICKET 40
/* Row ids of messages are (seconds << 4) + n. */
#define ROWS_A_SECOND 16

/* The tickets of the newest messages that hold the words, with a row for each of them. Read one by
 * one, newest first, so that the first page costs no more than its matches. */
#define MATCHES                                                                                    \
  "(SELECT rowid AS id FROM search WHERE search MATCH ? AND rowid < ? "                            \
  "ORDER BY rowid DESC LIMIT ?) s CROSS JOIN message m ON m.id = s.id CROSS JOIN "

static gint64
get_match_cap (guint limit)
{
  return MAX (NEWEST_MATCHES, (gint64) limit * MATCHES_PER_TICKET);
}

/* A message's row as a moment and back, so that either kind of list goes on behind the cursor of
 * the other. */
static gint64
get_place (gint64 message)
{
  return message / ROWS_A_SECOND * G_USEC_PER_SEC + message % ROWS_A_SECOND;
}

static gint64
get_message_at (gint64 place)
{
  return place / G_USEC_PER_SEC * ROWS_A_SECOND + MIN (place % G_USEC_PER_SEC, ROWS_A_SECOND - 1);
}

static void
prepend_match (GPtrArray *values, const char *match, gint64 before, guint limit)
{
  g_ptr_array_insert (values, 0, hp_query_value_text (match));
  g_ptr_array_insert (values, 1, hp_query_value_int (before));
  g_ptr_array_insert (values, 2, hp_query_value_int (get_match_cap (limit)));
}

/* TRUE if the words stand in a message of the ticket that is not older than @message: then it was
 * on an earlier page. */
static gboolean
was_listed (HpDb *db, gint64 ticket, const char *match, gint64 message)
{
  return hp_db_get_int (db, 0,
                        "SELECT 1 FROM message m WHERE m.ticket = ? AND m.id >= ? AND EXISTS "
                        "(SELECT 1 FROM search WHERE search MATCH ? AND rowid = m.id) LIMIT 1",
                        "iis", ticket, message, match) != 0;
}

static gboolean
add_once (GHashTable *seen, gint64 row)
{
  return g_hash_table_add (seen, g_memdup2 (&row, sizeof row));
}

/* By words: each ticket stands where the newest message that holds them stands. */
static void
list_by_words (HpDb *db,
               HpQuerySql *condition,
               const char *match,
               const HpTicketCursor *after,
               guint limit,
               GPtrArray *tickets)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 before = after != NULL ? get_message_at (after->place) : G_MAXINT64;
  g_autofree char *sql =
      g_strdup_printf ("SELECT " HP_TICKET_COLUMNS ", s.id FROM " MATCHES HP_TICKET_SOURCE
                       "WHERE t.id = m.ticket AND %s",
                       condition->sql->str);

  prepend_match (condition->values, match, before, limit);
  g_auto (HpRows) rows = hp_db_query_made (db, sql, condition->values);
  while (tickets->len < limit && hp_rows_next (&rows))
    {
      gint64 row = hp_rows_int (&rows, 0);
      if (!add_once (seen, row) || (after != NULL && was_listed (db, row, match, before)))
        continue;
      HpTicket *ticket = hp_tickets_read (&rows);
      ticket->place = get_place (hp_rows_int (&rows, hp_rows_get_columns (&rows) - 1));
      g_ptr_array_add (tickets, ticket);
    }
}

static void
list_by_activity (HpDb *db,
                  HpQuerySql *condition,
                  const HpTicketCursor *after,
                  guint limit,
                  GPtrArray *tickets)
{
  g_autoptr (GString) sql = g_string_new ("SELECT " HP_TICKET_COLUMNS "FROM " HP_TICKET_SOURCE);

  g_string_append_printf (sql, "WHERE %s ", condition->sql->str);
  if (after != NULL)
    {
      g_string_append (sql, "AND (t.updated, t.root) < (?, ?) ");
      g_ptr_array_add (condition->values, hp_query_value_int (after->place));
      g_ptr_array_add (condition->values, hp_query_value_bytes (after->key.bytes, HP_KEY_SIZE));
    }
  g_string_append (sql, "ORDER BY t.updated DESC, t.root DESC LIMIT ?");
  g_ptr_array_add (condition->values, hp_query_value_int (limit));
  g_auto (HpRows) rows = hp_db_query_made (db, sql->str, condition->values);
  while (hp_rows_next (&rows))
    g_ptr_array_add (tickets, hp_tickets_read (&rows));
}

GPtrArray *
hp_search_tickets (HpDb *db,
                   const HpQuery *query,
                   const char *me,
                   const HpTicketCursor *after,
                   guint limit)
{
  GPtrArray *tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_ticket_unref);
  g_autoptr (HpQuery) all = query == NULL ? hp_query_parse ("") : NULL;
  const HpQuery *used = query != NULL ? query : all;
  g_autoptr (HpQuerySql) condition = hp_query_sql_new (used, me, g_get_real_time (), FALSE);
  g_autofree char *match = hp_query_dup_match (used, db);

  if (match != NULL)
    list_by_words (db, condition, match, after, limit, tickets);
  else
    list_by_activity (db, condition, after, limit, tickets);
  return tickets;
}

GArray *
hp_search_ticket_rows (HpDb *db, const HpQuery *query, const char *me, guint limit)
{
  g_autoptr (HpQuerySql) condition = hp_query_sql_new (query, me, g_get_real_time (), FALSE);
  g_autofree char *match = hp_query_dup_match (query, db);
  g_autofree char *sql = NULL;

  if (match == NULL)
    {
      sql = g_strdup_printf ("SELECT t.id FROM ticket t WHERE %s "
                             "ORDER BY t.updated DESC, t.root DESC LIMIT ?",
                             condition->sql->str);
      g_ptr_array_add (condition->values, hp_query_value_int (limit));
      g_auto (HpRows) rows = hp_db_query_made (db, sql, condition->values);
      return hp_rows_list_ints (&rows);
    }
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sql = g_strdup_printf ("SELECT t.id FROM " MATCHES "ticket t WHERE t.id = m.ticket AND %s",
                         condition->sql->str);
  prepend_match (condition->values, match, G_MAXINT64, 0);
  g_auto (HpRows) rows = hp_db_query_made (db, sql, condition->values);
  while (found->len < limit && hp_rows_next (&rows))
    {
      gint64 row = hp_rows_int (&rows, 0);
      if (add_once (seen, row))
        g_array_append_val (found, row);
    }
  return found;
}

gint64
hp_search_count (HpDb *db, const HpQuery *query, const char *me)
{
  g_autoptr (HpQuerySql) condition = hp_query_sql_new (query, me, g_get_real_time (), FALSE);
  g_autofree char *match = hp_query_dup_match (query, db);
  g_autofree char *sql = NULL;

  if (match == NULL)
    {
      sql = g_strdup_printf ("SELECT count (*) FROM ticket t WHERE %s", condition->sql->str);
    }
  else
    {
      sql = g_strdup_printf ("SELECT count (DISTINCT t.id) FROM " MATCHES
                             "ticket t WHERE t.id = m.ticket AND %s",
                             condition->sql->str);
      prepend_match (condition->values, match, G_MAXINT64, 0);
    }
  g_auto (HpRows) rows = hp_db_query_made (db, sql, condition->values);
  return hp_rows_next (&rows) ? hp_rows_int (&rows, 0) : 0;
}

void
hp_search_hit_free (HpSearchHit *hit)
{
  g_free (hit->snippet);
  g_clear_pointer (&hit->hits, g_array_unref);
  g_free (hit);
}

#define SNIPPET_CHARS 160

static HpSearchHit *
read_hit (HpRows *rows)
{
  HpSearchHit *hit = g_new0 (HpSearchHit, 1);

  hit->hits = g_array_new (FALSE, FALSE, sizeof (guint));
  hit->message = *hp_rows_key (rows, 0);
  hit->ticket = *hp_rows_key (rows, 1);
  hit->ticket_row = hp_rows_int (rows, 2);
  return hit;
}

static void
list_newest (HpDb *db, const HpQuery *query, const char *me, guint limit, GPtrArray *hits)
{
  g_autoptr (HpQuerySql) condition = hp_query_sql_new (query, me, g_get_real_time (), FALSE);
  g_autofree char *sql =
      g_strdup_printf ("SELECT m.key, t.root, t.id, substr (m.text, 1, %d) FROM message m "
                       "CROSS JOIN ticket t ON t.id = m.ticket WHERE %s ORDER BY m.id DESC LIMIT ?",
                       SNIPPET_CHARS, condition->sql->str);

  g_ptr_array_add (condition->values, hp_query_value_int (limit));
  g_auto (HpRows) rows = hp_db_query_made (db, sql, condition->values);
  while (hp_rows_next (&rows))
    {
      HpSearchHit *hit = read_hit (&rows);
      hit->snippet = hp_rows_dup_text (&rows, 3);
      g_ptr_array_add (hits, hit);
    }
}

/* Where to show the words: in the body, else in the subject, the people or the attachments. */
static guint
choose_column (const HpSearchPlace *places, guint n)
{
  static const guint ORDER[] = { 2, 0, 1, 3 };
  guint there = 0;

  for (guint i = 0; i < n; i++)
    there |= 1u << places[i].column;
  for (guint i = 0; i < G_N_ELEMENTS (ORDER); i++)
    if (there & 1u << ORDER[i])
      return ORDER[i];
  return ORDER[0];
}

static void
add_snippet (HpSearchHit *hit, HpRows *rows, int at, const HpSearchMatch *match, guint column)
{
  gsize size;
  const HpSearchPlace *places = g_bytes_get_data (match->places, &size);
  gsize length;
  const char *text = hp_rows_bytes (rows, at, &length);
  g_autoptr (HpSnippet) snippet = hp_snippet_new (text != NULL ? text : "", length, SNIPPET_CHARS,
                                                  places, (guint) (size / sizeof *places), column);

  hit->snippet = g_steal_pointer (&snippet->text);
  for (guint i = 0; i < snippet->n_hits; i++)
    g_array_append_vals (hit->hits, &snippet->hits[i], 2);
}

static void
add_hit (HpDb *db, const HpSearchMatch *match, GPtrArray *hits)
{
  gsize size;
  const HpSearchPlace *places = g_bytes_get_data (match->places, &size);
  guint column = choose_column (places, (guint) (size / sizeof *places));
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT m.key, t.root, t.id, CASE ?2 WHEN 0 THEN s.subject WHEN 1 THEN s.people "
                   "WHEN 2 THEN s.body ELSE s.files END FROM message m "
                   "JOIN ticket t ON t.id = m.ticket JOIN search_source s ON s.id = m.id "
                   "WHERE m.id = ?1",
                   "ii", match->id, (gint64) column);

  if (!hp_rows_next (&rows))
    return;
  HpSearchHit *hit = read_hit (&rows);
  add_snippet (hit, &rows, 3, match, column);
  g_ptr_array_add (hits, hit);
}

GPtrArray *
hp_search_messages (HpDb *db, const HpQuery *query, const char *me, guint limit, gboolean *is_cut)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_search_hit_free);
  g_autofree char *match = hp_query_dup_match (query, db);
  gboolean has_older = FALSE;

  if (match == NULL)
    {
      list_newest (db, query, me, limit, hits);
    }
  else
    {
      g_autoptr (GArray) best = hp_search_list_best (db, query, me, match, limit, &has_older);
      for (guint i = 0; i < best->len; i++)
        add_hit (db, &g_array_index (best, HpSearchMatch, i), hits);
    }
  if (is_cut != NULL)
    *is_cut = has_older;
  return hits;
}
