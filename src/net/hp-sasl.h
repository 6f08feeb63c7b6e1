/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who logs in; nothing in it owned. */
typedef struct
{
  const char *user;     /* (nullable) nobody does */
  const char *password; /* (nullable) */
  const char *token;    /* (nullable) of OAuth 2, instead of a password */
} HpLogin;

/* One login to a mail server (RFC 4422), by the best that it offers: SCRAM-SHA-256, SCRAM-SHA-1,
 * PLAIN, LOGIN; with a token OAUTHBEARER (RFC 7628) or XOAUTH2. Messages are in base64, as SMTP and
 * IMAP carry them. It knows nothing of the connection: who uses it has seen to TLS. */
typedef struct _HpSasl HpSasl;

/* @offered: (array zero-terminated) the server's mechanisms, in capitals. @host, @port: of the
 * server. Errors: AUTH (it offers none that we know). Returns: (transfer full) (nullable). */
HpSasl *hp_sasl_new (const char *const *offered,
                     const HpLogin *login,
                     const char *host,
                     guint16 port,
                     GError **error);
void hp_sasl_free (HpSasl *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpSasl, hp_sasl_free)

const char *hp_sasl_get_mechanism (HpSasl *self);
/* What is said at once. Returns: (transfer full) (nullable): nothing, the server begins. */
char *hp_sasl_dup_begin (HpSasl *self);
/* The answer to @challenge. Errors: PROTOCOL. Returns: (transfer full) (nullable). */
char *hp_sasl_dup_answer (HpSasl *self, const char *challenge, GError **error);
/* After the server has said yes: whether that may be believed. Errors: PROTOCOL. */
gboolean hp_sasl_check_done (HpSasl *self, GError **error);

G_END_DECLS
