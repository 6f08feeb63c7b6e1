/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "engine/hp-ingest.h"
#include "mail/hp-mail-backend.h"

G_BEGIN_DECLS

/* Bringing the desk up to a mailbox, again and again. Blocks; used by one thread, which owns @desk
 * and @backend. */
typedef struct _HpSync HpSync;

/* After each step that was brought: how far a complete reading is (0 of 0: none goes on). */
typedef void (*HpSyncProgressFunc) (guint64 done, guint64 total, gpointer data);

/* @desk: (unowned) a connection that only looks. @status: of the account. @backend: (transfer
 * none).
 */
HpSync *hp_sync_new (HpDesk *desk, const HpAccountStatus *status, HpMailBackend *backend);
void hp_sync_free (HpSync *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpSync, hp_sync_free)

/* Takes what is there until there is nothing more, and returns when it is stored. What was stored
 * before an error stays, and the next round goes on behind it. @report: (nullable). Errors: those
 * of the backend and of the store. */
gboolean hp_sync_round (HpSync *self,
                        HpSyncProgressFunc report,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error);

/* Of all rounds. */
HpIngestCounts hp_sync_get_counts (HpSync *self);

G_END_DECLS
