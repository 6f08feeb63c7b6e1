/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/inbox/hp-search-hints.h"

G_BEGIN_DECLS

/* Where words are typed to look for, over the list of tickets, with the kinds of what they find.
 * Property "is-open". Signals "changed" (of the words), "activated" (Enter), "kind-changed". */
#define HP_TYPE_TICKET_SEARCH (hp_ticket_search_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketSearch, hp_ticket_search, HP, TICKET_SEARCH, AdwBin)

/* Shows in @hints what can be looked for, while the words have the focus. */
void hp_ticket_search_set_hints (HpTicketSearch *self, HpSearchHints *hints);

/* Opens it, with @text to look for where it is not NULL. */
void hp_ticket_search_begin (HpTicketSearch *self, const char *text);
void hp_ticket_search_toggle (HpTicketSearch *self);
void hp_ticket_search_end (HpTicketSearch *self);
gboolean hp_ticket_search_get_is_open (HpTicketSearch *self);

/* The words; empty while nothing is looked for. (transfer none) */
const char *hp_ticket_search_get_text (HpTicketSearch *self);

/* Whether messages show instead of tickets. */
gboolean hp_ticket_search_shows_messages (HpTicketSearch *self);

/* How many were found of each kind, -1 while it is not known; @is_cut: there are more messages. */
void
hp_ticket_search_set_counts (HpTicketSearch *self, int n_tickets, int n_messages, gboolean is_cut);

/* Remembers a search that led somewhere. */
void hp_ticket_search_remember (HpTicketSearch *self);

G_END_DECLS
