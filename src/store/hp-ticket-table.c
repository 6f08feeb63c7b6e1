/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables ticket and ticket_tag, and keeps the counters of tickets with them. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-ticket-table.h"

#include <string.h>

#include "base/hp-time.h"
#include "store/hp-rollup-table.h"

/* Places of priorities in a list, 0 the highest. */
#define RANK_NORMAL 2
#define RANK_LOW 3

void
hp_ticket_row_clear (HpTicketRow *row)
{
  g_clear_pointer (&row->subject, g_free);
  g_clear_pointer (&row->status, g_free);
  g_clear_pointer (&row->priority, g_free);
  g_clear_pointer (&row->channel, g_free);
  g_clear_pointer (&row->assignee, g_free);
  g_clear_pointer (&row->tags, g_free);
  g_clear_pointer (&row->snippet, g_free);
}

gint64
hp_tickets_find (HpDb *db, const HpKey *root)
{
  return hp_db_get_int (db, 0, "SELECT id FROM ticket WHERE root = ?", "k", root);
}

/* Counts a row of (status, channel, created); one that is only reserved counts nothing. */
static void
count_ticket (HpDb *db, const char *status, const char *channel, gint64 created, gint64 n)
{
  if (*status == '\0')
    return;
  hp_rollups_add (db, HP_ROLLUP_STATUS, 0, status, n);
  hp_rollups_add (db, HP_ROLLUP_OPENED, hp_time_get_day (created), channel, n);
}

gint64
hp_tickets_reserve (HpDb *db, const HpKey *root, gboolean is_simple)
{
  hp_db_run (
      db,
      "INSERT INTO ticket (root, subject, status, priority, channel, tags, created, updated, "
      "messages, attachments, snippet, warnings, is_simple) "
      "VALUES (?, '', '', '', '', '', 0, 0, 0, 0, '', 0, ?)",
      "ki", root, (gint64) is_simple);
  return hp_db_get_last_row_id (db);
}

void
hp_tickets_set_root (HpDb *db, gint64 id, const HpKey *root)
{
  hp_db_run (db, "UPDATE ticket SET root = ? WHERE id = ?", "ki", root, id);
}

void
hp_tickets_set_simple (HpDb *db, gint64 id, gboolean is_simple)
{
  hp_db_run (db, "UPDATE ticket SET is_simple = ?1 WHERE id = ?2 AND is_simple <> ?1", "ii",
             (gint64) is_simple, id);
}

gboolean
hp_tickets_is_simple (HpDb *db, gint64 id)
{
  return hp_db_get_int (db, 0, "SELECT is_simple FROM ticket WHERE id = ?", "i", id) != 0;
}

static void
write_tags (HpDb *db, const HpTicketRow *row)
{
  g_auto (GStrv) tags = g_strsplit (row->tags, "\n", -1);

  hp_db_run (db, "DELETE FROM ticket_tag WHERE ticket = ?", "i", row->id);
  for (guint i = 0; tags[i] != NULL; i++)
    if (*tags[i] != '\0')
      hp_db_run (db, "INSERT OR IGNORE INTO ticket_tag (tag, ticket) VALUES (?, ?)", "si", tags[i],
                 row->id);
}

/* What changes if @row is written over the row that is there. */
typedef struct
{
  gboolean is_different;
  gboolean tags_differ;
  gboolean counts_differ;
} Difference;

static Difference
compare_row (HpDb *db, const HpTicketRow *row)
{
  Difference difference = { 0 };
  g_auto (HpRows) rows = hp_db_query (
      db,
      "SELECT tags, status, channel, created, subject = ? AND priority = ? AND assignee IS ? "
      "AND identity IS ? AND customer IS ? AND created = ? AND updated = ? AND messages = ? "
      "AND attachments = ? AND snippet = ? AND warnings = ? AND snoozed = ? FROM ticket "
      "WHERE id = ?",
      "sssIIiiiisiii", row->subject, row->priority, row->assignee, row->identity, row->customer,
      row->created, row->updated, row->messages, row->attachments, row->snippet,
      (gint64) row->warnings, row->snoozed, row->id);

  if (!hp_rows_next (&rows))
    return difference;
  difference.tags_differ = strcmp (hp_rows_text (&rows, 0), row->tags) != 0;
  difference.counts_differ =
      strcmp (hp_rows_text (&rows, 1), row->status) != 0 ||
      strcmp (hp_rows_text (&rows, 2), row->channel) != 0 ||
      hp_time_get_day (hp_rows_int (&rows, 3)) != hp_time_get_day (row->created);
  difference.is_different =
      difference.tags_differ || difference.counts_differ || hp_rows_int (&rows, 4) == 0;
  if (difference.counts_differ)
    count_ticket (db, hp_rows_text (&rows, 1), hp_rows_text (&rows, 2), hp_rows_int (&rows, 3), -1);
  return difference;
}

