/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-apply.h"

G_BEGIN_DECLS

/* The version of the understanding that this code derives; older rows are derived again. */
#define HP_UNDERSTANDING_VERSION 4

/* What one transaction has touched and must derive. Sets hold gint64 rows. */
struct _HpApply
{
  HpDesk *desk;                  /* (unowned) */
  HpDb *db;                      /* (unowned) */
  GHashTable *dirty_nodes;       /* (owned) their place in tickets may have changed */
  GHashTable *dirty_tickets;     /* (owned) */
  GHashTable *dirty_identities;  /* (owned) */
  GHashTable *free_ids;          /* (owned) first id of a second to the last one taken there */
  GArray *view_tickets;          /* (owned) (element-type HpViewTicket) whose state was derived */
  GHashTable *touched_customers; /* (owned) */
  gboolean views_changed;
  gboolean settings_changed; /* agents or macros */
  gint64 now;
};

void hp_apply_add_dirty (GHashTable *set, gint64 row);
GArray *hp_apply_list_dirty (GHashTable *set);

/* From nodes to tickets (hp-derive-tickets.c), from tickets' messages and ops to their state
 * (hp-derive-ticket.c), from identities to customers (hp-derive-customers.c). */
void hp_derive_tickets (HpApply *apply);
void hp_derive_ticket (HpApply *apply, gint64 ticket);
void hp_derive_customers (HpApply *apply);

/* A note's row follows its op (hp-apply-op.c). */
void hp_apply_sync_note (HpApply *apply, const HpOp *op);

/* An id for a message at @time. */
gint64 hp_apply_take_message_id (HpApply *apply, gint64 time);

/* Everything about mails from or to @address depends on whose it is. */
void hp_apply_own_address_changed (HpApply *apply, const char *address);

G_END_DECLS
