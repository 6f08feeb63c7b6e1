/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables team_op, team_item and team_desk. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-team-table.h"

#include "store/hp-op-table.h"

void
hp_team_ops_add (HpDb *db, const HpKey *desk, gint64 n, const HpKey *op, const char *line)
{
  hp_db_run (db,
             "INSERT OR IGNORE INTO team_op (desk, n, op, line) "
             "VALUES (?1, ?2, (SELECT seq FROM op WHERE id = ?3), ?4)",
             "kiks", desk, n, op, line);
}

gboolean
hp_team_ops_is_other (HpDb *db, const HpKey *desk, gint64 n, const HpKey *op)
{
  return hp_db_get_int (db, 0,
                        "SELECT o.id IS NOT ? FROM team_op t LEFT JOIN op o ON o.seq = t.op "
                        "WHERE t.desk = ? AND t.n = ?",
                        "kki", op, desk, n) != 0;
}

HpRanges *
hp_team_ops_dup_ranges (HpDb *db, const HpKey *desk)
{
  HpRanges *ranges = hp_ranges_new ();
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT min (n), max (n) FROM (SELECT n, n - row_number () OVER (ORDER BY n) "
                   "AS island FROM team_op WHERE desk = ?) GROUP BY island ORDER BY 1",
                   "k", desk);

  while (hp_rows_next (&rows))
    hp_ranges_add (ranges, hp_rows_int (&rows, 0), hp_rows_int (&rows, 1));
  return ranges;
}

GArray *
hp_team_ops_list_desks (HpDb *db)
{
  GArray *desks = g_array_new (FALSE, FALSE, sizeof (HpKey));
  /* One step of the key for each desk, not one for each decision. */
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "WITH RECURSIVE d (key) AS (SELECT min (desk) FROM team_op UNION ALL "
                   "SELECT (SELECT min (desk) FROM team_op WHERE desk > key) FROM d "
                   "WHERE key IS NOT NULL) SELECT key FROM d WHERE key IS NOT NULL",
                   NULL);

  while (hp_rows_next (&rows))
    g_array_append_vals (desks, hp_rows_key (&rows, 0), 1);
  return desks;
}

GPtrArray *
hp_team_ops_dup_lines (HpDb *db, const HpKey *desk, gint64 first, gint64 last, HpTeamLineFunc func)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT t.line, o.id FROM team_op t LEFT JOIN op o ON o.seq = t.op "
                   "WHERE t.desk = ? AND t.n BETWEEN ? AND ? ORDER BY t.n",
                   "kii", desk, first, last);

  while (hp_rows_next (&rows))
    {
      const HpKey *id = hp_rows_key (&rows, 1);
      g_autoptr (HpOp) op = id != NULL ? hp_ops_find (db, id) : NULL;
      char *line = op != NULL ? func (op) : hp_rows_dup_text (&rows, 0);
      if (line != NULL)
        g_ptr_array_add (lines, line);
    }
  return lines->len == last - first + 1 ? g_steal_pointer (&lines) : NULL;
}

GArray *
hp_team_ops_list_unsent (HpDb *db, gint64 *after, guint limit)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (HpKey));
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT id, seq FROM op WHERE seq > ? AND NOT EXISTS "
                   "(SELECT 1 FROM team_op t WHERE t.op = op.seq) ORDER BY seq LIMIT ?",
                   "ii", *after, (gint64) limit);

  while (hp_rows_next (&rows))
    {
      g_array_append_vals (ids, hp_rows_key (&rows, 0), 1);
      *after = hp_rows_int (&rows, 1);
    }
  return ids;
}

guint
hp_team_ops_count_unsent (HpDb *db, gint64 after)
{
  return (guint) hp_db_get_int (db, 0,
                                "SELECT count (*) FROM op WHERE seq > ? AND NOT EXISTS "
                                "(SELECT 1 FROM team_op t WHERE t.op = op.seq)",
                                "i", after);
}

void
hp_team_ops_remove_from (HpDb *db, const HpKey *desk, gint64 n)
{
  hp_db_run (db, "DELETE FROM team_op WHERE desk = ? AND n >= ?", "ki", desk, n);
}

GPtrArray *
hp_team_ops_list_lines (HpDb *db)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT line FROM team_op WHERE line IS NOT NULL ORDER BY desk, n", NULL);

  while (hp_rows_next (&rows))
    g_ptr_array_add (lines, hp_rows_dup_text (&rows, 0));
  return lines;
}

