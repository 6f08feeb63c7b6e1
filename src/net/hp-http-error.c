/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how failures of HTTP become the desk's errors. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "net/hp-http-error.h"

#include "base/hp-error.h"
#include "net/hp-net-error.h"

void
hp_http_error_adopt (GError **error, SoupMessage *message)
{
  hp_net_error_adopt (
      error, message != NULL ? soup_message_get_tls_peer_certificate_errors (message) : 0, "HTTP");
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
