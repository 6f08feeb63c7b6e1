/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how what an agent has read is written, and told to other windows. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-reading.h"

#include "store/hp-change-table.h"
#include "store/hp-reading-table.h"
#include "store/hp-ticket-table.h"

static void
mark (HpDb *db, const char *agent, gint64 row, gboolean is_read)
{
  g_autoptr (HpTicket) ticket = hp_tickets_get (db, row);
  gboolean is_changed = ticket != NULL && (is_read ? hp_readings_mark_read (db, agent, ticket)
                                                   : hp_readings_mark_unread (db, agent, row));

  if (is_changed)
    hp_changes_add (db, HP_CHANGE_TICKET, row);
}

gboolean
hp_reading_mark (HpDesk *desk,
                 const char *agent,
                 const GArray *tickets,
                 gboolean is_read,
                 GError **error)
{
  HpDb *db = hp_desk_get_db (desk);

  hp_db_begin (db);
  for (guint i = 0; i < tickets->len; i++)
    mark (db, agent, g_array_index (tickets, gint64, i), is_read);
  hp_changes_trim (db);
  return hp_db_commit (db, error);
}

gboolean
hp_reading_mark_all (HpDesk *desk, const char *agent, gint64 time, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);

  hp_db_begin (db);
  hp_readings_mark_before (db, agent, time);
  return hp_db_commit (db, error);
}
