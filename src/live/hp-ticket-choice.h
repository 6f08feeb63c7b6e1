/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-ticket-list.h"

G_BEGIN_DECLS

/* Which tickets of a list are chosen, to decide about all of them at once; or all of them but some,
 * however many they are. Signal "changed". UI thread. */
#define HP_TYPE_TICKET_CHOICE (hp_ticket_choice_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketChoice, hp_ticket_choice, HP, TICKET_CHOICE, GObject)

/* Returns: (transfer full). */
HpTicketChoice *hp_ticket_choice_new (HpTicketList *list);

/* Whether tickets are being chosen. FALSE forgets them. */
gboolean hp_ticket_choice_get_is_active (HpTicketChoice *self);
void hp_ticket_choice_set_is_active (HpTicketChoice *self, gboolean is_active);

gboolean hp_ticket_choice_has (HpTicketChoice *self, gint64 row);
/* Each begins to choose where nobody did. */
void hp_ticket_choice_toggle (HpTicketChoice *self, gint64 row);
void hp_ticket_choice_add_all (HpTicketChoice *self);

guint hp_ticket_choice_count (HpTicketChoice *self);
/* Returns: (transfer full) (nullable) (element-type gint64): NULL for all that the list's query
 * finds. */
GArray *hp_ticket_choice_dup_rows (HpTicketChoice *self);

G_END_DECLS
