/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* What a few typed letters may mean. */
typedef struct
{
  GPtrArray *tickets;   /* (owned) (element-type HpTicket) latest activity first */
  GPtrArray *customers; /* (owned) (element-type HpCustomer) latest contact first */
} HpFound;

void hp_found_free (HpFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpFound, hp_found_free)

/* Looks for tickets (the query language, or a number) and customers (part of a name or an address)
 * on the reader's thread, up to @limit of each. Returns: (transfer full). */
void hp_find_async (HpLiveDesk *desk,
                    const char *text,
                    guint limit,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data);
HpFound *hp_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
