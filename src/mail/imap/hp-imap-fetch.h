/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-batch.h"
#include "mail/imap/hp-imap-client.h"
#include "mail/imap/hp-imap-cursor.h"

G_BEGIN_DECLS

/* All of the folder that is open. An account's thread. */

/* UIDs below @below, rising. Returns: (transfer full) (nullable) (element-type guint32). */
GArray *
hp_imap_fetch_uids (HpImapClient *client, guint32 below, GCancellable *cancellable, GError **error);

/* What is known of mails but their bytes. @set: of UIDs. @role: of the folder. Returns: (transfer
 * full) (nullable) (element-type HpRemoteMail), in rising order of UIDs; fewer where some are gone.
 */
GPtrArray *hp_imap_fetch_mails (HpImapClient *client,
                                const HpImapPlace *place,
                                const char *role,
                                const char *set,
                                GCancellable *cancellable,
                                GError **error);

/* The bytes of mails: sets `raw`, and leaves it NULL where the server has none. @mails:
 * (element-type HpRemoteMail). @is_cut: (out) some were left out, because it was too much. */
gboolean hp_imap_fetch_bytes (HpImapClient *client,
                              GPtrArray *mails,
                              gboolean *is_cut,
                              GCancellable *cancellable,
                              GError **error);

/* Flags of mails with UIDs below @place->next. @modseq: what changed since, 0 = all. Returns:
 * (transfer full) (nullable) (element-type HpImapFlags). */
GPtrArray *hp_imap_fetch_flags (HpImapClient *client,
                                const HpImapPlace *place,
                                guint64 modseq,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
