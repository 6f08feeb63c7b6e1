/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "desk/hp-incoming.h"
#include "model/hp-op.h"

G_BEGIN_DECLS

/* A random set of facts and ops about few people and few threads, so that everything meets: answers
 * before questions, cycles, shared numbers, copies by other routes, merges, splits, retracts of
 * retracts. The same for the same seed. */
typedef struct
{
  GPtrArray *mails; /* (owned) (element-type HpIncoming) */
  GPtrArray *ops;   /* (owned) (element-type HpOp) */
} HpRandomDesk;

HpRandomDesk *hp_random_desk_new (guint32 seed, const char *blob_folder);
void hp_random_desk_free (HpRandomDesk *random);

/* Puts the whole set into an empty desk: shuffled by @seed, in several transactions, about a third
 * of it twice. */
void hp_random_desk_apply (const HpRandomDesk *random, HpDesk *desk, guint32 seed);

/* Empties a desk of all but its settings. */
void hp_random_desk_reset (HpDesk *desk);

G_END_DECLS
