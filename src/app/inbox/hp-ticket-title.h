/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-ticket-item.h"

G_BEGIN_DECLS

/* The subject of the open ticket, what it is and its tags. Property "folded" (it stands in the only
 * pane). */
#define HP_TYPE_TICKET_TITLE (hp_ticket_title_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketTitle, hp_ticket_title, HP, TICKET_TITLE, AdwBin)

/* @ticket: (nullable) none is open. */
void hp_ticket_title_set_ticket (HpTicketTitle *self, HpTicketItem *ticket);

/* Marks what @query looks for. @query: (nullable) nothing. */
void hp_ticket_title_set_marks (HpTicketTitle *self, const char *query);

G_END_DECLS
