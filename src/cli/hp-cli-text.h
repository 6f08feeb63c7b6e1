/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/hp-cli.h"
#include "model/hp-op.h"
#include "model/hp-message.h"
#include "model/hp-ticket.h"
#include "store/hp-search.h"

G_BEGIN_DECLS

/* What a person at a terminal reads instead of JSON. */
gboolean hp_cli_is_for_people (HpCli *cli);
void hp_text_print_ticket (const HpTicket *ticket);
void hp_text_print_conversation (const HpTicket *ticket, GPtrArray *messages);
void hp_text_print_hit (const HpTicket *ticket, const HpSearchHit *hit);

/* When, who, what, about which ticket; and the id that `undo` takes. */
void hp_text_print_op (const HpOp *op);

G_END_DECLS
