/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "desk/hp-incoming.h"

G_BEGIN_DECLS

/* Mails on their way from one stage of an import to the next: one thread pushes, one pops, and who
 * is too fast waits, so that memory is bounded whatever the mailbox's size. */
typedef struct _HpIncomingQueue HpIncomingQueue;

/* @cancellable: both ends give up when it is cancelled and hp_incoming_queue_wake() was called.
 * Returns: (transfer full). */
HpIncomingQueue *hp_incoming_queue_new (GCancellable *cancellable);
/* After both threads have let go of it. */
void hp_incoming_queue_free (HpIncomingQueue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpIncomingQueue, hp_incoming_queue_free)

/* Waits for room. @incoming: (transfer full). FALSE when cancelled. */
gboolean hp_incoming_queue_push (HpIncomingQueue *self, HpIncoming *incoming);

/* No more will come. */
void hp_incoming_queue_close (HpIncomingQueue *self);

/* Waits for a mail. Returns: (transfer full) (nullable): NULL at the end. */
HpIncoming *hp_incoming_queue_pop (HpIncomingQueue *self);

/* Waits until the queue is half full or its end is there, so that what is written together is worth
 * a transaction, and nobody waits for mails while holding the desk. FALSE if it was so at once. */
gboolean hp_incoming_queue_gather (HpIncomingQueue *self);

/* As pop, but NULL also where none is there just now. */
HpIncoming *hp_incoming_queue_try_pop (HpIncomingQueue *self);

/* Lets whoever waits look at the cancellable. Any thread. */
void hp_incoming_queue_wake (HpIncomingQueue *self);

G_END_DECLS
