/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/imap/hp-imap-client.h"

G_BEGIN_DECLS

/* Logs in: a part of hp_imap_client_open(), after the connection is secured. */
gboolean hp_imap_login (HpImapClient *client,
                        const HpMailServer *server,
                        const HpLogin *login,
                        GCancellable *cancellable,
                        GError **error);

/* What the client lends it. Returns: (transfer none). */
const char *const *hp_imap_client_get_abilities (HpImapClient *self);
/* A question of the server's, or how command @number ended. Returns: (transfer full) (nullable). */
HpImapResponse *hp_imap_client_wait_asked (HpImapClient *self,
                                           guint number,
                                           GCancellable *cancellable,
                                           GError **error);
gboolean hp_imap_client_answer (HpImapClient *self,
                                const char *answer,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
