/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-sender.h"
#include "net/hp-mail-connection.h"
#include "net/hp-sasl.h"

G_BEGIN_DECLS

#define HP_TYPE_SMTP_SENDER (hp_smtp_sender_get_type ())
G_DECLARE_FINAL_TYPE (HpSmtpSender, hp_smtp_sender, HP, SMTP_SENDER, HpMailSender)

/* Sends by a server that takes mail in (RFC 6409), a connection a mail. What is not known after the
 * final dot stays so: SMTP has nothing to ask. It files nothing. @server, @login: copied. Returns:
 * (transfer full). */
HpMailSender *hp_smtp_sender_new (const HpMailServer *server, const HpLogin *login);

/* Logs in and sends nothing. Errors: those of hp_smtp_client_open(). */
gboolean hp_smtp_sender_try (HpSmtpSender *self, GCancellable *cancellable, GError **error);

G_END_DECLS
