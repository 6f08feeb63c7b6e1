/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the settings of an account name a mail server. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-server-settings.h"

#include <string.h>

#include "base/hp-error.h"

static const struct
{
  const char *name;
  HpMailTls tls;
  guint16 ports[2]; /* by HpService */
} WAYS[] = {
  { "implicit", HP_MAIL_TLS_IMPLICIT, { 993, 465 } },
  { "starttls", HP_MAIL_TLS_STARTTLS, { 143, 587 } },
  { "none-on-loopback-only", HP_MAIL_TLS_NONE, { 143, 587 } },
};
static const char *const EXAMPLES[] = { "imap.example.com or imap.example.com:143",
                                        "smtp.example.com or smtp.example.com:587" };

/* @way: (out) row of WAYS. */
static gboolean
find_way (const char *tls, guint *way, GError **error)
{
  for (*way = 0; *way < G_N_ELEMENTS (WAYS); ++*way)
    if (strcmp (WAYS[*way].name, tls) == 0)
      return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
               "TLS is implicit, starttls or none-on-loopback-only, not “%s”", tls);
  return FALSE;
}

/* @host: (out) (transfer full). @port: (out) 0 where none is named. */
static gboolean
parse_server (const char *server, HpService service, char **host, guint16 *port, GError **error)
{
  g_autoptr (GSocketConnectable) address = g_network_address_parse (server, 0, NULL);
  GNetworkAddress *parsed = address != NULL ? G_NETWORK_ADDRESS (address) : NULL;

  if (parsed == NULL || g_network_address_get_hostname (parsed)[0] == '\0')
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is no server. One looks like %s",
                   server, EXAMPLES[service]);
      return FALSE;
    }
  *host = g_strdup (g_network_address_get_hostname (parsed));
  *port = g_network_address_get_port (parsed);
  return TRUE;
}

static const char *
guess_tls (HpService service, guint16 port)
{
  return port != 0 && port == WAYS[HP_MAIL_TLS_STARTTLS].ports[service] ? "starttls" : "implicit";
}

static void
set_text (JsonObject *settings, const char *prefix, const char *name, const char *value)
{
  g_autofree char *member = g_strconcat (prefix, name, NULL);

  json_object_set_string_member (settings, member, value);
}

gboolean
hp_server_settings_write (JsonObject *settings,
                          const char *prefix,
                          HpService service,
                          const char *server,
                          const char *tls,
                          GError **error)
{
  g_autofree char *host = NULL;
  guint16 port;
  guint way;

  if (!parse_server (server, service, &host, &port, error) ||
      !find_way (tls != NULL ? tls : guess_tls (service, port), &way, error))
    return FALSE;
  g_autofree char *port_text = g_strdup_printf ("%u", port != 0 ? port : WAYS[way].ports[service]);
  set_text (settings, prefix, "host", host);
  set_text (settings, prefix, "port", port_text);
  set_text (settings, prefix, "tls", WAYS[way].name);
  return TRUE;
}

/* (transfer full) (nullable) */
static char *
dup_setting (const HpAccount *account, const char *prefix, const char *name)
{
  g_autofree char *member = g_strconcat (prefix, name, NULL);

  return hp_account_dup_setting (account, member);
}

gboolean
hp_server_settings_read (const HpAccount *account,
                         const char *prefix,
                         char **host,
                         HpMailServer *server,
                         GError **error)
{
  g_autofree char *name = dup_setting (account, prefix, "host");
  g_autofree char *port = dup_setting (account, prefix, "port");
  g_autofree char *tls = dup_setting (account, prefix, "tls");
  guint64 number = 0;
  guint way;

  if (name == NULL ||
      !g_ascii_string_to_unsigned (port != NULL ? port : "", 10, 1, G_MAXUINT16, &number, NULL))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "The account does not say which server it is");
      return FALSE;
    }
  if (!find_way (tls != NULL ? tls : "", &way, error))
    return FALSE;
  *host = g_steal_pointer (&name);
  *server = (HpMailServer){ .host = *host, .port = (guint16) number, .tls = WAYS[way].tls };
  return TRUE;
}
