/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/inbox/hp-search-marks.h"
#include "live/hp-hit-list.h"
#include "live/hp-ticket-list.h"
#include "live/hp-view-item.h"

G_BEGIN_DECLS

/* The list of tickets with its search. Properties "folded" (it is the only pane that shows) and
 * "has-sidebar-button". Signal "chosen" (gint64 row): a ticket is to be opened;
 * "hit-chosen" (gint64 ticket, gint64 message): one of its messages is to be shown; "marks-changed"
 * (query, NULL for none): what is marked as found. */
#define HP_TYPE_TICKET_PANE (hp_ticket_pane_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketPane, hp_ticket_pane, HP, TICKET_PANE, AdwBin)

/* The tickets of the view or the search, and the messages that a search found. */
void hp_ticket_pane_set_lists (HpTicketPane *self, HpTicketList *list, HpHitList *hits);

/* Shows the tickets of a view, and ends the search. */
void hp_ticket_pane_set_view (HpTicketPane *self, HpViewItem *view);

/* Opens the search, with @text to look for where it is not NULL. */
void hp_ticket_pane_search (HpTicketPane *self, const char *text);
void hp_ticket_pane_toggle_search (HpTicketPane *self);
gboolean hp_ticket_pane_is_searching (HpTicketPane *self);
/* Goes back to where one was when the search began. */
void hp_ticket_pane_end_search (HpTicketPane *self);

/* Selects a ticket and shows where it is in the list, 0 for none; does not open it. */
void hp_ticket_pane_select (HpTicketPane *self, gint64 row);

/* Takes the width of last time, and keeps it. */
void hp_ticket_pane_remember_width (HpTicketPane *self);

/* Opens the next (1) or the previous (-1) ticket. */
void hp_ticket_pane_step (HpTicketPane *self, int step);
/* Opens the next ticket that is new. */
void hp_ticket_pane_step_to_new (HpTicketPane *self);

/* Says why the list is not there. @message: (nullable) it is. */
void hp_ticket_pane_set_error (HpTicketPane *self, const char *message);

/* The list. (transfer none) */
GtkWidget *hp_ticket_pane_get_view (HpTicketPane *self);
/* Gives the focus to the selected ticket, or to the list. */
void hp_ticket_pane_focus_selected (HpTicketPane *self);

/* What the rows mark as found. (nullable) (transfer none) */
const HpSearchMarks *hp_ticket_pane_get_marks (HpTicketPane *self);

G_END_DECLS
