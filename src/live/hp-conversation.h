/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"
#include "live/hp-message-item.h"
#include "live/hp-ticket-item.h"

G_BEGIN_DECLS

/* One ticket with its messages and the decisions about it, oldest first: a GListModel of
 * HpMessageItem that follows the desk, also to the ticket that this one was merged into. UI thread.
 * Properties "ticket" (HpTicketItem, null when nothing is open) and "is-loading"; signal "failed"
 * (GError). */
#define HP_TYPE_CONVERSATION (hp_conversation_get_type ())
G_DECLARE_FINAL_TYPE (HpConversation, hp_conversation, HP, CONVERSATION, GObject)

HpConversation *hp_conversation_new (HpLiveDesk *desk);

/* Opens a ticket by row, 0 for none. */
void hp_conversation_open (HpConversation *self, gint64 row);

/* Opens the ticket that an id or a number names; "failed" where none does. */
void hp_conversation_open_named (HpConversation *self, const char *name);

/* (nullable) (transfer none) */
HpTicketItem *hp_conversation_get_ticket (HpConversation *self);
gboolean hp_conversation_get_is_loading (HpConversation *self);

/* Reads again; called by itself when the desk changes. */
void hp_conversation_renew (HpConversation *self);

G_END_DECLS
