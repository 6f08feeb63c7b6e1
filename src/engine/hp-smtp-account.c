/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what an account of the kind "smtp" says of its server. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-smtp-account.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-json.h"
#include "engine/hp-secret.h"

/* RFC 8314 section 3.3, RFC 6409. */
#define PORT_IMPLICIT 465
#define PORT_SUBMISSION 587

static const struct
{
  const char *name;
  HpMailTls tls;
  guint16 port;
} WAYS[] = {
  { "implicit", HP_MAIL_TLS_IMPLICIT, PORT_IMPLICIT },
  { "starttls", HP_MAIL_TLS_STARTTLS, PORT_SUBMISSION },
  { "none-on-loopback-only", HP_MAIL_TLS_NONE, PORT_SUBMISSION },
};

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
parse_server (const char *server, char **host, guint16 *port, GError **error)
{
  g_autoptr (GSocketConnectable) address = g_network_address_parse (server, 0, NULL);
  GNetworkAddress *parsed = address != NULL ? G_NETWORK_ADDRESS (address) : NULL;

  if (parsed == NULL || g_network_address_get_hostname (parsed)[0] == '\0')
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "“%s” is no server. One looks like smtp.example.com or smtp.example.com:587",
                   server);
      return FALSE;
    }
  *host = g_strdup (g_network_address_get_hostname (parsed));
  *port = g_network_address_get_port (parsed);
  return TRUE;
}

static void
set_text (JsonObject *object, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

char *
hp_smtp_account_dup_settings (const char *server,
                              const char *tls,
                              const char *login,
                              const char *secret,
                              GError **error)
{
  g_autofree char *host = NULL;
  guint16 port;
  guint way;

  if (!parse_server (server, &host, &port, error))
    return NULL;
  if (!find_way (tls != NULL               ? tls
                 : port == PORT_SUBMISSION ? "starttls"
                                           : "implicit",
                 &way, error))
    return NULL;
  g_autofree char *port_text = g_strdup_printf ("%u", port != 0 ? port : WAYS[way].port);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  set_text (object, "host", host);
  set_text (object, "port", port_text);
  set_text (object, "tls", WAYS[way].name);
  set_text (object, "login", login);
  set_text (object, "secret", login != NULL ? secret : NULL);
  json_node_take_object (root, object);
  return hp_json_dup_text (root);
}

HpMailSender *
hp_smtp_account_sender_new (const HpAccount *account,
                            const char *password,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autofree char *host = hp_account_dup_setting (account, "host");
  g_autofree char *port = hp_account_dup_setting (account, "port");
  g_autofree char *tls = hp_account_dup_setting (account, "tls");
  g_autofree char *login = hp_account_dup_setting (account, "login");
  g_autofree char *secret = hp_account_dup_setting (account, "secret");
  guint64 number = 0;
  guint way;

  if (host == NULL ||
      !g_ascii_string_to_unsigned (port != NULL ? port : "", 10, 1, G_MAXUINT16, &number, NULL))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "The account does not say which server sends");
      return NULL;
    }
  if (!find_way (tls != NULL ? tls : "", &way, error))
    return NULL;
  char *found = login != NULL && password == NULL
                    ? hp_secret_look_up (secret != NULL ? secret : "", cancellable, error)
                    : g_strdup (password);
  if (login != NULL && found == NULL)
    return NULL;
  HpMailServer server = { .host = host, .port = (guint16) number, .tls = WAYS[way].tls };
  HpLogin who = { .user = login, .password = found };
  HpMailSender *sender = hp_smtp_sender_new (&server, &who);
  hp_secret_free (found);
  return sender;
}
