/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "mail/hp-mail-sender.h"
#include "model/hp-account.h"

G_BEGIN_DECLS

/* The sender of an account. Errors: UNSUPPORTED (a kind that it does not know), what the settings
 * say. Returns: (transfer full) (nullable). */
typedef HpMailSender *(*HpSenderFunc) (const HpAccount *account, gpointer data, GError **error);

/* Takes mails out of the outbox and sends them. */
typedef struct _HpOutbox HpOutbox;

/* @desk: (unowned) of the thread that runs it. @func: NULL for the senders of this program. */
HpOutbox *hp_outbox_new (HpDesk *desk, HpSenderFunc func, gpointer data);
void hp_outbox_free (HpOutbox *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpOutbox, hp_outbox_free)

/* Takes every step that is due, and blocks while it does (a worker's thread, not the UI's). @next:
 * (out) (optional) when it is worth calling again, us UTC, G_MAXINT64 if nothing is left that goes
 * on by itself; also call it after anything was put into the outbox (HP_CHANGE_OUTBOX). What can't
 * be sent is no error but written with its entry. Errors: BUSY (another process has the engine),
 * CANCELLED, what the store says. */
gboolean hp_outbox_run (HpOutbox *self, gint64 *next, GCancellable *cancellable, GError **error);

G_END_DECLS
