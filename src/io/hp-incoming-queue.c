/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a bounded queue between two threads. Invariant: it holds at most MAX_MAILS mails, and more
 * than MAX_BYTES only where a single mail is larger. */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-incoming-queue.h"

#define MAX_BYTES ((gsize) 8 * 1024 * 1024)
#define MAX_MAILS 256

struct _HpIncomingQueue
{
  GMutex lock; /* everything below is under it */
  GCond changed;
  GQueue mails; /* (owned) HpIncoming */
  gsize bytes;
  gboolean is_closed;
  GCancellable *cancellable; /* (owned) */
};

static gboolean
is_cancelled (const HpIncomingQueue *self)
{
  return g_cancellable_is_cancelled (self->cancellable);
}

static gboolean
is_half_full (const HpIncomingQueue *self)
{
  return self->mails.length >= MAX_MAILS / 2 || self->bytes >= MAX_BYTES / 2;
}

/* Waking somebody for every single mail would cost more than the mail. */
static HpIncoming *
take (HpIncomingQueue *self)
{
  HpIncoming *incoming = g_queue_pop_head (&self->mails);

  if (incoming != NULL)
    self->bytes -= hp_incoming_get_size (incoming);
  if (!is_half_full (self))
    g_cond_signal (&self->changed);
  return incoming;
}

HpIncomingQueue *
hp_incoming_queue_new (GCancellable *cancellable)
{
  HpIncomingQueue *self = g_new0 (HpIncomingQueue, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->mails);
  self->cancellable = g_object_ref (cancellable);
  return self;
}

void
hp_incoming_queue_free (HpIncomingQueue *self)
{
  g_queue_clear_full (&self->mails, (GDestroyNotify) hp_incoming_free);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_object_unref (self->cancellable);
  g_free (self);
}

gboolean
hp_incoming_queue_push (HpIncomingQueue *self, HpIncoming *incoming)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (!is_cancelled (self) && self->mails.length > 0 &&
         (self->bytes > MAX_BYTES || self->mails.length >= MAX_MAILS))
    g_cond_wait (&self->changed, &self->lock);
  self->bytes += hp_incoming_get_size (incoming);
  g_queue_push_tail (&self->mails, incoming);
  if (self->mails.length == 1 || is_half_full (self))
    g_cond_signal (&self->changed);
  return !is_cancelled (self);
}

void
hp_incoming_queue_close (HpIncomingQueue *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->is_closed = TRUE;
  g_cond_broadcast (&self->changed);
}

HpIncoming *
hp_incoming_queue_pop (HpIncomingQueue *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (self->mails.length == 0 && !self->is_closed)
    g_cond_wait (&self->changed, &self->lock);
  return take (self);
}

gboolean
hp_incoming_queue_gather (HpIncomingQueue *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  gboolean has_waited = FALSE;

  while (!self->is_closed && !is_cancelled (self) && !is_half_full (self))
    {
      g_cond_wait (&self->changed, &self->lock);
      has_waited = TRUE;
    }
  return has_waited;
}

HpIncoming *
hp_incoming_queue_try_pop (HpIncomingQueue *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return take (self);
}

void
hp_incoming_queue_wake (HpIncomingQueue *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_cond_broadcast (&self->changed);
}
