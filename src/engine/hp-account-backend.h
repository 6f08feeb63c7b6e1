/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-backend.h"
#include "mail/hp-mail-sender.h"
#include "model/hp-account.h"

G_BEGIN_DECLS

/* Whether @account is a mailbox that can be read; others only send. */
gboolean hp_account_is_mailbox (const HpAccount *account);

/* The backend of @account, for the calling thread, not connected yet. Errors: AUTH (no password),
 * UNSUPPORTED (a kind that this version does not know). Returns: (transfer full) (nullable). */
HpMailBackend *
hp_account_backend_new (const HpAccount *account, GCancellable *cancellable, GError **error);

/* What sends for @account; likewise. Errors: AUTH (no password). */
HpMailSender *hp_account_sender_new (const HpAccount *account, GError **error);

/* The same with a password at hand. */
HpMailBackend *
hp_account_backend_new_with (const HpAccount *account, const char *password, GError **error);
HpMailSender *
hp_account_sender_new_with (const HpAccount *account, const char *password, GError **error);

G_END_DECLS
