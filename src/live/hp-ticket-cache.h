/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-ticket-item.h"

G_BEGIN_DECLS

/* The ticket items last used, a bounded number, by row. UI thread. */
typedef struct _HpTicketCache HpTicketCache;

HpTicketCache *hp_ticket_cache_new (guint limit);
void hp_ticket_cache_free (HpTicketCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpTicketCache, hp_ticket_cache_free)

/* (nullable) (transfer none) */
HpTicketItem *hp_ticket_cache_find (HpTicketCache *cache, gint64 row);
gboolean hp_ticket_cache_has (HpTicketCache *cache, gint64 row);
/* @item: (transfer full) */
void hp_ticket_cache_add (HpTicketCache *cache, HpTicketItem *item);
/* Returns: (element-type gint64) those whose ticket was read, in no order. */
GArray *hp_ticket_cache_list_rows (HpTicketCache *cache);

G_END_DECLS
