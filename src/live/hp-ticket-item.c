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
  HpTicketSource *source; /* (owned) (nullable) the ticket is still to be read */
  HpTicket *ticket;       /* (owned) (nullable) */
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
  g_clear_pointer (&self->source, g_rc_box_release);
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

HpTicketItem *
hp_ticket_item_new_from (gint64 row, HpTicketSource *source)
{
  HpTicketItem *self = g_object_new (HP_TYPE_TICKET_ITEM, NULL);

  self->row = row;
  self->source = g_rc_box_acquire (source);
  return self;
}

gboolean
hp_ticket_item_is_loaded (HpTicketItem *self)
{
  return self->source == NULL;
}

gint64
hp_ticket_item_get_row (HpTicketItem *self)
{
  return self->row;
}

const HpTicket *
hp_ticket_item_get_ticket (HpTicketItem *self)
{
  HpTicketSource *source = g_steal_pointer (&self->source);

  if (source == NULL)
    return self->ticket;
  if (source->read != NULL)
    self->ticket = source->read (source->owner, self->row);
  g_rc_box_release (source);
  return self->ticket;
}

void
hp_ticket_item_set_ticket (HpTicketItem *self, HpTicket *ticket)
{
  g_autoptr (HpTicket) old = self->ticket;

  g_clear_pointer (&self->source, g_rc_box_release);
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
  const HpTicket *ticket = hp_ticket_item_get_ticket (self);

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
  const HpTicket *ticket = hp_ticket_item_get_ticket (self);

  if (ticket == NULL)
    return "";
  return *ticket->subject != '\0' ? ticket->subject : _ ("No subject");
}

const char *
hp_ticket_item_get_snippet (HpTicketItem *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self);

  return ticket != NULL ? ticket->snippet : "";
}

const char *
hp_ticket_item_get_status (HpTicketItem *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self);

  return ticket != NULL ? ticket->status : "";
}

const char *
hp_ticket_item_get_priority (HpTicketItem *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self);

  return ticket != NULL ? ticket->priority : HP_PRIORITY_NORMAL;
}

const char *
hp_ticket_item_get_channel (HpTicketItem *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self);

  return ticket != NULL ? ticket->channel : "";
}

const char *
hp_ticket_item_get_assignee (HpTicketItem *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self);

  return ticket != NULL ? ticket->assignee : NULL;
}

gboolean
hp_ticket_item_get_is_unread (HpTicketItem *self)
{
  return self->ticket != NULL && self->ticket->is_unread;
}

char *
hp_ticket_item_dup_number (HpTicketItem *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self);

  return ticket != NULL ? hp_key_dup_number (&ticket->key) : g_strdup ("");
}

char *
hp_ticket_item_dup_time_text (HpTicketItem *self)
{
  const HpTicket *ticket = hp_ticket_item_get_ticket (self);

  if (ticket == NULL)
    return g_strdup ("");
  return hp_time_dup_short_text (ticket->updated, g_get_real_time ());
}
