/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "desk/hp-incoming.h"
#include "model/hp-op.h"

G_BEGIN_DECLS

/* One write: facts and ops go in, all state that depends on them is derived anew before the commit.
 * The only way anything is written to a desk. Used by one thread; one at a time per desk. */
typedef struct _HpApply HpApply;

typedef enum
{
  HP_APPLIED_NEW,
  HP_APPLIED_DUPLICATE,
} HpApplied;

/* The key of the node of a Message-ID (no angle brackets), hence also of the ticket that begins
 * there. Any thread. */
HpKey hp_node_hash (const char *message_id);

/* Begins a transaction. */
HpApply *hp_apply_begin (HpDesk *desk);

/* Stores a mail as a fact, or as one more copy of a fact that is there. */
HpApplied hp_apply_mail (HpApply *apply, const HpIncoming *incoming);

/* Stores an op. FALSE if it is there already. */
gboolean hp_apply_op (HpApply *apply, const HpOp *op);

/* The next clock of this desk: each call gives a later one, across processes too. */
gint64 hp_apply_next_clock (HpApply *apply);

/* Looks at a ticket's views again because time has passed. */
void hp_apply_touch_ticket (HpApply *apply, gint64 ticket);

/* Understands a stored mail anew, from its originals. */
void hp_apply_understand (HpApply *apply, gint64 message);

/* Derives and commits. Frees @apply. Errors: what the store says; then nothing was written. */
gboolean hp_apply_commit (HpApply *apply, GError **error);

/* Gives the transaction up. Frees @apply. */
void hp_apply_abort (HpApply *apply);

G_END_DECLS