gboolean
hp_tickets_write (HpDb *db, const HpTicketRow *row)
{
  Difference difference = compare_row (db, row);

  if (!difference.is_different)
    return FALSE;
  hp_db_run (db,
             "UPDATE ticket SET subject = ?, status = ?, priority = ?, channel = ?, assignee = ?, "
             "identity = ?, customer = ?, tags = ?, created = ?, updated = ?, messages = ?, "
             "attachments = ?, snippet = ?, warnings = ?, snoozed = ? WHERE id = ?",
             "sssssIIsiiiisiii", row->subject, row->status, row->priority, row->channel,
             row->assignee, row->identity, row->customer, row->tags, row->created, row->updated,
             row->messages, row->attachments, row->snippet, (gint64) row->warnings, row->snoozed,
             row->id);
  if (difference.tags_differ)
    write_tags (db, row);
  if (difference.counts_differ)
    count_ticket (db, row->status, row->channel, row->created, 1);
  return TRUE;
}

void
hp_tickets_remove (HpDb *db, gint64 id)
{
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT status, channel, created FROM ticket WHERE id = ?", "i", id);

  if (hp_rows_next (&rows))
    count_ticket (db, hp_rows_text (&rows, 0), hp_rows_text (&rows, 1), hp_rows_int (&rows, 2), -1);
  hp_rows_end (&rows);
  hp_db_run (db, "DELETE FROM ticket_tag WHERE ticket = ?", "i", id);
  hp_db_run (db, "DELETE FROM timer WHERE ticket = ?", "i", id);
  hp_db_run (db, "DELETE FROM ticket WHERE id = ?", "i", id);
}

gboolean
hp_tickets_get_root (HpDb *db, gint64 id, HpKey *root)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT root FROM ticket WHERE id = ?", "i", id);

  if (!hp_rows_next (&rows))
    return FALSE;
  *root = *hp_rows_key (&rows, 0);
  return TRUE;
}

gint64
hp_tickets_get_updated (HpDb *db, gint64 id)
{
  return hp_db_get_int (db, HP_DB_NULL_INT,
                        "SELECT updated FROM ticket WHERE id = ? AND status <> ''", "i", id);
}

gint64
hp_tickets_get_newest (HpDb *db)
{
  return hp_db_get_int (db, 0, "SELECT max (updated) FROM ticket", NULL);
}

GArray *
hp_tickets_list_of_customer (HpDb *db, gint64 customer)
{
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT id FROM ticket WHERE customer = ?", "i", customer);

  return hp_rows_list_ints (&rows);
}

HpTicket *
hp_tickets_read (HpRows *rows)
{
  HpTicket *ticket = hp_ticket_new ();
  const HpKey *customer = hp_rows_key (rows, 7);
  const char *tags = hp_rows_text (rows, 10);

  ticket->row = hp_rows_int (rows, 0);
  ticket->key = *hp_rows_key (rows, 1);
  ticket->subject = hp_rows_dup_text (rows, 2);
  ticket->status = hp_rows_dup_text (rows, 3);
  ticket->priority = hp_rows_dup_text (rows, 4);
  ticket->channel = hp_rows_dup_text (rows, 5);
  ticket->assignee = hp_rows_dup_text (rows, 6);
  if (customer != NULL)
    ticket->customer = *customer;
  ticket->customer_name = hp_rows_dup_text (rows, 8);
  ticket->customer_address = hp_rows_dup_text (rows, 9);
  ticket->tags = *tags != '\0' ? g_strsplit (tags, "\n", -1) : g_new0 (char *, 1);
  ticket->created = hp_rows_int (rows, 11);
  ticket->updated = ticket->place = hp_rows_int (rows, 12);
  ticket->messages = hp_rows_int (rows, 13);
  ticket->attachments = hp_rows_int (rows, 14);
  ticket->snippet = hp_rows_dup_text (rows, 15);
  ticket->warnings = (HpWarnings) hp_rows_int (rows, 16);
  ticket->snoozed = hp_rows_int (rows, 17);
  return ticket;
}

HpTicket *
hp_tickets_get (HpDb *db, gint64 id)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT " HP_TICKET_COLUMNS "FROM " HP_TICKET_SOURCE "WHERE t.id = ?", "i", id);
  return hp_rows_next (&rows) ? hp_tickets_read (&rows) : NULL;
}

GPtrArray *
hp_tickets_list_mids (HpDb *db, gint64 id)
{
  GPtrArray *mids = g_ptr_array_new_with_free_func (g_free);
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT mid FROM message WHERE ticket = ? AND mid IS NOT NULL ORDER BY time, key", "i",
      id);

  while (hp_rows_next (&rows))
    g_ptr_array_add (mids, hp_rows_dup_text (&rows, 0));
  return mids;
}

