/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-ticket.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* The columns of one ticket, for writing. */
typedef struct
{
  gint64 id; /* 0: a new row */
  HpKey root;
  char *subject;
  char *status;
  char *priority;
  char *channel;
  char *assignee;  /* (nullable) */
  gint64 identity; /* HP_DB_NULL_INT */
  gint64 customer; /* HP_DB_NULL_INT */
  char *tags;      /* sorted, LF between */
  gint64 created;
  gint64 updated;
  gint64 messages;
  gint64 attachments;
  char *snippet;
  HpWarnings warnings;
  gint64 snoozed; /* as HpTicket.snoozed */
} HpTicketRow;

void hp_ticket_row_clear (HpTicketRow *row);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HpTicketRow, hp_ticket_row_clear)

/* Inside a write transaction; errors stick to @db. */

gint64 hp_tickets_find (HpDb *db, const HpKey *root);

/* A place for a ticket whose state comes later in the same transaction. */
gint64 hp_tickets_reserve (HpDb *db, const HpKey *root, gboolean is_simple);

/* Simple: one tree with its root seen that no number and no merge concerns, so that one more answer
 * in it changes nobody's place. */
void hp_tickets_set_simple (HpDb *db, gint64 id, gboolean is_simple);
gboolean hp_tickets_is_simple (HpDb *db, gint64 id);
void hp_tickets_set_root (HpDb *db, gint64 id, const HpKey *root);

/* Writes a ticket's state, its tags and its counters. FALSE if nothing was different. */
gboolean hp_tickets_write (HpDb *db, const HpTicketRow *row);

/* Takes a ticket without messages away. */
void hp_tickets_remove (HpDb *db, gint64 id);

gboolean hp_tickets_get_root (HpDb *db, gint64 id, HpKey *root);
/* HP_DB_NULL_INT for a ticket that is only reserved. */
gint64 hp_tickets_get_updated (HpDb *db, gint64 id);
/* The time of the latest activity in the desk, us UTC. */
gint64 hp_tickets_get_newest (HpDb *db);

/* Tickets of one customer. Returns: (element-type gint64). */
GArray *hp_tickets_list_of_customer (HpDb *db, gint64 customer);

/* The same tickets, highest priority first and otherwise in the order of @rows, (element-type
 * gint64), which it takes. Reads those alone that have another priority than normal.
 * Returns: (transfer full). */
GArray *hp_tickets_sort_by_priority (HpDb *db, GArray *rows);

/* Reading. (nullable) (transfer full) */
HpTicket *hp_tickets_get (HpDb *db, gint64 id);

/* The columns that hp_tickets_read() takes, from "ticket t LEFT JOIN customer c ON c.id =
 * t.customer". */
#define HP_TICKET_COLUMNS                                                                          \
  "t.id, t.root, t.subject, t.status, t.priority, t.channel, t.assignee, c.hash, c.name, "         \
  "c.address, t.tags, t.created, t.updated, t.messages, t.attachments, t.snippet, t.warnings, "    \
  "t.snoozed "
#define HP_TICKET_SOURCE "ticket t LEFT JOIN customer c ON c.id = t.customer "
HpTicket *hp_tickets_read (HpRows *rows);

/* A customer's tickets, latest activity first. Returns: (element-type HpTicket). */
GPtrArray *hp_tickets_list_latest_of_customer (HpDb *db, gint64 customer, guint limit);

/* A word and how many tickets carry it. */
typedef struct
{
  char *name;
  gint64 n;
} HpTicketCount;

void hp_ticket_count_free (HpTicketCount *count);

/* Tags of open tickets that do not sleep, most used first; looks at open tickets only.
 * Returns: (element-type HpTicketCount). */
GPtrArray *hp_tickets_count_open_tags (HpDb *db, guint limit);
/* Who has open tickets, by name. Returns: (element-type HpTicketCount). */
GPtrArray *hp_tickets_count_open_assignees (HpDb *db);

/* Sets what two nodes' tickets are to each other (@relation: what b is to a), or nothing (NULL). */
void hp_ticket_links_set (HpDb *db,
                          const HpKey *a,
                          const HpKey *b,
                          const char *relation,
                          const char *back);

/* A ticket that has to do with another. */
typedef struct
{
  char *relation; /* what it is to the other */
  gint64 ticket;
} HpTicketLink;

void hp_ticket_link_free (HpTicketLink *link);

/* Returns: (element-type HpTicketLink). */
GPtrArray *hp_ticket_links_list (HpDb *db, gint64 ticket);

/* Message-IDs of a ticket's mails, oldest first. Returns: (element-type utf8). */
GPtrArray *hp_tickets_list_mids (HpDb *db, gint64 id);

G_END_DECLS
