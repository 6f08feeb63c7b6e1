/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how failures of connections become the desk's errors. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "net/hp-net-error.h"

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
make_tls_error (const char *said, GTlsCertificateFlags flags)
{
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
hp_net_error_adopt (GError **error, GTlsCertificateFlags flags, const char *protocol)
{
  GError *adopted = NULL;

  if (*error == NULL || (*error)->domain == HP_ERROR)
    return;
  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adopted = g_error_new_literal (HP_ERROR, HP_ERROR_CANCELLED, (*error)->message);
  else if ((*error)->domain == G_TLS_ERROR &&
           !g_error_matches (*error, G_TLS_ERROR, G_TLS_ERROR_EOF))
    adopted = make_tls_error ((*error)->message, flags);
  else if (is_offline (*error) || (*error)->domain == G_TLS_ERROR)
    adopted = g_error_new (HP_ERROR, HP_ERROR_OFFLINE, "The server can't be reached: %s",
                           (*error)->message);
  else
    adopted = g_error_new (HP_ERROR, HP_ERROR_PROTOCOL, "The server speaks no proper %s: %s",
                           protocol, (*error)->message);
  g_error_free (*error);
  *error = adopted;
}

gboolean
hp_net_is_local (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}
