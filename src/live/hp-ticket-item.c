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
  PROP_0,
  PROP_ROW,
  PROP_NAME,
  PROP_SUBJECT,
  PROP_SNIPPET,
  PROP_NUMBER,
  PROP_STATUS,
  PROP_PRIORITY,
  PROP_CHANNEL,
  PROP_ASSIGNEE,
  PROP_TAGS,
  PROP_TIME_TEXT,
  PROP_IS_NEW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
hp_ticket_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HpTicketItem *self = HP_TICKET_ITEM (object);

  switch (id)
    {
    case PROP_ROW:
      g_value_set_int64 (value, self->row);
      break;
    case PROP_NAME:
      g_value_set_string (value, hp_ticket_item_get_name (self));
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, hp_ticket_item_get_subject (self));
      break;
    case PROP_SNIPPET:
      g_value_set_string (value, hp_ticket_item_get_snippet (self));
      break;
    case PROP_NUMBER:
      g_value_take_string (value, hp_ticket_item_dup_number (self));
      break;
    case PROP_STATUS:
      g_value_set_string (value, hp_ticket_item_get_status (self));
      break;
    case PROP_PRIORITY:
      g_value_set_string (value, hp_ticket_item_get_priority (self));
      break;
    case PROP_CHANNEL:
      g_value_set_string (value, hp_ticket_item_get_channel (self));
      break;
    case PROP_ASSIGNEE:
      g_value_set_string (value, hp_ticket_item_get_assignee (self));
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, self->ticket != NULL ? self->ticket->tags : NULL);
      break;
    case PROP_TIME_TEXT:
      g_value_take_string (value, hp_ticket_item_dup_time_text (self));
      break;
    case PROP_IS_NEW:
      g_value_set_boolean (value, hp_ticket_item_get_is_new (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

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
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = hp_ticket_item_get_property;
  object_class->finalize = hp_ticket_item_finalize;
  props[PROP_ROW] = g_param_spec_int64 ("row", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_SUBJECT] = g_param_spec_string ("subject", NULL, NULL, NULL, flags);
  props[PROP_SNIPPET] = g_param_spec_string ("snippet", NULL, NULL, NULL, flags);
  props[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_PRIORITY] = g_param_spec_string ("priority", NULL, NULL, NULL, flags);
  props[PROP_CHANNEL] = g_param_spec_string ("channel", NULL, NULL, NULL, flags);
  props[PROP_ASSIGNEE] = g_param_spec_string ("assignee", NULL, NULL, NULL, flags);
  props[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, flags);
  props[PROP_TIME_TEXT] = g_param_spec_string ("time-text", NULL, NULL, NULL, flags);
  props[PROP_IS_NEW] = g_param_spec_boolean ("is-new", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
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

static void
notify_if (HpTicketItem *self, gboolean is_different, guint id)
{
  if (is_different)
    g_object_notify_by_pspec (G_OBJECT (self), props[id]);
}

void
hp_ticket_item_set_ticket (HpTicketItem *self, HpTicket *ticket)
{
  g_autoptr (HpTicket) old = self->ticket;

  self->ticket = ticket != NULL ? hp_ticket_ref (ticket) : NULL;
  gboolean is_all = old == NULL || ticket == NULL;
  g_object_freeze_notify (G_OBJECT (self));
  notify_if (self,
             is_all || g_strcmp0 (old->customer_name, ticket->customer_name) != 0 ||
                 g_strcmp0 (old->customer_address, ticket->customer_address) != 0,
             PROP_NAME);
  notify_if (self, is_all || g_strcmp0 (old->subject, ticket->subject) != 0, PROP_SUBJECT);
  notify_if (self, is_all || g_strcmp0 (old->snippet, ticket->snippet) != 0, PROP_SNIPPET);
  notify_if (self, is_all || !hp_key_equal (&old->key, &ticket->key), PROP_NUMBER);
  notify_if (self, is_all || g_strcmp0 (old->status, ticket->status) != 0, PROP_STATUS);
  notify_if (self, is_all || g_strcmp0 (old->status, ticket->status) != 0, PROP_IS_NEW);
  notify_if (self, is_all || g_strcmp0 (old->priority, ticket->priority) != 0, PROP_PRIORITY);
  notify_if (self, is_all || g_strcmp0 (old->channel, ticket->channel) != 0, PROP_CHANNEL);
  notify_if (self, is_all || g_strcmp0 (old->assignee, ticket->assignee) != 0, PROP_ASSIGNEE);
  notify_if (
      self,
      is_all || !g_strv_equal ((const char *const *) old->tags, (const char *const *) ticket->tags),
      PROP_TAGS);
  notify_if (self, is_all || old->updated != ticket->updated, PROP_TIME_TEXT);
  g_object_thaw_notify (G_OBJECT (self));
}

void
hp_ticket_item_renew_time (HpTicketItem *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TIME_TEXT]);
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
hp_ticket_item_get_is_new (HpTicketItem *self)
{
  return g_str_equal (hp_ticket_item_get_status (self), HP_STATUS_NEW);
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
