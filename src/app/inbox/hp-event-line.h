/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "live/hp-message-item.h"

G_BEGIN_DECLS

/* A decision between the messages: who, what, when, and the way back. */
#define HP_TYPE_EVENT_LINE (hp_event_line_get_type ())
G_DECLARE_FINAL_TYPE (HpEventLine, hp_event_line, HP, EVENT_LINE, GtkBox)

void hp_event_line_set_item (HpEventLine *self, HpMessageItem *item);

/* What it says, for a screen reader. Returns: (transfer full). */
char *hp_event_line_dup_sentence (HpEventLine *self);

G_END_DECLS
