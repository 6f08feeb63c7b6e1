/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "model/hp-message.h"

G_BEGIN_DECLS

/* A message in a conversation: keeps its identity while what is understood of it changes. UI
 * thread. Signal "changed". */
#define HP_TYPE_MESSAGE_ITEM (hp_message_item_get_type ())
G_DECLARE_FINAL_TYPE (HpMessageItem, hp_message_item, HP, MESSAGE_ITEM, GObject)

HpMessageItem *hp_message_item_new (HpMessage *message);

const HpMessage *hp_message_item_get_message (HpMessageItem *self);
void hp_message_item_set_message (HpMessageItem *self, HpMessage *message);

/* Who wrote it, and to whom: names, or addresses where there are none. Returns: (transfer full). */
char *hp_message_item_dup_sender (HpMessageItem *self);
char *hp_message_item_dup_recipients (HpMessageItem *self);

G_END_DECLS
