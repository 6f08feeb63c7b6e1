/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the table reading: what each agent has seen at this desk. By the keys of messages, so that
 * merging, splitting and mail that comes late change nothing about it. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-reading-table.h"

#include "model/hp-message.h"
#include "store/hp-ticket-table.h"

/* Newest first: row, key, direction, whether it is marked. */
#define NEWEST                                                                                     \
  "SELECT m.id, m.key, m.direction, r.is_unread FROM message m "                                   \
  "LEFT JOIN reading r ON r.agent = ? AND r.message = m.key "                                      \
  "WHERE m.ticket = ? ORDER BY m.id DESC LIMIT 50"

#define SEEN "INSERT OR REPLACE INTO reading (agent, message, is_unread) "

static gboolean
waits_for_us (const char *status)
{
  return g_str_equal (status, HP_STATUS_NEW) || g_str_equal (status, HP_STATUS_OPEN) ||
         g_str_equal (status, HP_STATUS_WAITING);
}

/* (element-type HpKey) (nullable): the keys of the unread ones. Returns the oldest of them. */
static gint64
find_unread (HpDb *db, const char *agent, gint64 ticket, const char *status, GArray *keys)
{
  gboolean is_answered = !waits_for_us (status);
  gint64 oldest = 0;
  g_auto (HpRows) rows = hp_db_query (db, NEWEST, "si", agent, ticket);

  while (hp_rows_next (&rows))
    {
      const char *direction = hp_rows_text (&rows, 2);
      gboolean is_unread = hp_rows_int_or (&rows, 3, !is_answered) != 0;
      if (g_str_equal (direction, HP_DIRECTION_OUT))
        is_answered = TRUE;
      if (!g_str_equal (direction, HP_DIRECTION_IN) || !is_unread)
        continue;
      oldest = hp_rows_int (&rows, 0);
      if (keys != NULL)
        g_array_append_vals (keys, hp_rows_key (&rows, 1), 1);
    }
  return oldest;
}

gint64
hp_readings_find_unread (HpDb *db, const char *agent, const HpTicket *ticket)
{
  return find_unread (db, agent, ticket->row, ticket->status, NULL);
}

guint
hp_readings_count (HpDb *db, const char *agent, const GArray *tickets, guint limit)
{
  guint n = 0;

  for (guint i = 0; i < MIN (tickets->len, limit); i++)
    {
      gint64 row = g_array_index (tickets, gint64, i);
      g_autofree char *status =
          hp_db_dup_text (db, "SELECT status FROM ticket WHERE id = ?", "i", row);
      if (status != NULL && find_unread (db, agent, row, status, NULL) != 0)
        n++;
    }
  return n;
}

gboolean
hp_readings_mark_read (HpDb *db, const char *agent, const HpTicket *ticket)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (HpKey));

  find_unread (db, agent, ticket->row, ticket->status, keys);
  for (guint i = 0; i < keys->len; i++)
    hp_db_run (db, SEEN "VALUES (?, ?, 0)", "sk", agent, &g_array_index (keys, HpKey, i));
  return keys->len > 0;
}

gboolean
hp_readings_mark_unread (HpDb *db, const char *agent, gint64 ticket)
{
  gint64 before = hp_db_get_total_changes (db);

  hp_db_run (db,
             SEEN "SELECT ?, key, 1 FROM message WHERE ticket = ? AND direction = 'in' "
                  "ORDER BY id DESC LIMIT 1",
             "si", agent, ticket);
  return hp_db_get_total_changes (db) > before;
}

void
hp_readings_mark_before (HpDb *db, const char *agent, gint64 time)
{
  hp_db_run (db, SEEN "SELECT ?, key, 0 FROM message WHERE id < ? AND direction = 'in'", "si",
             agent, (time / G_USEC_PER_SEC) << 4);
}
