/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns undo and redo: ops that name other ops. A large decision is taken back as it was made, in
 * several transactions and as one. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-commands.h"

#include <string.h>

#include "desk/hp-decide.h"
#include "desk/hp-op-fields.h"
#include "store/hp-op-table.h"

static GArray *
list_ids (GPtrArray *ops)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (HpKey));

  for (guint i = 0; i < ops->len; i++)
    g_array_append_val (ids, ((const HpOp *) g_ptr_array_index (ops, i))->id);
  return ids;
}

/* Writes ops that name @ids. */
static gboolean
retract (HpDecide *self, GArray *ids, GError **error)
{
  HpKey entity = { 0 };

  for (guint at = 0; at < ids->len;)
    {
      guint n = MIN (self->batch, ids->len - at);
      if (at > 0 && !hp_decide_go_on (self, error))
        return FALSE;
      n = MIN (self->batch, n);
      hp_decide_op (self, HP_OP_RETRACT, &entity, HP_FIELD_RETRACT, "",
                    hp_decide_dup_id_list (&g_array_index (ids, HpKey, at), n));
      at += n;
    }
  return TRUE;
}

/* Each of the undo's ops is one transaction again. */
static gboolean
restore (HpDecide *self, GPtrArray *undo, GArray *restored, GError **error)
{
  HpKey entity = { 0 };

  for (guint i = 0; i < undo->len; i++)
    {
      const HpOp *op = g_ptr_array_index (undo, i);
      g_autoptr (GArray) ids = hp_op_dup_retracted (op);
      if (i > 0 && !hp_decide_go_on (self, error))
        return FALSE;
      hp_decide_op (self, HP_OP_RETRACT, &entity, HP_FIELD_RESTORE, "",
                    hp_decide_dup_id_list (&op->id, 1));
      g_array_append_vals (restored, ids->data, ids->len);
    }
  return TRUE;
}

GArray *
hp_command_undo (HpDesk *desk, const char *agent, const HpKey *op, GError **error)
{
  HpDecide self;

  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  g_autoptr (HpOp) named = op != NULL ? hp_ops_find (self.db, op)
                                      : hp_ops_find_last_of (self.db, hp_desk_get_id (desk), agent);
  if (named == NULL || !named->active || strcmp (named->kind, HP_OP_RETRACT) == 0)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND,
                   op == NULL       ? "There is nothing to undo"
                   : named == NULL  ? "There is no such decision"
                   : !named->active ? "This decision is undone already"
                                    : "An undo is taken back by redo");
      return hp_decide_fail (&self);
    }
  g_autoptr (GPtrArray) ops = hp_ops_list_decision (self.db, named);
  g_autoptr (GArray) ids = list_ids (ops);
  if (!retract (&self, ids, error))
    return hp_decide_fail (&self);
  g_autoptr (GArray) written = hp_decide_end (&self, error);
  return written != NULL ? g_steal_pointer (&ids) : NULL;
}

/* The active undo of @op, or the agent's last one. */
static HpOp *
find_undo (HpDecide *self, const HpKey *op)
{
  return op != NULL
             ? hp_ops_find_retract_of (self->db, op)
             : hp_ops_find_last_retract_of (self->db, hp_desk_get_id (self->desk), self->agent);
}

GArray *
hp_command_redo (HpDesk *desk, const char *agent, const HpKey *op, GError **error)
{
  HpDecide self;

  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  g_autoptr (HpOp) undo = find_undo (&self, op);
  g_autoptr (HpOp) last = hp_ops_find_last_of (self.db, hp_desk_get_id (desk), agent);
  if (undo == NULL || (op == NULL && last != NULL && hp_op_compare (last, undo) > 0))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is nothing to redo");
      return hp_decide_fail (&self);
    }
  g_autoptr (GPtrArray) ops = hp_ops_list_decision (self.db, undo);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (HpKey));
  if (!restore (&self, ops, ids, error))
    return hp_decide_fail (&self);
  g_autoptr (GArray) written = hp_decide_end (&self, error);
  return written != NULL ? g_steal_pointer (&ids) : NULL;
}
