/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/inbox/hp-search-marks.h"
#include "live/hp-message-item.h"

G_BEGIN_DECLS

/* One message of a conversation. Actions: message.original, message.source, message.split,
 * message.save-files, message.toggle-folds. */
#define HP_TYPE_MESSAGE_CARD (hp_message_card_get_type ())
G_DECLARE_FINAL_TYPE (HpMessageCard, hp_message_card, HP, MESSAGE_CARD, GtkBox)

/* @item: a message, no decision. */
void hp_message_card_set_item (HpMessageCard *self, HpMessageItem *item);

/* The key of the mail that it shows; NULL: it is a note. (nullable) */
const HpKey *hp_message_card_get_mail (HpMessageCard *self);

/* Marks what was found. @marks: (nullable) nothing. */
void hp_message_card_set_marks (HpMessageCard *self, const HpSearchMarks *marks);

/* TRUE while it is found out what more there is to show. */
gboolean hp_message_card_is_busy (HpMessageCard *self);

/* What a screen reader says for it. Returns: (transfer full). */
char *hp_message_card_dup_sentence (HpMessageCard *self);

G_END_DECLS
