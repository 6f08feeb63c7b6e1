/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-batch.h"
#include "model/hp-account-status.h"

G_BEGIN_DECLS

/* The way of an account's steps into the desk: a thread that understands mails, and a thread that
 * writes, with a connection of its own. A few steps are on their way at most; who brings more
 * waits. Used by one thread. */
typedef struct _HpIngest HpIngest;

/* What has been stored since the start. */
typedef struct
{
  guint64 messages;   /* new ones */
  guint64 duplicates; /* the desk had them from elsewhere */
  guint64 damaged;    /* of the new ones */
  guint64 changed;    /* only where they lie or their flags */
  guint64 gone;       /* deleted on the server */
} HpIngestCounts;

/* @folder: of the desk. @status: of the account whose steps they are. Returns: (transfer full). */
HpIngest *hp_ingest_new (const char *folder, const HpAccountStatus *status);
/* Waits for what is on its way. */
void hp_ingest_free (HpIngest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpIngest, hp_ingest_free)

/* Brings a step, which is stored whole together with its cursor, in the order of the calls.
 * @batch: (transfer full). FALSE where an earlier one failed: hp_ingest_flush() says why. */
gboolean hp_ingest_push (HpIngest *self, HpMailBatch *batch);

/* Waits until all is stored. Errors: the first that happened since the last flush; the steps behind
 * it were not stored. What the store says. */
gboolean hp_ingest_flush (HpIngest *self, GError **error);

/* So far. */
HpIngestCounts hp_ingest_get_counts (HpIngest *self);

G_END_DECLS
