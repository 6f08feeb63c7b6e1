/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns one ticket as a list shows it. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "live/hp-ticket-item.h"

#include <glib/gi18n-lib.h>

#include "live/hp-time-text.h"

struct _HpTicketItem
{
  GObject parent_instance;

  gint64 row;
  HpTicket *ticket; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (HpTicketItem, hp_ticket_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
hp_ticket_item_finalize (GObject *object)
{
  HpTicketItem *self = HP_TICKET_ITEM (object);

  g_clear_pointer (&self->ticket, hp_ticket_unref);
  G_OBJECT_CLASS (hp_ticket_item_parent_class)->finalize (object);
}

static void
hp_ticket_item_class_init (HpTicketItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_ticket_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_TICKET_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
hp_ticket_item_init (HpTicketItem *self)
{
}

HpTicketItem *
hp_ticket_item_new (gint64 row, HpTicket *ticket)
{
  HpTicketItem *self = g_object_new (HP_TYPE_TICKET_ITEM, NULL);

  self->row = row;
  self->ticket = ticket != NULL ? hp_ticket_ref (ticket) : NULL;
  return self;
}

gint64
hp_ticket_item_get_row (HpTicketItem *self)
{
  return self->row;
}

const HpTicket *
hp_ticket_item_get_ticket (HpTicketItem *self)
{
  return self->ticket;
}

void
hp_ticket_item_set_ticket (HpTicketItem *self, HpTicket *ticket)
{
  g_autoptr (HpTicket) old = self->ticket;

  self->ticket = ticket != NULL ? hp_ticket_ref (ticket) : NULL;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hp_ticket_item_renew_time (HpTicketItem *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

const char *
hp_ticket_item_get_name (HpTicketItem *self)
{
  const HpTicket *ticket = self->ticket;

  if (ticket == NULL)
    return "";
  if (ticket->customer_name != NULL && *ticket->customer_name != '\0')
    return ticket->customer_name;
  if (ticket->customer_address != NULL && *ticket->customer_address != '\0')
    return ticket->customer_address;
  return _ ("Unknown sender");
}

const char *
hp_ticket_item_get_subject (HpTicketItem *self)
{
  if (self->ticket == NULL)
    return "";
  return *self->ticket->subject != '\0' ? self->ticket->subject : _ ("No subject");
}

const char *
hp_ticket_item_get_snippet (HpTicketItem *self)
{
  return self->ticket != NULL ? self->ticket->snippet : "";
}

const char *
hp_ticket_item_get_status (HpTicketItem *self)
{
  return self->ticket != NULL ? self->ticket->status : "";
}

const char *
hp_ticket_item_get_priority (HpTicketItem *self)
{
  return self->ticket != NULL ? self->ticket->priority : HP_PRIORITY_NORMAL;
}

const char *
hp_ticket_item_get_channel (HpTicketItem *self)
{
  return self->ticket != NULL ? self->ticket->channel : "";
}

const char *
hp_ticket_item_get_assignee (HpTicketItem *self)
{
  return self->ticket != NULL ? self->ticket->assignee : NULL;
}

gboolean
hp_ticket_item_get_is_unread (HpTicketItem *self)
{
  return self->ticket != NULL && self->ticket->is_unread;
}

char *
hp_ticket_item_dup_number (HpTicketItem *self)
{
  return self->ticket != NULL ? hp_key_dup_number (&self->ticket->key) : g_strdup ("");
}

char *
hp_ticket_item_dup_time_text (HpTicketItem *self)
{
  if (self->ticket == NULL)
    return g_strdup ("");
  return hp_time_dup_short_text (self->ticket->updated, g_get_real_time ());
}
