/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/hp-item-row.h"

#include "app/inbox/hp-message-card.h"

G_BEGIN_DECLS

/* One row of a conversation: a message's card or a decision's line, with the day above it where a
 * day begins. Property "item" (HpMessageItem). */
#define HP_TYPE_CONVERSATION_ROW (hp_conversation_row_get_type ())
G_DECLARE_FINAL_TYPE (HpConversationRow, hp_conversation_row, HP, CONVERSATION_ROW, HpItemRow)

/* (nullable) (transfer none) NULL where it shows a decision. */
HpMessageCard *hp_conversation_row_get_card (HpConversationRow *self);

G_END_DECLS
