/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables op and retraction: every decision ever made, never changed; only whether it
 * counts (`active`) and where its ticket is now are derived. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-op-table.h"

#define COLUMNS "seq, id, clock, desk, actor, kind, entity, field, member, value, active"

static HpOp *
read_op (HpRows *rows)
{
  HpOp *op = hp_op_new ();

  op->seq = hp_rows_int (rows, 0);
  op->id = *hp_rows_key (rows, 1);
  op->clock = hp_rows_int (rows, 2);
  op->desk = *hp_rows_key (rows, 3);
  op->actor = hp_rows_dup_text (rows, 4);
  op->kind = hp_rows_dup_text (rows, 5);
  op->entity = *hp_rows_key (rows, 6);
  op->field = hp_rows_dup_text (rows, 7);
  op->member = hp_rows_dup_text (rows, 8);
  op->value = hp_rows_dup_text (rows, 9);
  op->active = hp_rows_int (rows, 10) != 0;
  return op;
}

static HpOp *
read_one (HpRows *rows)
{
  return hp_rows_next (rows) ? read_op (rows) : NULL;
}

static GPtrArray *
read_all (HpRows *rows)
{
  GPtrArray *ops = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_op_unref);

  while (hp_rows_next (rows))
    g_ptr_array_add (ops, read_op (rows));
  return ops;
}

gboolean
hp_ops_add (HpDb *db, const HpOp *op, gint64 ticket)
{
  hp_db_run (db,
             "INSERT OR IGNORE INTO op (id, clock, desk, actor, kind, entity, field, member, "
             "value, active, ticket) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
             "kikssksssI", &op->id, op->clock, &op->desk, op->actor, op->kind, &op->entity,
             op->field, op->member, op->value, ticket);
  return !hp_db_has_failed (db) && hp_db_get_changes (db) > 0;
}

HpOp *
hp_ops_find (HpDb *db, const HpKey *id)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT " COLUMNS " FROM op WHERE id = ?", "k", id);
  return read_one (&rows);
}

gboolean
hp_ops_is_retracted (HpDb *db, const HpOp *op)
{
  return hp_db_get_int (db, 0,
                        "SELECT 1 FROM retraction r JOIN op o ON o.id = r.op "
                        "WHERE r.target = ?1 AND o.active "
                        "AND (o.clock, o.desk, o.id) > (?2, ?3, ?1) LIMIT 1",
                        "kik", &op->id, op->clock, &op->desk) != 0;
}

void
hp_ops_set_active (HpDb *db, const HpKey *id, gboolean active)
{
  hp_db_run (db, "UPDATE op SET active = ? WHERE id = ?", "ik", (gint64) active, id);
}

void
hp_retractions_add (HpDb *db, const HpKey *target, const HpKey *op)
{
  hp_db_run (db, "INSERT OR IGNORE INTO retraction (target, op) VALUES (?, ?)", "kk", target, op);
}

HpOp *
hp_ops_find_newest (HpDb *db,
                    const char *kind,
                    const HpKey *entity,
                    const char *field,
                    const char *member)
{
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT " COLUMNS " FROM op WHERE entity = ? AND field = ? AND member = ? "
                   "AND kind = ? AND active ORDER BY clock DESC, desk DESC, id DESC LIMIT 1",
                   "ksss", entity, field, member, kind);
  return read_one (&rows);
}

GPtrArray *
hp_ops_list_active (HpDb *db, gint64 ticket)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT " COLUMNS " FROM op WHERE ticket = ? AND active ORDER BY clock, desk, id", "i",
      ticket);
  return read_all (&rows);
}

GPtrArray *
hp_ops_list (HpDb *db, gint64 ticket, gint64 after, guint limit)
{
  if (ticket == 0)
    {
      g_auto (HpRows) all =
          hp_db_query (db, "SELECT " COLUMNS " FROM op WHERE seq > ? ORDER BY seq LIMIT ?", "ii",
                       after, (gint64) limit);
      return read_all (&all);
    }
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT " COLUMNS " FROM op WHERE ticket = ? AND seq > ? "
                                      "ORDER BY clock, desk, seq LIMIT ?",
                                      "iii", ticket, after, (gint64) limit);
  return read_all (&rows);
}

GPtrArray *
hp_ops_list_of_kind (HpDb *db, const char *kind)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT " COLUMNS " FROM op WHERE kind = ? AND active ORDER BY clock, desk, id", "s",
      kind);
  return read_all (&rows);
}

HpOp *
hp_ops_find_last_of (HpDb *db, const HpKey *desk, const char *actor)
{
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT " COLUMNS " FROM op WHERE actor = ? AND desk = ? AND active "
                   "AND kind NOT IN ('op', 'desk') ORDER BY clock DESC, id DESC LIMIT 1",
                   "sk", actor, desk);
  return read_one (&rows);
}

HpOp *
hp_ops_find_last_retract_of (HpDb *db, const HpKey *desk, const char *actor)
{
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT " COLUMNS " FROM op WHERE actor = ? AND desk = ? AND active "
                   "AND kind = 'op' AND field = 'retract' ORDER BY clock DESC, id DESC LIMIT 1",
                   "sk", actor, desk);
  return read_one (&rows);
}

GPtrArray *
hp_ops_list_decision (HpDb *db, const HpOp *op)
{
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT " COLUMNS
                   " FROM op WHERE actor = ? AND clock = ? AND desk = ? AND active ORDER BY seq",
                   "sik", op->actor, op->clock, &op->desk);
  return read_all (&rows);
}

HpOp *
hp_ops_find_retract_of (HpDb *db, const HpKey *op)
{
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT " COLUMNS " FROM op WHERE active AND id IN "
                                      "(SELECT op FROM retraction WHERE target = ?) ORDER BY clock "
                                      "DESC, desk DESC, id DESC LIMIT 1",
                                      "k", op);
  return read_one (&rows);
}

void
hp_ops_set_ticket (HpDb *db, const HpKey *hash, gint64 ticket)
{
  hp_db_run (db, "UPDATE op SET ticket = ? WHERE entity = ? AND kind IN ('ticket', 'message')",
             "Ik", ticket, hash);
}

GPtrArray *
hp_ops_list_notes_of (HpDb *db, const HpKey *hash)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT " COLUMNS " FROM op WHERE entity = ? AND field = 'note' AND kind = 'ticket'", "k",
      hash);
  return read_all (&rows);
}

gint64
hp_ops_get_last_clock (HpDb *db)
{
  return hp_db_get_int (db, 0, "SELECT max (clock) FROM op", NULL);
}

GPtrArray *
hp_ops_list_actors (HpDb *db)
{
  GPtrArray *actors = g_ptr_array_new_with_free_func (g_free);
  /* One step of the index for each actor, not one for each op. */
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "WITH RECURSIVE a (name) AS (SELECT min (actor) FROM op UNION ALL "
                   "SELECT (SELECT min (actor) FROM op WHERE actor > name) FROM a "
                   "WHERE name IS NOT NULL) SELECT name FROM a WHERE name IS NOT NULL",
                   NULL);

  while (hp_rows_next (&rows))
    g_ptr_array_add (actors, hp_rows_dup_text (&rows, 0));
  return actors;
}
