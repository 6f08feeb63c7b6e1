/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/inbox/hp-message-card.h"
#include "app/inbox/hp-note-entry.h"
#include "live/hp-conversation.h"
#include "live/hp-overview.h"

G_BEGIN_DECLS

/* The open ticket with its messages, and where notes are written. Properties "folded" (it is the
 * only pane that shows) and "is-last" (no pane shows beside its end). Signal "note-added" (text).
 */
#define HP_TYPE_CONVERSATION_PANE (hp_conversation_pane_get_type ())
G_DECLARE_FINAL_TYPE (HpConversationPane, hp_conversation_pane, HP, CONVERSATION_PANE, AdwBin)

void hp_conversation_pane_set_conversation (HpConversationPane *self, HpConversation *conversation);
/* Whom a ticket can be given to, and the tags that there are. */
void
hp_conversation_pane_set_overview (HpConversationPane *self, HpOverview *overview, const char *me);

/* Says why the ticket that was asked for does not show. */
void hp_conversation_pane_show_error (HpConversationPane *self, const char *message);

/* Shows the choice of assignees or of tags. */
void hp_conversation_pane_pop_assignees (HpConversationPane *self);
void hp_conversation_pane_pop_tags (HpConversationPane *self);

/* Where the focus goes for reading and for writing. (transfer none) */
GtkWidget *hp_conversation_pane_get_view (HpConversationPane *self);
HpNoteEntry *hp_conversation_pane_get_note (HpConversationPane *self);

/* The message that has the focus, else the last one that shows. (nullable) (transfer none) */
HpMessageCard *hp_conversation_pane_get_card (HpConversationPane *self);

/* Marks what @query looks for. @query: (nullable) nothing. */
void hp_conversation_pane_set_marks (HpConversationPane *self, const char *query);
/* (nullable) (transfer none) */
const HpSearchMarks *hp_conversation_pane_get_marks (HpConversationPane *self);

/* Shows this message (its row) as soon as its ticket is read, instead of the newest. */
void hp_conversation_pane_show_message (HpConversationPane *self, gint64 message);

/* Opens all folds, or closes them. */
void hp_conversation_pane_toggle_folds (HpConversationPane *self);

/* Shows @toast over the foot of the messages, instead of the one before. @toast: (transfer full).
 */
void hp_conversation_pane_add_toast (HpConversationPane *self, AdwToast *toast);
/* Takes it away, when what it offers is done. */
void hp_conversation_pane_dismiss_toast (HpConversationPane *self);

/* What shows grew: whoever was at its end stays there. */
void hp_conversation_pane_keep_end (HpConversationPane *self);

/* TRUE while mails that show are looked into. */
gboolean hp_conversation_pane_is_busy (HpConversationPane *self);

G_END_DECLS
