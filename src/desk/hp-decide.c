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
#include "desk/hp-op-fields.h"
#include "store/hp-ticket-table.h"

#define TRANSACTION_US 40000
#define FIRST_BATCH 50
#define MAX_BATCH 2000

gboolean
hp_command_check_agent (const char *agent, GError **error)
{
  g_autofree char *line = hp_text_dup_line (agent);

  if (*agent != '\0' && strcmp (line, agent) == 0)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” can't be an agent's name", line);
  return FALSE;
}

static void
begin_transaction (HpDecide *self)
{
  self->apply = hp_apply_begin (self->desk);
  self->db = self->apply->db;
  self->since = g_get_monotonic_time ();
}

gboolean
hp_decide_begin (HpDecide *self, HpDesk *desk, const char *agent, GError **error)
{
  *self = (HpDecide){ .desk = desk, .agent = agent, .batch = FIRST_BATCH };
  if (!hp_command_check_agent (agent, error))
    return FALSE;
  begin_transaction (self);
  self->clock = hp_apply_next_clock (self->apply);
  self->ids = g_array_new (FALSE, FALSE, sizeof (HpKey));
  return TRUE;
}

void
hp_decide_join (HpDecide *self, HpDesk *desk, HpApply *apply, const char *agent)
{
  *self = (HpDecide){ .desk = desk, .apply = apply, .db = apply->db, .agent = agent };
  self->clock = hp_apply_next_clock (apply);
  self->ids = g_array_new (FALSE, FALSE, sizeof (HpKey));
}

void
hp_decide_leave (HpDecide *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
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
  op->desk = *hp_desk_get_id (self->desk);
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
  if (hp_tickets_get_root (self->db, ticket, root))
    return TRUE;
  if (hp_db_check (self->db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such ticket");
  return FALSE;
}

/* Never more than twice as many at once: what the next tickets take is only guessed. */
static void
set_batch (HpDecide *self)
{
  gint64 taken = MAX (g_get_monotonic_time () - self->since, 1);
  gint64 fitting = self->batch * TRANSACTION_US / taken;

  self->batch = (guint) CLAMP (fitting, 1, MIN (self->batch * 2, MAX_BATCH));
}

gboolean
hp_decide_go_on (HpDecide *self, GError **error)
{
  gboolean done = hp_apply_commit (self->apply, error);

  if (done)
    self->committed = self->ids->len;
  set_batch (self);
  begin_transaction (self);
  return done;
}

/* Also after Ctrl+C: half a decision must not stand. */
static void
retract_committed (HpDecide *self)
{
  g_autoptr (GError) error = NULL;
  HpKey entity = { 0 };
  guint n = self->committed;

  if (n == 0)
    return;
  hp_db_set_cancellable (self->db, NULL);
  begin_transaction (self);
  self->clock = hp_apply_next_clock (self->apply);
  hp_decide_op (self, HP_OP_RETRACT, &entity, HP_FIELD_RETRACT, "",
                hp_decide_dup_id_list (&g_array_index (self->ids, HpKey, 0), n));
  if (!hp_apply_commit (self->apply, &error))
    g_warning ("A part of a decision stands, undo takes it back: %s", error->message);
}

GArray *
hp_decide_end (HpDecide *self, GError **error)
{
  if (hp_apply_commit (self->apply, error))
    return g_steal_pointer (&self->ids);
  retract_committed (self);
  g_clear_pointer (&self->ids, g_array_unref);
  return NULL;
}

GArray *
hp_decide_fail (HpDecide *self)
{
  hp_apply_abort (self->apply);
  retract_committed (self);
  g_clear_pointer (&self->ids, g_array_unref);
  return NULL;
}

char *
hp_decide_dup_id_list (const HpKey *ids, guint n)
{
  GString *value = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    {
      char hex[HP_KEY_HEX_SIZE];
      hp_key_to_hex (&ids[i], hex);
      g_string_append_printf (value, "%s\"%s\"", i > 0 ? "," : "", hex);
    }
  return g_string_free (g_string_append_c (value, ']'), FALSE);
}
