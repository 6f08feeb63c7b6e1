/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/inbox/hp-search-marks.h"
#include "live/hp-ticket-choice.h"
#include "live/hp-outgoing.h"
#include "live/hp-ticket-list.h"

G_BEGIN_DECLS

/* The rows of the list of tickets. Property "folded" (it stands in the only pane: nothing is
 * selected, a click or Enter opens). Signal "chosen" (gint64 row): a ticket is to be opened. */
#define HP_TYPE_TICKET_LIST_VIEW (hp_ticket_list_view_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketListView, hp_ticket_list_view, HP, TICKET_LIST_VIEW, AdwBin)

void hp_ticket_list_view_set_list (HpTicketListView *self, HpTicketList *list);

/* Which tickets are chosen. (transfer none) */
void hp_ticket_list_view_set_choice (HpTicketListView *self, HpTicketChoice *choice);
HpTicketChoice *hp_ticket_list_view_get_choice (HpTicketListView *self);
/* Chooses the ticket that has the focus, else the open one, or no longer. */
void hp_ticket_list_view_toggle_choice (HpTicketListView *self);

/* Selects a ticket and shows where it is in the list, 0 for none; does not open it. */
void hp_ticket_list_view_select (HpTicketListView *self, gint64 row);
/* The same, without showing it. */
void hp_ticket_list_view_set_selected (HpTicketListView *self, gint64 row);

/* Opens the next (1) or the previous (-1) ticket. */
void hp_ticket_list_view_step (HpTicketListView *self, int step);
/* Opens the next unread ticket. */
void hp_ticket_list_view_step_to_unread (HpTicketListView *self);
/* Opens the first ticket as soon as the list is there. */
void hp_ticket_list_view_choose_first (HpTicketListView *self);

/* Keeps what is selected and shows, to return to it as soon as its list is back. */
void hp_ticket_list_view_keep_place (HpTicketListView *self);
void hp_ticket_list_view_return (HpTicketListView *self);
/* Begins at the top of another list. */
void hp_ticket_list_view_begin (HpTicketListView *self);

/* Where the focus goes. (transfer none) */
GtkWidget *hp_ticket_list_view_get_rows (HpTicketListView *self);
/* Gives the focus to the selected ticket, or to the list. */
void hp_ticket_list_view_focus_selected (HpTicketListView *self);

/* Where the agent has drafts, which the rows tell. */
void hp_ticket_list_view_set_outgoing (HpTicketListView *self, HpOutgoing *outgoing);
gboolean hp_ticket_list_view_has_draft (HpTicketListView *self, const HpKey *ticket);

/* Marks what @query looks for. @query: (nullable) nothing. */
void hp_ticket_list_view_set_marks (HpTicketListView *self, const char *query);
/* (nullable) (transfer none) */
const HpSearchMarks *hp_ticket_list_view_get_marks (HpTicketListView *self);

G_END_DECLS
