/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-batch.h"
#include "mail/jmap/hp-jmap-client.h"

G_BEGIN_DECLS

/* Fetches the bytes of @mails (element-type HpRemoteMail, unowned), all or none: in bulk where the
 * server has Blob/get, else several downloads at once. A mail whose bytes the server no longer has
 * keeps none. */
gboolean hp_jmap_blobs_fetch (HpJmapClient *client,
                              GPtrArray *mails,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
