/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One message of a conversation. Property "item" (HpMessageItem). */
#define HP_TYPE_MESSAGE_CARD (hp_message_card_get_type ())
G_DECLARE_FINAL_TYPE (HpMessageCard, hp_message_card, HP, MESSAGE_CARD, GtkBox)

G_END_DECLS
