/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns one message or decision as a conversation shows it. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "live/hp-message-item.h"

#include <glib/gi18n-lib.h>

#include "base/hp-clock.h"

struct _HpMessageItem
{
  GObject parent_instance;

  HpMessage *message; /* (owned) (nullable) */
  HpOp *op;           /* (owned) (nullable) */
  gboolean begins_day;
  gboolean begins_new;
  HpMailInsight *insight; /* (owned) (nullable) */
  GCancellable *looking;  /* (owned) (nullable) while the mail is read */
  gboolean was_looked_into;
};

G_DEFINE_FINAL_TYPE (HpMessageItem, hp_message_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  LOOKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
hp_message_item_dispose (GObject *object)
{
  HpMessageItem *self = HP_MESSAGE_ITEM (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  G_OBJECT_CLASS (hp_message_item_parent_class)->dispose (object);
}

static void
hp_message_item_finalize (GObject *object)
{
  HpMessageItem *self = HP_MESSAGE_ITEM (object);

  g_clear_pointer (&self->message, hp_message_unref);
  g_clear_pointer (&self->op, hp_op_unref);
  g_clear_pointer (&self->insight, hp_mail_insight_unref);
  G_OBJECT_CLASS (hp_message_item_parent_class)->finalize (object);
}

static void
hp_message_item_class_init (HpMessageItemClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hp_message_item_dispose;
  G_OBJECT_CLASS (klass)->finalize = hp_message_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_MESSAGE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[LOOKED] = g_signal_new ("looked", HP_TYPE_MESSAGE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
hp_message_item_init (HpMessageItem *self)
{
}

HpMessageItem *
hp_message_item_new (HpMessage *message)
{
  HpMessageItem *self = g_object_new (HP_TYPE_MESSAGE_ITEM, NULL);

  self->message = hp_message_ref (message);
  return self;
}

HpMessageItem *
hp_message_item_new_for_op (HpOp *op)
{
  HpMessageItem *self = g_object_new (HP_TYPE_MESSAGE_ITEM, NULL);

  self->op = hp_op_ref (op);
  return self;
}

const HpMessage *
hp_message_item_get_message (HpMessageItem *self)
{
  return self->message;
}

const HpOp *
hp_message_item_get_op (HpMessageItem *self)
{
  return self->op;
}

gint64
hp_message_item_get_time (HpMessageItem *self)
{
  return self->op != NULL ? hp_clock_get_time (self->op->clock) : self->message->time;
}

gint64
hp_message_item_get_row (HpMessageItem *self)
{
  return self->op != NULL ? -self->op->seq : self->message->row;
}

gboolean
hp_message_item_get_begins_day (HpMessageItem *self)
{
  return self->begins_day;
}

void
hp_message_item_set_begins_day (HpMessageItem *self, gboolean begins_day)
{
  if (begins_day == self->begins_day)
    return;
  self->begins_day = begins_day;
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
hp_message_item_get_begins_new (HpMessageItem *self)
{
  return self->begins_new;
}

void
hp_message_item_set_begins_new (HpMessageItem *self, gboolean begins_new)
{
  if (begins_new == self->begins_new)
    return;
  self->begins_new = begins_new;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hp_message_item_set_message (HpMessageItem *self, HpMessage *message)
{
  g_autoptr (HpMessage) old = self->message;

  self->message = hp_message_ref (message);
  if (g_strcmp0 (old->text, message->text) != 0 || old->warnings != message->warnings ||
      g_strcmp0 (old->direction, message->direction) != 0 ||
      g_strcmp0 (old->kind, message->kind) != 0 || old->is_variant != message->is_variant ||
      old->attachments->len != message->attachments->len)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* The item may be gone when this was cancelled. */
static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HpMailInsight) insight = hp_mail_insight_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  HpMessageItem *self = data;
  g_clear_object (&self->looking);
  if (insight == NULL)
    return;
  self->insight = g_steal_pointer (&insight);
  g_signal_emit (self, signals[LOOKED], 0);
}

void
hp_message_item_look (HpMessageItem *self, HpLiveDesk *desk)
{
  if (self->was_looked_into || self->message == NULL ||
      g_str_equal (self->message->direction, HP_DIRECTION_NOTE))
    return;
  self->was_looked_into = TRUE;
  self->looking = g_cancellable_new ();
  hp_mail_insight_read_async (desk, self->message->row, self->looking, on_looked_cb, self);
}

const HpMailInsight *
hp_message_item_get_insight (HpMessageItem *self)
{
  return self->insight;
}

gboolean
hp_message_item_get_is_looking (HpMessageItem *self)
{
  return self->looking != NULL;
}

static const char *
get_name (const HpAddress *address)
{
  return address->name != NULL && *address->name != '\0' ? address->name : address->addr;
}

static void
append_addresses (GString *text, const GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, *address->addr != '\0' ? address->addr : get_name (address));
    }
}

char *
hp_message_item_dup_sender (HpMessageItem *self)
{
  const GPtrArray *from = self->message->from;

  if (from->len == 0 || *get_name (g_ptr_array_index (from, 0)) == '\0')
    return g_strdup (_ ("Unknown sender"));
  return g_strdup (get_name (g_ptr_array_index (from, 0)));
}

char *
hp_message_item_dup_recipients (HpMessageItem *self)
{
  GString *text = g_string_new (NULL);

  append_addresses (text, self->message->to);
  append_addresses (text, self->message->cc);
  return g_string_free (text, FALSE);
}
