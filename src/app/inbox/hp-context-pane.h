/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-customer-context.h"

G_BEGIN_DECLS

/* Who the open ticket is from. Property "folded" (it lies over the conversation). Signal "chosen"
 * (gint64 row): another ticket of the customer is to be opened. */
#define HP_TYPE_CONTEXT_PANE (hp_context_pane_get_type ())
G_DECLARE_FINAL_TYPE (HpContextPane, hp_context_pane, HP, CONTEXT_PANE, AdwBin)

void hp_context_pane_set_context (HpContextPane *self, HpCustomerContext *context);
/* Which of the tickets is open, 0 for none. */
void hp_context_pane_set_ticket (HpContextPane *self, gint64 row);

G_END_DECLS
