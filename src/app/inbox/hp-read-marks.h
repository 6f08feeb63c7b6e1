/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/inbox/hp-message-list.h"
#include "live/hp-conversation.h"

G_BEGIN_DECLS

/* Marks the open ticket as read once its messages were on the screen, and as unread again. UI
 * thread. */
#define HP_TYPE_READ_MARKS (hp_read_marks_get_type ())
G_DECLARE_FINAL_TYPE (HpReadMarks, hp_read_marks, HP, READ_MARKS, GObject)

HpReadMarks *
hp_read_marks_new (HpLiveDesk *desk, HpConversation *conversation, HpMessageList *messages);

/* The open ticket stays unread until it is opened again. */
void hp_read_marks_mark_unread (HpReadMarks *self);

G_END_DECLS
