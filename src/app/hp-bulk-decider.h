/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-ticket-change.h"
#include "live/hp-ticket-choice.h"

G_BEGIN_DECLS

/* Decides about the tickets that are chosen, as one decision. Signals as HpDecider: "decided"
 * (words, op), "failed" (GError); and "progress" (guint done, guint total) while it goes on. UI
 * thread. */
#define HP_TYPE_BULK_DECIDER (hp_bulk_decider_get_type ())
G_DECLARE_FINAL_TYPE (HpBulkDecider, hp_bulk_decider, HP, BULK_DECIDER, GObject)

/* Returns: (transfer full). */
HpBulkDecider *hp_bulk_decider_new (HpLiveDesk *desk, HpTicketList *list, HpTicketChoice *choice);

/* FALSE where no tickets are chosen: then it is about another ticket. */
gboolean hp_bulk_decider_change (HpBulkDecider *self, const HpTicketChange *change);

/* Takes back what the decision under way has done so far. */
void hp_bulk_decider_cancel (HpBulkDecider *self);

G_END_DECLS
