/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-query.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* A saved search in the sidebar, with its condition compiled. */
typedef struct
{
  gint64 id;
  HpKey key;
  char *name;
  char *text;     /* the query as written */
  HpQuery *query; /* (owned) */
  gint64 position;
  char *icon;    /* (nullable) of this and the next ones: as it is */
  char *sort;    /* (nullable) */
  char *columns; /* (nullable) commas between */
  char *owner;   /* (nullable) whose it is; NULL: shared */
  gint64 members;
} HpView;

void hp_view_free (HpView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpView, hp_view_free)

/* In the sidebar's order. Returns: (element-type HpView). */
GPtrArray *hp_views_list (HpDb *db);

/* Writes or removes (text NULL) the view with @view's key. Its members are set by
 * hp_views_update_tickets(). */
void hp_views_write (HpDb *db, const HpView *view);

/* A ticket that a transaction touched. */
typedef struct
{
  gint64 row;
  gint64 before; /* ticket.updated before the transaction, HP_DB_NULL_INT for a new one */
} HpViewTicket;

/* Puts each ticket into the views that it belongs to at @now and takes it out of the others; one
 * that was removed belongs to none. Sets their timers to when that next changes by time alone.
 * @views: (element-type HpView). @tickets: (element-type HpViewTicket). */
void hp_views_update_tickets (HpDb *db, GPtrArray *views, GArray *tickets, gint64 now);

/* Tickets whose timer has come. Returns: (element-type gint64). */
GArray *hp_timers_list_due (HpDb *db, gint64 now, guint limit);

/* Empties one view's members, before every ticket is looked at again. */
void hp_views_clear (HpDb *db, gint64 view);

/* The view whose condition is spelled @text, 0: none. */
gint64 hp_views_find (HpDb *db, const char *text);

/* Whether it holds a ticket that was active @updated. */
gboolean hp_views_has_member (HpDb *db, gint64 view, gint64 updated, gint64 ticket);

/* Its tickets (0: all tickets), latest activity first, at most @limit. Returns: (element-type
 * gint64). */
GArray *hp_views_list_members (HpDb *db, gint64 view, guint limit);

/* Ids of tickets, in row order, behind @after. Returns: (element-type gint64). */
GArray *hp_views_list_all_tickets (HpDb *db, gint64 after, guint limit);

G_END_DECLS
