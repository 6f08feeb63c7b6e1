/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/inbox/hp-message-card.h"
#include "app/inbox/hp-search-marks.h"
#include "live/hp-conversation.h"

G_BEGIN_DECLS

/* The messages and decisions of the open ticket, with the toasts over their foot. Signal "seen":
 * their end has been on the screen for a moment. */
#define HP_TYPE_MESSAGE_LIST (hp_message_list_get_type ())
G_DECLARE_FINAL_TYPE (HpMessageList, hp_message_list, HP, MESSAGE_LIST, AdwBin)

void hp_message_list_set_conversation (HpMessageList *self, HpConversation *conversation);

/* Where the focus goes for reading. (transfer none) */
GtkWidget *hp_message_list_get_view (HpMessageList *self);

/* The message that has the focus. (nullable) (transfer none) */
HpMessageCard *hp_message_list_get_focused_card (HpMessageList *self);
/* The same, else the last one that shows. (nullable) (transfer none) */
HpMessageCard *hp_message_list_get_card (HpMessageList *self);

/* Marks what @query looks for. @query: (nullable) nothing. */
void hp_message_list_set_marks (HpMessageList *self, const char *query);
/* (nullable) (transfer none) */
const HpSearchMarks *hp_message_list_get_marks (HpMessageList *self);

/* Shows this message (its row) as soon as its ticket is read, instead of the newest. */
void hp_message_list_show_message (HpMessageList *self, gint64 message);
/* Goes to the newest message when the messages change next. */
void hp_message_list_show_newest (HpMessageList *self);

/* Opens all folds, or closes them. */
void hp_message_list_toggle_folds (HpMessageList *self);

/* Shows @toast over the foot of the messages, instead of the one before. @toast: (transfer full).
 */
void hp_message_list_add_toast (HpMessageList *self, AdwToast *toast);
/* Takes it away, when what it offers is done. */
void hp_message_list_dismiss_toast (HpMessageList *self);

/* What shows grew: whoever was at its end stays there. */
void hp_message_list_keep_end (HpMessageList *self);

/* TRUE while mails that show are looked into. */
gboolean hp_message_list_is_busy (HpMessageList *self);

G_END_DECLS
