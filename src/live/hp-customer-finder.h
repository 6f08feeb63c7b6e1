/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"
#include "model/hp-customer.h"

G_BEGIN_DECLS

/* Looks for customers by part of a name or an address on the reader's thread, latest contact first,
 * up to @limit. Returns: (transfer full) (element-type HpCustomer). */
void hp_customers_find_async (HpLiveDesk *desk,
                              const char *text,
                              guint limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *hp_customers_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
