/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how failures of HTTP become the desk's errors. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "net/hp-http-error.h"

#include "base/hp-error.h"

static const struct
{
  GTlsCertificateFlags flag;
  const char *text;
} CERTIFICATE_PROBLEMS[] = {
  { G_TLS_CERTIFICATE_BAD_IDENTITY, "it is made out to another name" },
  { G_TLS_CERTIFICATE_EXPIRED, "it has expired" },
  { G_TLS_CERTIFICATE_NOT_ACTIVATED, "it is not valid yet" },
  { G_TLS_CERTIFICATE_REVOKED, "it was revoked" },
  { G_TLS_CERTIFICATE_INSECURE, "it is too weak" },
  { G_TLS_CERTIFICATE_UNKNOWN_CA, "nobody known vouches for it" },
};

static GError *
make_tls_error (const char *said, SoupMessage *message)
{
  GTlsCertificateFlags flags =
      message != NULL ? soup_message_get_tls_peer_certificate_errors (message) : 0;

  for (guint i = 0; i < G_N_ELEMENTS (CERTIFICATE_PROBLEMS); i++)
    if (flags & CERTIFICATE_PROBLEMS[i].flag)
      return g_error_new (HP_ERROR, HP_ERROR_TLS, "The server's certificate can't be trusted: %s",
                          CERTIFICATE_PROBLEMS[i].text);
  return g_error_new (HP_ERROR, HP_ERROR_TLS, "No secure connection: %s", said);
}

/* What a network that is not there looks like. */
static gboolean
is_offline (const GError *error)
{
  static const int CODES[] = { G_IO_ERROR_HOST_NOT_FOUND,      G_IO_ERROR_HOST_UNREACHABLE,
                               G_IO_ERROR_NETWORK_UNREACHABLE, G_IO_ERROR_CONNECTION_REFUSED,
                               G_IO_ERROR_CONNECTION_CLOSED,   G_IO_ERROR_TIMED_OUT,
                               G_IO_ERROR_PARTIAL_INPUT,       G_IO_ERROR_PROXY_FAILED,
                               G_IO_ERROR_NOT_CONNECTED,       G_IO_ERROR_FAILED };

  if (error->domain == G_RESOLVER_ERROR)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (CODES); i++)
    if (g_error_matches (error, G_IO_ERROR, CODES[i]))
      return TRUE;
  return FALSE;
}

void
hp_http_error_adopt (GError **error, SoupMessage *message)
{
  GError *adopted = NULL;

  if (*error == NULL || (*error)->domain == HP_ERROR)
    return;
  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adopted = g_error_new_literal (HP_ERROR, HP_ERROR_CANCELLED, (*error)->message);
  else if ((*error)->domain == G_TLS_ERROR &&
           !g_error_matches (*error, G_TLS_ERROR, G_TLS_ERROR_EOF))
    adopted = make_tls_error ((*error)->message, message);
  else if (is_offline (*error) || (*error)->domain == G_TLS_ERROR)
    adopted = g_error_new (HP_ERROR, HP_ERROR_OFFLINE, "The server can't be reached: %s",
                           (*error)->message);
  else
    adopted = g_error_new (HP_ERROR, HP_ERROR_PROTOCOL, "The server speaks no proper HTTP: %s",
                           (*error)->message);
  g_error_free (*error);
  *error = adopted;
}

GError *
hp_http_error_new_for_status (guint status)
{
  const char *phrase = soup_status_get_phrase (status);

  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    return g_error_new (HP_ERROR, HP_ERROR_AUTH,
                        "The server does not accept the name and the password (%u %s)", status,
                        phrase);
  if (status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_GONE)
    return g_error_new (HP_ERROR, HP_ERROR_NOT_FOUND, "The server has no such thing (%u %s)",
                        status, phrase);
  if (status == 429 || SOUP_STATUS_IS_SERVER_ERROR (status))
    return g_error_new (HP_ERROR, HP_ERROR_RATE_LIMITED,
                        "The server asks to try again later (%u %s)", status, phrase);
  return g_error_new (HP_ERROR, HP_ERROR_PROTOCOL, "The server refuses (%u %s)", status, phrase);
}
