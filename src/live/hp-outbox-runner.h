/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-worker.h"

G_BEGIN_DECLS

/* Lets the mails of the outbox leave while the desk is open, in the one process that holds its
 * engine. UI thread. Signal "ran": what is due was done. */
#define HP_TYPE_OUTBOX_RUNNER (hp_outbox_runner_get_type ())
G_DECLARE_FINAL_TYPE (HpOutboxRunner, hp_outbox_runner, HP, OUTBOX_RUNNER, GObject)

/* @engine: whose thread may wait for servers. Returns: (transfer full). */
HpOutboxRunner *hp_outbox_runner_new (HpWorker *engine);

/* Looks for what is due; called when the outbox changed. By itself it goes on when the next mail
 * is. */
void hp_outbox_runner_wake (HpOutboxRunner *self);

G_END_DECLS
