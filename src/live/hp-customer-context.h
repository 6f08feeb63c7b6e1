/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"
#include "model/hp-customer.h"
#include "model/hp-message.h"
#include "model/hp-ticket.h"

G_BEGIN_DECLS

/* Who the open ticket is from, followed while the desk changes. UI thread. Signal "updated". */
#define HP_TYPE_CUSTOMER_CONTEXT (hp_customer_context_get_type ())
G_DECLARE_FINAL_TYPE (HpCustomerContext, hp_customer_context, HP, CUSTOMER_CONTEXT, GObject)

/* Returns: (transfer full). */
HpCustomerContext *hp_customer_context_new (HpLiveDesk *desk);

/* Shows another customer. What is shown stays until the answer is there. @key: (nullable) nobody.
 */
void hp_customer_context_set_customer (HpCustomerContext *self, const HpKey *key);

gboolean hp_customer_context_get_is_loading (HpCustomerContext *self);
/* Why there is nobody though one was asked for. (nullable) */
const GError *hp_customer_context_get_error (HpCustomerContext *self);

/* (nullable) (transfer none) */
const HpCustomer *hp_customer_context_get_customer (HpCustomerContext *self);
/* The newest ones, latest activity first. (nullable) (element-type HpTicket) */
GPtrArray *hp_customer_context_get_tickets (HpCustomerContext *self);
/* The newest notes of these tickets. (nullable) (element-type HpMessage) */
GPtrArray *hp_customer_context_get_notes (HpCustomerContext *self);

G_END_DECLS
