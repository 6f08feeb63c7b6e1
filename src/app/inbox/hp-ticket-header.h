/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-overview.h"
#include "live/hp-ticket-item.h"

G_BEGIN_DECLS

/* The bar over the open ticket: its status, who has it, its tags and what else can be done with it.
 * Properties "folded" (it stands over the only pane) and "is-last" (no pane shows beside its end).
 */
#define HP_TYPE_TICKET_HEADER (hp_ticket_header_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketHeader, hp_ticket_header, HP, TICKET_HEADER, AdwBin)

/* @ticket: (nullable) none is open. */
void hp_ticket_header_set_ticket (HpTicketHeader *self, HpTicketItem *ticket);
/* Whom a ticket can be given to, and the tags that there are. */
void hp_ticket_header_set_overview (HpTicketHeader *self, HpOverview *overview, const char *me);

/* Whether it has no room for all buttons. */
void hp_ticket_header_set_is_tight (HpTicketHeader *self, gboolean is_tight);

/* Shows the choice of assignees, of moments or of tags. */
void hp_ticket_header_pop_assignees (HpTicketHeader *self);
void hp_ticket_header_pop_snooze (HpTicketHeader *self);
void hp_ticket_header_pop_tags (HpTicketHeader *self);

G_END_DECLS
