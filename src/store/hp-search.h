/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-query.h"
#include "model/hp-ticket.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* Where a list of tickets goes on: behind the ticket with this place and id (HpTicket). */
typedef struct
{
  gint64 place;
  HpKey key;
} HpTicketCursor;

/* Tickets, latest activity first; with free words by the newest message that holds them, among the
 * newest 10,000 of these (40 for each ticket asked for where that is more). @query: (nullable) all.
 * @me: (nullable) who asks. @after: (nullable). Read-only; the connection's thread; errors stick to
 * @db. Returns: (element-type HpTicket). */
GPtrArray *hp_search_tickets (HpDb *db,
                              const HpQuery *query,
                              const char *me,
                              const HpTicketCursor *after,
                              guint limit);

/* The ids of the first @limit tickets that hp_search_tickets() would give, for live lists.
 * Returns: (element-type gint64). */
GArray *hp_search_ticket_rows (HpDb *db, const HpQuery *query, const char *me, guint limit);

/* How many tickets hp_search_ticket_rows() would give without a limit. */
gint64 hp_search_count (HpDb *db, const HpQuery *query, const char *me);

/* So many matches are ranked, the newest: more would take longer than people wait. */
#define HP_SEARCH_RANKED 1500

/* One found message. */
typedef struct
{
  HpKey ticket;
  gint64 ticket_row;
  HpKey message;
  char *snippet; /* plain text */
  GArray *hits;  /* (element-type guint) pairs [start, end) in code points of the snippet */
} HpSearchHit;

void hp_search_hit_free (HpSearchHit *hit);

/* Messages, best first, among the newest HP_SEARCH_RANKED that match. @is_cut: (out) (optional)
 * there were more. Without free words: the newest messages of the tickets that match. Returns:
 * (element-type HpSearchHit). */
GPtrArray *
hp_search_messages (HpDb *db, const HpQuery *query, const char *me, guint limit, gboolean *is_cut);

G_END_DECLS
