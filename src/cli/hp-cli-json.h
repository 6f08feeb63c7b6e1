/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/hp-customer.h"
#include "model/hp-message.h"
#include "model/hp-op.h"
#include "model/hp-ticket.h"

G_BEGIN_DECLS

/* Adders of one member; NULL becomes null. */
void hp_json_add_string (JsonBuilder *builder, const char *name, const char *value);
void hp_json_add_int (JsonBuilder *builder, const char *name, gint64 value);
void hp_json_add_bool (JsonBuilder *builder, const char *name, gboolean value);
void hp_json_add_time (JsonBuilder *builder, const char *name, gint64 time);
/* @key: (nullable) */
void hp_json_add_key (JsonBuilder *builder, const char *name, const HpKey *key);
void hp_json_add_strings (JsonBuilder *builder, const char *name, GPtrArray *values);
void hp_json_add_keys (JsonBuilder *builder, const char *name, GArray *keys);

/* Whole objects, as the command line and its users know them. */
void hp_json_add_ticket (JsonBuilder *builder, const HpTicket *ticket, GPtrArray *mids);
void hp_json_add_message (JsonBuilder *builder, const HpMessage *message);
void hp_json_add_customer (JsonBuilder *builder, const HpCustomer *customer);

/* Where a list of tickets goes on behind @ticket, and back. */
char *hp_cursor_dup_text (const HpTicket *ticket);
gboolean hp_cursor_parse (const char *text, gint64 *updated, HpKey *key);

G_END_DECLS
