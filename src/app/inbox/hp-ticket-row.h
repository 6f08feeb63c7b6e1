/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/hp-seen-row.h"

#include "app/inbox/hp-search-marks.h"
#include "live/hp-ticket-choice.h"

G_BEGIN_DECLS

/* One ticket in the list. Property "item" (HpTicketItem). */
#define HP_TYPE_TICKET_ROW (hp_ticket_row_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketRow, hp_ticket_row, HP, TICKET_ROW, HpSeenRow)

/* What to mark as found. @marks: (nullable); is not kept. */
void hp_ticket_row_set_marks (HpTicketRow *self, const HpSearchMarks *marks);

/* Whether it is chosen, where tickets are. @choice: is not kept. */
void hp_ticket_row_set_choice (HpTicketRow *self, HpTicketChoice *choice);

G_END_DECLS
