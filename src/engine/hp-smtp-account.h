/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/smtp/hp-smtp-sender.h"
#include "model/hp-account.h"

G_BEGIN_DECLS

/* The settings of an account that sends by SMTP. @server: "HOST", "HOST:PORT" or "[IPV6]:PORT".
 * @tls: (nullable) "implicit", "starttls" or "none-on-loopback-only"; what the port stands for,
 * else implicit. @login: (nullable) who logs in; without, nobody does. @secret: where the password
 * is. Errors: INVALID. Returns: (transfer full) (nullable). */
char *hp_smtp_account_dup_settings (const char *server,
                                    const char *tls,
                                    const char *login,
                                    const char *secret,
                                    GError **error);

/* What sends for @account. @password: (nullable) it is looked up. Blocks. Errors: AUTH (no password
 * is there), INVALID (its settings). Returns: (transfer full) (nullable). */
HpMailSender *hp_smtp_account_sender_new (const HpAccount *account,
                                          const char *password,
                                          GCancellable *cancellable,
                                          GError **error);

G_END_DECLS
