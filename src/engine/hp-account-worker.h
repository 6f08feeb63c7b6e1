/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/hp-sync.h"

G_BEGIN_DECLS

/* One account at work: its login, its rounds, and the state that the desk shows. Blocks; used by
 * one thread, with a connection to the desk of its own. */
typedef struct _HpAccountWorker HpAccountWorker;

/* @desk: (unowned). @address: of the account. Errors: NOT_FOUND. */
HpAccountWorker *hp_account_worker_new (HpDesk *desk, const char *address, GError **error);
void hp_account_worker_free (HpAccountWorker *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpAccountWorker, hp_account_worker_free)

/* Logs in if need be and brings the desk up to the mailbox. What came of it is the account's state
 * and stands in its log. Errors: those of hp_sync_round() and of the password. */
gboolean hp_account_worker_round (HpAccountWorker *self,
                                  HpSyncProgressFunc report,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  GError **error);

/* After a round: hp_mail_backend_watch() of its mailbox, until the next round. What fails is found
 * out by the next round. Returns: (transfer full) (nullable). */
GSource *hp_account_worker_watch (HpAccountWorker *self, GCancellable *cancellable);

/* Of all rounds. */
HpIngestCounts hp_account_worker_get_counts (HpAccountWorker *self);
/* Seconds for which the server asked to be left alone, or 0. */
guint hp_account_worker_get_retry_after (HpAccountWorker *self);
const char *hp_account_worker_get_address (HpAccountWorker *self);

G_END_DECLS
