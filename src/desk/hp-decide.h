/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-apply.h"

G_BEGIN_DECLS

/* One decision being written: ops of one agent with one clock in one transaction. For the commands
 * of src/desk. A value on the stack, on the desk's thread; ends by hp_decide_end() or
 * hp_decide_fail(). */
typedef struct
{
  HpApply *apply;
  const char *agent;
  HpKey desk;
  gint64 clock;
  GArray *ids; /* (owned) (element-type HpKey) of the ops written */
} HpDecide;

/* Begins the transaction. Errors: INVALID (the agent's name); then there is nothing to end. */
gboolean hp_decide_begin (HpDecide *self, HpDesk *desk, const char *agent, GError **error);

/* Writes one op. @value: (transfer full) JSON. */
void hp_decide_op (HpDecide *self,
                   const char *kind,
                   const HpKey *entity,
                   const char *field,
                   const char *member,
                   char *value);

/* The id of a ticket's row. Errors: NOT_FOUND. */
gboolean hp_decide_get_root (HpDecide *self, gint64 ticket, HpKey *root, GError **error);

/* Commits. The ids of the ops, or NULL with an error: then nothing was written. */
GArray *hp_decide_end (HpDecide *self, GError **error);
/* Gives the decision up. Returns NULL. */
GArray *hp_decide_fail (HpDecide *self);

G_END_DECLS
