/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-conversation.h"

G_BEGIN_DECLS

/* The open ticket with its messages. Property "folded" (it is the only pane that shows). */
#define HP_TYPE_CONVERSATION_PANE (hp_conversation_pane_get_type ())
G_DECLARE_FINAL_TYPE (HpConversationPane, hp_conversation_pane, HP, CONVERSATION_PANE, AdwBin)

void hp_conversation_pane_set_conversation (HpConversationPane *self, HpConversation *conversation);

/* Shows @toast over the foot of the messages, instead of the one before. @toast: (transfer full).
 */
void hp_conversation_pane_add_toast (HpConversationPane *self, AdwToast *toast);
/* Takes it away, when what it offers is done. */
void hp_conversation_pane_dismiss_toast (HpConversationPane *self);

G_END_DECLS