void
hp_team_ops_set_op (HpDb *db, const char *line, const HpKey *op)
{
  hp_db_run (db,
             "UPDATE team_op SET op = (SELECT seq FROM op WHERE id = ?), line = NULL "
             "WHERE line = ?",
             "ks", op, line);
}

void
hp_team_item_free (HpTeamItem *item)
{
  g_free (item->id);
  g_free (item->name);
  g_free (item->reason);
  g_free (item);
}

GPtrArray *
hp_team_items_list (HpDb *db, const char *log)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_team_item_free);
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT id, name, state, reason FROM team_item WHERE log = ? ORDER BY id", "s", log);

  while (hp_rows_next (&rows))
    {
      HpTeamItem *item = g_new0 (HpTeamItem, 1);
      item->id = hp_rows_dup_text (&rows, 0);
      item->name = hp_rows_dup_text (&rows, 1);
      item->state = (HpTeamItemState) hp_rows_int (&rows, 2);
      item->reason = hp_rows_dup_text (&rows, 3);
      g_ptr_array_add (items, item);
    }
  return items;
}

void
hp_team_items_write (HpDb *db, const char *log, const HpTeamItem *item)
{
  hp_db_run (db,
             "INSERT OR REPLACE INTO team_item (log, id, name, state, reason) "
             "VALUES (?, ?, ?, ?, ?)",
             "sssis", log, item->id, item->name, (gint64) item->state, item->reason);
}

void
hp_team_items_remove (HpDb *db, const char *log, const char *id)
{
  hp_db_run (db, "DELETE FROM team_item WHERE log = ? AND id = ?", "ss", log, id);
}

void
hp_team_desk_free (HpTeamDesk *desk)
{
  g_free (desk->name);
  g_free (desk->agent);
  g_free (desk->has);
  g_clear_pointer (&desk->public_key, g_bytes_unref);
  g_free (desk);
}

#define DESK_COLUMNS "key, name, agent, public_key, seen, has, record, removed_from"

static HpTeamDesk *
read_desk (HpRows *rows)
{
  HpTeamDesk *desk = g_new0 (HpTeamDesk, 1);
  gsize size = 0;

  desk->key = *hp_rows_key (rows, 0);
  desk->name = hp_rows_dup_text (rows, 1);
  desk->agent = hp_rows_dup_text (rows, 2);
  gconstpointer public_key = hp_rows_bytes (rows, 3, &size);
  desk->public_key = public_key != NULL ? g_bytes_new (public_key, size) : NULL;
  desk->seen = hp_rows_int (rows, 4);
  desk->has = hp_rows_dup_text (rows, 5);
  desk->record = hp_rows_int (rows, 6);
  desk->removed_from = hp_rows_int (rows, 7);
  return desk;
}

GPtrArray *
hp_team_desks_list (HpDb *db)
{
  GPtrArray *desks = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_team_desk_free);
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT " DESK_COLUMNS " FROM team_desk ORDER BY name, key", NULL);

  while (hp_rows_next (&rows))
    g_ptr_array_add (desks, read_desk (&rows));
  return desks;
}

HpTeamDesk *
hp_team_desks_find (HpDb *db, const HpKey *key)
{
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT " DESK_COLUMNS " FROM team_desk WHERE key = ?", "k", key);

  return hp_rows_next (&rows) ? read_desk (&rows) : NULL;
}

void
hp_team_desks_write (HpDb *db, const HpTeamDesk *desk)
{
  gsize size = 0;
  gconstpointer public_key =
      desk->public_key != NULL ? g_bytes_get_data (desk->public_key, &size) : NULL;

  hp_db_run (db,
             "INSERT INTO team_desk (key, name, agent, public_key, seen, has, record) "
             "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
             "name = excluded.name, agent = excluded.agent, public_key = excluded.public_key, "
             "seen = excluded.seen, has = excluded.has, record = excluded.record",
             "kssbisi", &desk->key, desk->name, desk->agent, public_key, size, desk->seen,
             desk->has, desk->record);
}

void
hp_team_desks_set_removed (HpDb *db, const HpKey *key, gint64 from)
{
  hp_db_run (db,
             "INSERT INTO team_desk (key, name, agent, seen, has, record, removed_from) "
             "VALUES (?1, '', '', 0, '{}', 0, ?2) "
             "ON CONFLICT (key) DO UPDATE SET removed_from = ?2",
             "ki", key, from);
}
