/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how tickets and messages are found: by fields through the ticket table, by words through the
 * index, newest first or best first. Read-only; the connection's thread. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-search.h"

#include <string.h>

#include "store/hp-query-sql.h"
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

/* How much a hit in each column counts: subject, people, body, files. */
#define RANK "hp_rank (search, 4.0, 2.0, 1.0, 1.0)"
#define SNIPPET_LENGTH 160

/* The rows to show, best first, and which of them are there. */
static GArray *
list_best (HpDb *db, const HpQuery *query, const char *me, const char *match, guint limit)
{
  g_autoptr (HpQuerySql) condition = hp_query_sql_new (query, me, g_get_real_time (), FALSE);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autofree char *sql = NULL;

  if (strcmp (condition->sql->str, "1") == 0)
    sql = g_strdup ("SELECT id FROM (SELECT rowid AS id, " RANK " AS score FROM search "
                    "WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?) "
                    "ORDER BY score, id DESC LIMIT ?");
  else
    sql = g_strdup_printf ("SELECT s.id FROM (SELECT rowid AS id, " RANK " AS score FROM search "
                           "WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?) s "
                           "CROSS JOIN message m ON m.id = s.id "
                           "CROSS JOIN ticket t ON t.id = m.ticket WHERE %s "
                           "ORDER BY s.score, s.id DESC LIMIT ?",
                           condition->sql->str);
  g_ptr_array_add (values, hp_query_value_text (match));
  g_ptr_array_add (values, hp_query_value_int (NEWEST_MATCHES));
  for (guint i = 0; i < condition->values->len; i++)
    g_ptr_array_add (values, g_variant_ref (g_ptr_array_index (condition->values, i)));
  g_ptr_array_add (values, hp_query_value_int (limit));
  g_auto (HpRows) rows = hp_db_query_made (db, sql, values);
  return hp_rows_list_ints (&rows);
}

static GArray *
list_newest (HpDb *db, const HpQuery *query, const char *me, guint limit)
{
  g_autoptr (HpQuerySql) condition = hp_query_sql_new (query, me, g_get_real_time (), FALSE);
  g_autofree char *sql =
      g_strdup_printf ("SELECT m.id FROM message m CROSS JOIN ticket t ON t.id = m.ticket "
                       "WHERE %s ORDER BY m.id DESC LIMIT ?",
                       condition->sql->str);

  g_ptr_array_add (condition->values, hp_query_value_int (limit));
  g_auto (HpRows) rows = hp_db_query_made (db, sql, condition->values);
  return hp_rows_list_ints (&rows);
}

/* TRUE if there are hits in it. */
static gboolean
take_snippet (HpSearchHit *hit, HpRows *rows, int column)
{
  gsize length;
  gconstpointer blob = hp_rows_bytes (rows, column, &length);
  g_autoptr (HpSnippet) snippet = hp_snippet_new (blob, length, NULL);

  if (snippet == NULL || (hit->snippet != NULL && snippet->n_hits == 0))
    return FALSE;
  g_free (hit->snippet);
  hit->snippet = g_strdup (snippet->text);
  for (guint i = 0; i < snippet->n_hits; i++)
    g_array_append_vals (hit->hits, &snippet->hits[i], 2);
  return snippet->n_hits > 0;
}

/* From the body, else from the subject, the people or the attachments' names, where the words are.
 */
static void
find_snippet (HpDb *db, HpSearchHit *hit, gint64 id, const char *match)
{
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT hp_snippet (search, 2, ?1), hp_snippet (search, 0, ?1), "
                   "hp_snippet (search, 1, ?1), hp_snippet (search, 3, ?1) "
                   "FROM search WHERE search MATCH ?2 AND rowid = ?3",
                   "isi", (gint64) SNIPPET_LENGTH, match, id);
  gboolean found = FALSE;

  if (hp_rows_next (&rows))
    for (int column = 0; column < 4 && !found; column++)
      found = take_snippet (hit, &rows, column);
}

static HpSearchHit *
read_hit (HpDb *db, gint64 id, const char *match)
{
  HpSearchHit *hit = g_new0 (HpSearchHit, 1);
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT m.key, t.root, t.id, CASE WHEN ?2 THEN substr (m.text, 1, 160) END "
                   "FROM message m JOIN ticket t ON t.id = m.ticket WHERE m.id = ?1",
                   "ii", id, (gint64) (match == NULL));

  hit->hits = g_array_new (FALSE, FALSE, sizeof (guint));
  if (hp_rows_next (&rows))
    {
      hit->message = *hp_rows_key (&rows, 0);
      hit->ticket = *hp_rows_key (&rows, 1);
      hit->ticket_row = hp_rows_int (&rows, 2);
      hit->snippet = hp_rows_dup_text (&rows, 3);
    }
  if (match != NULL)
    find_snippet (db, hit, id, match);
  if (hit->snippet == NULL)
    hit->snippet = g_strdup ("");
  return hit;
}

static gboolean
has_more_than_newest (HpDb *db, const char *match)
{
  return hp_db_get_int (db, 0,
                        "SELECT 1 FROM search WHERE search MATCH ? ORDER BY rowid DESC "
                        "LIMIT 1 OFFSET ?",
                        "si", match, (gint64) NEWEST_MATCHES) != 0;
}

GPtrArray *
hp_search_messages (HpDb *db, const HpQuery *query, const char *me, guint limit, gboolean *is_cut)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_search_hit_free);
  g_autofree char *match = hp_query_dup_match (query, db);
  g_autoptr (GArray) ids =
      match != NULL ? list_best (db, query, me, match, limit) : list_newest (db, query, me, limit);

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (hits, read_hit (db, g_array_index (ids, gint64, i), match));
  if (is_cut != NULL)
    *is_cut = match != NULL && has_more_than_newest (db, match);
  return hits;
}
