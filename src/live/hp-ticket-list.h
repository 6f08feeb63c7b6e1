/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"
#include "live/hp-ticket-item.h"

G_BEGIN_DECLS

/* The tickets that a query finds, latest activity first: a GListModel of HpTicketItem that follows
 * the desk. It holds eight bytes a ticket and the items last asked for. The first of many show
 * before the others are known. UI thread. Property "is-loading" (a query that has not answered yet,
 * or not wholly); signal "updated" when it has, and after each later batch of items-changed,
 * "failed" (GError) when the desk could not be read. */
#define HP_TYPE_TICKET_LIST (hp_ticket_list_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketList, hp_ticket_list, HP, TICKET_LIST, GObject)

/* Empty until hp_ticket_list_set_query(). Returns: (transfer full). */
HpTicketList *hp_ticket_list_new (HpLiveDesk *desk);

typedef enum
{
  HP_TICKETS_LATEST_FIRST, /* latest activity */
  HP_TICKETS_OLDEST_FIRST, /* who waits longest */
  HP_TICKETS_BY_PRIORITY,  /* highest first, then latest activity */
} HpTicketOrder;

/* In another order. */
void hp_ticket_list_set_order (HpTicketList *self, HpTicketOrder order);

/* Shows what @text finds instead, "" for all. A query that has not answered yet is cancelled. */
void hp_ticket_list_set_query (HpTicketList *self, const char *text);
const char *hp_ticket_list_get_query (HpTicketList *self);
gboolean hp_ticket_list_get_is_loading (HpTicketList *self);

/* Asks again if something has changed since the last answer; called by itself. */
void hp_ticket_list_catch_up (HpTicketList *self);

/* TRUE from before the first items-changed of a batch to its "updated". */
gboolean hp_ticket_list_is_updating (HpTicketList *self);

/* How many of them are unread, as of the last answer; -1 where it is too long to count. */
int hp_ticket_list_get_n_unread (HpTicketList *self);

/* The position of a ticket, or G_MAXUINT. */
guint hp_ticket_list_find (HpTicketList *self, gint64 row);
/* The ticket at a position, without making an item. */
gint64 hp_ticket_list_get_row (HpTicketList *self, guint position);

/* Says all times anew, after midnight. */
void hp_ticket_list_renew_times (HpTicketList *self);

G_END_DECLS
