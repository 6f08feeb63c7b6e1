/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "model/hp-ticket.h"

G_BEGIN_DECLS

/* A ticket in a list: keeps its identity while the ticket changes. UI thread. Signal "changed": the
 * ticket is another one, or says its time otherwise. */
#define HP_TYPE_TICKET_ITEM (hp_ticket_item_get_type ())
G_DECLARE_FINAL_TYPE (HpTicketItem, hp_ticket_item, HP, TICKET_ITEM, GObject)

/* @ticket: (nullable) gone. */
HpTicketItem *hp_ticket_item_new (gint64 row, HpTicket *ticket);

/* Where tickets are read that were not needed yet. @read: (nullable) the owner is gone; gives
 * (transfer full) (nullable). Counted by g_rc_box_acquire(). */
typedef struct
{
  HpTicket *(*read) (gpointer owner, gint64 row);
  gpointer owner; /* (unowned) */
} HpTicketSource;

/* The ticket is read when something of it is first asked for. */
HpTicketItem *hp_ticket_item_new_from (gint64 row, HpTicketSource *source);
/* FALSE: nothing was asked for yet. */
gboolean hp_ticket_item_is_loaded (HpTicketItem *self);

gint64 hp_ticket_item_get_row (HpTicketItem *self);
/* (nullable) (transfer none) */
const HpTicket *hp_ticket_item_get_ticket (HpTicketItem *self);
/* Puts a newer state in. */
void hp_ticket_item_set_ticket (HpTicketItem *self, HpTicket *ticket);
/* Says the time anew, after midnight. */
void hp_ticket_item_renew_time (HpTicketItem *self);

const char *hp_ticket_item_get_name (HpTicketItem *self);
const char *hp_ticket_item_get_subject (HpTicketItem *self);
const char *hp_ticket_item_get_snippet (HpTicketItem *self);
const char *hp_ticket_item_get_status (HpTicketItem *self);
const char *hp_ticket_item_get_priority (HpTicketItem *self);
const char *hp_ticket_item_get_channel (HpTicketItem *self);
/* (nullable) */
const char *hp_ticket_item_get_assignee (HpTicketItem *self);
gboolean hp_ticket_item_get_is_unread (HpTicketItem *self);
char *hp_ticket_item_dup_number (HpTicketItem *self);
char *hp_ticket_item_dup_time_text (HpTicketItem *self);

G_END_DECLS
