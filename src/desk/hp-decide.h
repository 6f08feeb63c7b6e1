/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-apply.h"

G_BEGIN_DECLS

/* One decision being written: ops of one agent with one clock. A large one takes several
 * transactions, so that nobody waits long for the desk, and is still undone as one. For the
 * commands of src/desk. A value on the stack, on the desk's thread; ends by hp_decide_end() or
 * hp_decide_fail(). */
typedef struct
{
  HpDesk *desk;   /* (unowned) */
  HpApply *apply; /* (owned) the transaction that is open */
  HpDb *db;       /* (unowned) */
  const char *agent;
  gint64 clock;
  GArray *ids;     /* (owned) (element-type HpKey) of the ops written */
  guint committed; /* how many of them */
  gint64 since;    /* monotonic, us: when the transaction began */
  guint batch;     /* how many tickets it is to touch */
} HpDecide;

/* Begins the first transaction. Errors: INVALID (the agent's name); then there is nothing to end.
 */
gboolean hp_decide_begin (HpDecide *self, HpDesk *desk, const char *agent, GError **error);

/* The same within a transaction that is there already and ends without this; then hp_decide_leave()
 * frees what was taken. */
void hp_decide_join (HpDecide *self, HpDesk *desk, HpApply *apply, const char *agent);
void hp_decide_leave (HpDecide *self);

/* Writes one op. @value: (transfer full) JSON. */
void hp_decide_op (HpDecide *self,
                   const char *kind,
                   const HpKey *entity,
                   const char *field,
                   const char *member,
                   char *value);

/* The id of a ticket's row. Errors: NOT_FOUND. */
gboolean hp_decide_get_root (HpDecide *self, gint64 ticket, HpKey *root, GError **error);

/* Commits what was written and goes on in a new transaction. Sets @self->batch so that it will take
 * some 50 ms. */
gboolean hp_decide_go_on (HpDecide *self, GError **error);

/* Commits. The ids of the ops, or NULL with an error: then the decision does not stand. */
GArray *hp_decide_end (HpDecide *self, GError **error);
/* Gives the decision up; what earlier transactions wrote is retracted. Returns NULL. */
GArray *hp_decide_fail (HpDecide *self);

/* A list of op ids as the value of a retract. Returns: (transfer full). */
char *hp_decide_dup_id_list (const HpKey *ids, guint n);

G_END_DECLS
