/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-backend.h"
#include "mail/hp-mail-sender.h"
#include "model/hp-account.h"

G_BEGIN_DECLS

/* What somebody says of a mailbox on an IMAP server. Nothing in it is owned. */
typedef struct
{
  const char *server;   /* as hp_server_settings_write() wants it, like the next three */
  const char *tls;      /* (nullable) */
  const char *smtp;     /* (nullable) where it sends; it does not */
  const char *smtp_tls; /* (nullable) */
  const char *login;
  const char *mailbox; /* (nullable) the name of a shared inbox */
  const char *secret;  /* where the password is */
  gboolean is_token;   /* that is a token of OAuth 2 */
} HpImapWish;

/* The settings of such an account. Errors: INVALID. Returns: (transfer full) (nullable). */
char *hp_imap_account_dup_settings (const HpImapWish *wish, GError **error);

/* What reads it, for the calling thread. Errors: INVALID. Returns: (transfer full) (nullable). */
HpMailBackend *
hp_imap_account_backend_new (const HpAccount *account, const char *password, GError **error);
/* What sends for it and files what was sent. Errors: INVALID, UNSUPPORTED (it does not send). */
HpMailSender *
hp_imap_account_sender_new (const HpAccount *account, const char *password, GError **error);
gboolean hp_imap_account_can_send (const HpAccount *account);

G_END_DECLS
