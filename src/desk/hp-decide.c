/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how one decision of an agent is written: its ops share actor and clock, and stand together
 * or not at all. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-decide.h"

#include <string.h>

#include "base/hp-text.h"
#include "desk/hp-apply-private.h"
#include "desk/hp-commands.h"
#include "store/hp-ticket-table.h"

gboolean
hp_command_check_agent (const char *agent, GError **error)
{
  g_autofree char *line = hp_text_dup_line (agent);

  if (*agent != '\0' && strcmp (line, agent) == 0)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” can't be an agent's name", line);
  return FALSE;
}

gboolean
hp_decide_begin (HpDecide *self, HpDesk *desk, const char *agent, GError **error)
{
  if (!hp_command_check_agent (agent, error))
    return FALSE;
  self->apply = hp_apply_begin (desk);
  self->agent = agent;
  self->desk = *hp_desk_get_id (desk);
  self->clock = hp_apply_next_clock (self->apply);
  self->ids = g_array_new (FALSE, FALSE, sizeof (HpKey));
  return TRUE;
}

void
hp_decide_op (HpDecide *self,
              const char *kind,
              const HpKey *entity,
              const char *field,
              const char *member,
              char *value)
{
  g_autoptr (HpOp) op = hp_op_new ();

  op->id = hp_key_random ();
  op->clock = self->clock;
  op->desk = self->desk;
  op->actor = g_strdup (self->agent);
  op->kind = g_strdup (kind);
  op->entity = *entity;
  op->field = g_strdup (field);
  op->member = g_strdup (member);
  op->value = value;
  hp_apply_op (self->apply, op);
  g_array_append_val (self->ids, op->id);
}

gboolean
hp_decide_get_root (HpDecide *self, gint64 ticket, HpKey *root, GError **error)
{
  HpDb *db = self->apply->db;

  if (hp_tickets_get_root (db, ticket, root))
    return TRUE;
  if (hp_db_check (db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such ticket");
  return FALSE;
}

GArray *
hp_decide_end (HpDecide *self, GError **error)
{
  g_autoptr (GArray) ids = g_steal_pointer (&self->ids);
  return hp_apply_commit (self->apply, error) ? g_steal_pointer (&ids) : NULL;
}

GArray *
hp_decide_fail (HpDecide *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  hp_apply_abort (self->apply);
  return NULL;
}
