/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/hp-bulk-decider.h"
#include "live/hp-conversation.h"

G_BEGIN_DECLS

/* Makes the agent's decisions about the open ticket, or about those that are chosen. Each signals
 * "decided" (what was done, in the user's language, and the op to undo, in hex) or "failed" (why
 * not). What was asked for counts also when the window is closed meanwhile. UI thread. */
#define HP_TYPE_DECIDER (hp_decider_get_type ())
G_DECLARE_FINAL_TYPE (HpDecider, hp_decider, HP, DECIDER, GObject)

/* Returns: (transfer full). */
HpDecider *hp_decider_new (HpLiveDesk *desk, HpConversation *conversation, HpBulkDecider *bulk);

/* Each does nothing where no ticket is open, or where it is so already. */
void hp_decider_set_status (HpDecider *self, const char *status);
/* Resolves an open ticket, opens a closed one. */
void hp_decider_resolve (HpDecider *self);
/* @assignee: "" for nobody. */
void hp_decider_assign (HpDecider *self, const char *assignee);
/* @until: us UTC to come; G_MAXINT64: until an answer; 0: awake. */
void hp_decider_snooze (HpDecider *self, gint64 until);
void hp_decider_set_priority (HpDecider *self, const char *priority);
/* @change: a tag, with "-" before it to take it away. */
void hp_decider_tag (HpDecider *self, const char *change);
/* @other: a ticket's id or number. */
void hp_decider_merge (HpDecider *self, const char *other);
/* @message: its key in hex. */
void hp_decider_split (HpDecider *self, const char *message);

/* Saves a search as a view, or removes a view (@query NULL). */
void hp_decider_set_view (HpDecider *self, const char *name, const char *query);

/* @op: (nullable) NULL: the last decision. No signal but "failed". */
void hp_decider_undo (HpDecider *self, const HpKey *op);
void hp_decider_redo (HpDecider *self);

G_END_DECLS
