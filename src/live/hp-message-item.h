/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "live/hp-mail-insight.h"
#include "model/hp-message.h"
#include "model/hp-op.h"

G_BEGIN_DECLS

/* What stands in a conversation: a message (mail or note), or a decision about the ticket. Keeps
 * its identity while what is understood of it changes. UI thread. Signals "changed",
 * "looked" (its mail was looked into). */
#define HP_TYPE_MESSAGE_ITEM (hp_message_item_get_type ())
G_DECLARE_FINAL_TYPE (HpMessageItem, hp_message_item, HP, MESSAGE_ITEM, GObject)

HpMessageItem *hp_message_item_new (HpMessage *message);
HpMessageItem *hp_message_item_new_for_op (HpOp *op);

/* (nullable) (transfer none) NULL for a decision */
const HpMessage *hp_message_item_get_message (HpMessageItem *self);
/* (nullable) (transfer none) NULL for a message */
const HpOp *hp_message_item_get_op (HpMessageItem *self);
void hp_message_item_set_message (HpMessageItem *self, HpMessage *message);

/* Looks into the mail beside the UI thread, once; for when somebody sees it. */
void hp_message_item_look (HpMessageItem *self, HpLiveDesk *desk);
/* (nullable) (transfer none) NULL: nobody looked yet, or it can't be read */
const HpMailInsight *hp_message_item_get_insight (HpMessageItem *self);
gboolean hp_message_item_get_is_looking (HpMessageItem *self);

/* us UTC */
gint64 hp_message_item_get_time (HpMessageItem *self);
/* A row that is this item's alone in its conversation. */
gint64 hp_message_item_get_row (HpMessageItem *self);

/* TRUE if it is the first of its day. */
gboolean hp_message_item_get_begins_day (HpMessageItem *self);
void hp_message_item_set_begins_day (HpMessageItem *self, gboolean begins_day);

/* TRUE if what the agent has not seen begins with it. */
gboolean hp_message_item_get_begins_new (HpMessageItem *self);
void hp_message_item_set_begins_new (HpMessageItem *self, gboolean begins_new);

/* Who wrote it, and to whom: names, or addresses where there are none. Returns: (transfer full). */
char *hp_message_item_dup_sender (HpMessageItem *self);
char *hp_message_item_dup_recipients (HpMessageItem *self);

G_END_DECLS
