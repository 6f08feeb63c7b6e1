/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/inbox/hp-bulk-bar.h"
#include "app/inbox/hp-ticket-list-view.h"
#include "app/inbox/hp-ticket-search.h"
#include "live/hp-hit-list.h"
#include "live/hp-ticket-list.h"
#include "live/hp-view-item.h"

G_BEGIN_DECLS

/* The list of tickets with its search. Properties "folded" (it is the only pane that shows),
 * "has-sidebar-button" and "order" ("latest", "oldest", "priority"). Signal "chosen" (gint64 row):
 * a ticket is to be opened; "hit-chosen" (gint64 ticket, gint64 message): one of its messages is to
 * be shown; "marks-changed" (query, NULL for none): what is marked as found. */
#define HP_TYPE_TICKET_PANE (hp_ticket_pane_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketPane, hp_ticket_pane, HP, TICKET_PANE, AdwBin)

/* The tickets of the view or the search, and the messages that a search found. */
void hp_ticket_pane_set_lists (HpTicketPane *self, HpTicketList *list, HpHitList *hits);

/* Shows the tickets of a view, and ends the search. */
void hp_ticket_pane_set_view (HpTicketPane *self, HpViewItem *view);

/* Takes the width and the order of last time, and keeps them. */
void hp_ticket_pane_remember_width (HpTicketPane *self);

/* Says why the list is not there. @message: (nullable) it is. */
void hp_ticket_pane_set_error (HpTicketPane *self, const char *message);

/* Its parts. (transfer none) */
HpTicketSearch *hp_ticket_pane_get_search (HpTicketPane *self);
HpTicketListView *hp_ticket_pane_get_tickets (HpTicketPane *self);
HpBulkBar *hp_ticket_pane_get_bulk_bar (HpTicketPane *self);
/* Which of its tickets are chosen; there with the lists. (transfer none) */
HpTicketChoice *hp_ticket_pane_get_choice (HpTicketPane *self);

/* Shows @toast over the foot of the list. @toast: (transfer full). */
void hp_ticket_pane_add_toast (HpTicketPane *self, AdwToast *toast);

G_END_DECLS
