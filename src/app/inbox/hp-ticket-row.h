/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One ticket in the list. Property "item" (HpTicketItem). */
#define HP_TYPE_TICKET_ROW (hp_ticket_row_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketRow, hp_ticket_row, HP, TICKET_ROW, GtkBox)

G_END_DECLS
