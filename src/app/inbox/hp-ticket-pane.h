/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-ticket-list.h"

G_BEGIN_DECLS

/* The list of tickets with its search. Property "folded" (it is the only pane that shows). Signal
 * "chosen" (gint64 row): a ticket is to be opened. */
#define HP_TYPE_TICKET_PANE (hp_ticket_pane_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketPane, hp_ticket_pane, HP, TICKET_PANE, AdwBin)

void hp_ticket_pane_set_list (HpTicketPane *self, HpTicketList *list);

/* Opens the search, with @text to look for where it is not NULL. */
void hp_ticket_pane_search (HpTicketPane *self, const char *text);
void hp_ticket_pane_toggle_search (HpTicketPane *self);

/* Selects a ticket where it is in the list, 0 for none; does not open it. */
void hp_ticket_pane_select (HpTicketPane *self, gint64 row);

/* Opens the next (1) or the previous (-1) ticket. */
void hp_ticket_pane_step (HpTicketPane *self, int step);

G_END_DECLS