GPtrArray *
hp_tickets_list_latest_of_customer (HpDb *db, gint64 customer, guint limit)
{
  GPtrArray *tickets = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_ticket_unref);
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT " HP_TICKET_COLUMNS "FROM " HP_TICKET_SOURCE
                                      "WHERE t.customer = ? ORDER BY t.updated DESC, t.root DESC "
                                      "LIMIT ?",
                                      "ii", customer, (gint64) limit);

  while (hp_rows_next (&rows))
    g_ptr_array_add (tickets, hp_tickets_read (&rows));
  return tickets;
}

void
hp_ticket_count_free (HpTicketCount *count)
{
  g_free (count->name);
  g_free (count);
}

static GPtrArray *
read_counts (HpRows *rows)
{
  GPtrArray *counts = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_ticket_count_free);

  while (hp_rows_next (rows))
    {
      HpTicketCount *count = g_new0 (HpTicketCount, 1);
      count->name = hp_rows_dup_text (rows, 0);
      count->n = hp_rows_int (rows, 1);
      g_ptr_array_add (counts, count);
    }
  return counts;
}

GPtrArray *
hp_tickets_count_open_tags (HpDb *db, guint limit)
{
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT g.tag, count (*) FROM ticket t "
                                      "CROSS JOIN ticket_tag g ON g.ticket = t.id "
                                      "WHERE t.status IN ('new', 'open') AND t.snoozed <= ? "
                                      "GROUP BY g.tag ORDER BY 2 DESC, 1 LIMIT ?",
                                      "ii", g_get_real_time (), (gint64) limit);
  return read_counts (&rows);
}

GPtrArray *
hp_tickets_count_open_assignees (HpDb *db)
{
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT assignee, count (*) FROM ticket WHERE status IN ('new', 'open') "
                   "AND assignee IS NOT NULL GROUP BY assignee ORDER BY assignee",
                   NULL);
  return read_counts (&rows);
}

/* 0 is the highest; what is not there is normal. Returns: (element-type gint64 to guint). */
static GHashTable *
read_ranks (HpDb *db)
{
  GHashTable *ranks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT id, priority FROM ticket WHERE priority <> 'normal'", NULL);

  while (hp_rows_next (&rows))
    {
      gint64 id = hp_rows_int (&rows, 0);
      const char *priority = hp_rows_text (&rows, 1);
      guint rank = g_str_equal (priority, HP_PRIORITY_URGENT) ? 0
                   : g_str_equal (priority, HP_PRIORITY_HIGH) ? 1
                                                              : RANK_LOW;
      g_hash_table_insert (ranks, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (rank));
    }
  return ranks;
}

GArray *
hp_tickets_sort_by_priority (HpDb *db, GArray *rows)
{
  g_autoptr (GHashTable) ranks = read_ranks (db);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);

  for (guint rank = 0; rank <= RANK_LOW; rank++)
    for (guint i = 0; i < rows->len; i++)
      {
        gint64 row = g_array_index (rows, gint64, i);
        gpointer own = NULL;
        gboolean is_known = g_hash_table_lookup_extended (ranks, &row, NULL, &own);
        if ((is_known ? GPOINTER_TO_UINT (own) : RANK_NORMAL) == rank)
          g_array_append_val (sorted, row);
      }
  g_array_unref (rows);
  return sorted;
}

void
hp_ticket_links_set (HpDb *db,
                     const HpKey *a,
                     const HpKey *b,
                     const char *relation,
                     const char *back)
{
  if (relation == NULL)
    {
      hp_db_run (db, "DELETE FROM ticket_link WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1)",
                 "kk", a, b);
      return;
    }
  hp_db_run (db,
             "INSERT OR REPLACE INTO ticket_link (a, b, kind) VALUES (?1, ?2, ?3), (?2, ?1, ?4)",
             "kkss", a, b, relation, back);
}

void
hp_ticket_link_free (HpTicketLink *link)
{
  g_free (link->relation);
  g_free (link);
}

GPtrArray *
hp_ticket_links_list (HpDb *db, gint64 ticket)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_ticket_link_free);
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT DISTINCT l.kind, other.ticket FROM node n "
                   "JOIN ticket_link l ON l.a = n.hash JOIN node other ON other.hash = l.b "
                   "WHERE n.ticket = ?1 AND other.ticket IS NOT NULL AND other.ticket <> ?1 "
                   "ORDER BY l.kind, other.hash",
                   "i", ticket);

  while (hp_rows_next (&rows))
    {
      HpTicketLink *link = g_new0 (HpTicketLink, 1);
      link->relation = hp_rows_dup_text (&rows, 0);
      link->ticket = hp_rows_int (&rows, 1);
      g_ptr_array_add (links, link);
    }
  return links;
}
