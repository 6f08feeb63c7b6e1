/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/composer/hp-composer.h"
#include "app/composer/hp-outgoing-box.h"
#include "app/inbox/hp-message-list.h"
#include "app/inbox/hp-ticket-header.h"
#include "live/hp-conversation.h"

G_BEGIN_DECLS

/* The open ticket: its bar, its title, its messages, and where an answer is written. Properties
 * "folded" (it is the only pane that shows) and "is-last" (no pane shows beside its end). */
#define HP_TYPE_CONVERSATION_PANE (hp_conversation_pane_get_type ())
G_DECLARE_FINAL_TYPE (HpConversationPane, hp_conversation_pane, HP, CONVERSATION_PANE, AdwBin)

void hp_conversation_pane_set_conversation (HpConversationPane *self, HpConversation *conversation);

/* What of the ticket is on its way out. */
void hp_conversation_pane_set_outgoing (HpConversationPane *self,
                                        HpLiveDesk *desk,
                                        HpOutgoing *outgoing);

/* Says why the ticket that was asked for does not show. */
void hp_conversation_pane_show_error (HpConversationPane *self, const char *message);

/* Its parts. (transfer none) */
HpTicketHeader *hp_conversation_pane_get_header (HpConversationPane *self);
HpMessageList *hp_conversation_pane_get_messages (HpConversationPane *self);
HpComposer *hp_conversation_pane_get_composer (HpConversationPane *self);

/* Marks what @query looks for. @query: (nullable) nothing. */
void hp_conversation_pane_set_marks (HpConversationPane *self, const char *query);

G_END_DECLS
