/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/smtp/hp-smtp-reply.h"
#include "net/hp-mail-connection.h"
#include "net/hp-sasl.h"

G_BEGIN_DECLS

/* What a server says that it can do (RFC 5321, 1870, 6152, 6531, 3461, 2920). */
typedef struct
{
  gboolean has_starttls, has_8bit, has_utf8, has_dsn, has_pipelining, has_size;
  guint64 most; /* bytes that a mail may have, 0 = it does not say */
  GStrv logins; /* (owned) mechanisms, in capitals */
} HpSmtpCapabilities;

/* A conversation with a server that takes mail in (RFC 6409). Blocks; used by one thread. */
typedef struct _HpSmtpClient HpSmtpClient;

/* Connects, secures, logs in where login->user is set. A password goes nowhere without TLS but to
 * this machine. Errors: OFFLINE, TLS (also where the server does not offer STARTTLS), AUTH,
 * PROTOCOL, RATE_LIMITED (not now), FAILED (the server does not want us), CANCELLED. Returns:
 * (transfer full) (nullable). */
HpSmtpClient *hp_smtp_client_open (const HpMailServer *server,
                                   const HpLogin *login,
                                   GCancellable *cancellable,
                                   GError **error);
/* Says QUIT and does not wait for an answer. */
void hp_smtp_client_free (HpSmtpClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpSmtpClient, hp_smtp_client_free)

const HpSmtpCapabilities *hp_smtp_client_get_capabilities (HpSmtpClient *self);
HpMailConnection *hp_smtp_client_get_connection (HpSmtpClient *self);

/* One answer, of so many seconds. Errors: those of a connection. Returns: (transfer full)
 * (nullable). */
HpSmtpReply *
hp_smtp_client_read (HpSmtpClient *self, guint seconds, GCancellable *cancellable, GError **error);
/* Says @command, whose line end is added, and reads the answer. */
HpSmtpReply *hp_smtp_client_run (HpSmtpClient *self,
                                 const char *command,
                                 guint seconds,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
