/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "live/hp-live-desk.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Addresses as chips behind a word ("To"), and where another one is typed, completed from the
 * desk's customers. One that no server would take is marked, and one that is not among the usual
 * ones. Property "label"; signal "changed" (the agent did it). */
#define HP_TYPE_ADDRESS_FIELD (hp_address_field_get_type ())
G_DECLARE_FINAL_TYPE (HpAddressField, hp_address_field, HP, ADDRESS_FIELD, GtkBox)

void hp_address_field_set_desk (HpAddressField *self, HpLiveDesk *desk);

/* (element-type HpAddress). What is being typed stays. The result: (transfer full). */
void hp_address_field_set_addresses (HpAddressField *self, const GPtrArray *addresses);
GPtrArray *hp_address_field_dup_addresses (HpAddressField *self);

/* Takes all away. */
void hp_address_field_clear (HpAddressField *self);

/* Who had the message before; NULL: nobody is unusual. (element-type HpAddress) */
void hp_address_field_set_usual (HpAddressField *self, const GPtrArray *addresses);

/* Makes chips of what was typed. */
void hp_address_field_finish (HpAddressField *self);

G_END_DECLS
