/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-overview.h"

G_BEGIN_DECLS

/* Finds and does anything by a few letters: actions, tickets, customers, views. Acts by the actions
 * of its parent. Signal "ticket-picked" (number), of a palette for tickets. */
#define HP_TYPE_PALETTE (hp_palette_get_type ())
G_DECLARE_FINAL_TYPE (HpPalette, hp_palette, HP, PALETTE, AdwWindow)

/* @has_ticket: actions about the open ticket can be done. */
GtkWidget *
hp_palette_new (GtkWindow *parent, HpLiveDesk *desk, HpOverview *overview, gboolean has_ticket);

/* Only picks a ticket. @prompt: what for. */
GtkWidget *hp_palette_new_for_tickets (GtkWindow *parent, HpLiveDesk *desk, const char *prompt);

/* TRUE while it is still looking. */
gboolean hp_palette_is_busy (HpPalette *self);

G_END_DECLS
