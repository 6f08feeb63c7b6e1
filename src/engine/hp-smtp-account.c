/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what an account of the kind "smtp" says of its server. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-smtp-account.h"

#include "base/hp-json.h"
#include "engine/hp-secret.h"
#include "engine/hp-server-settings.h"

char *
hp_smtp_account_dup_settings (const char *server,
                              const char *tls,
                              const char *login,
                              const char *secret,
                              GError **error)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (root, object);
  if (!hp_server_settings_write (object, "", HP_SERVICE_SMTP, server, tls, error))
    return NULL;
  if (login != NULL)
    {
      json_object_set_string_member (object, "login", login);
      json_object_set_string_member (object, "secret", secret);
    }
  return hp_json_dup_text (root);
}

HpMailSender *
hp_smtp_account_sender_new (const HpAccount *account,
                            const char *password,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autofree char *host = NULL;
  g_autofree char *login = hp_account_dup_setting (account, "login");
  g_autofree char *secret = hp_account_dup_setting (account, "secret");
  HpMailServer server;

  if (!hp_server_settings_read (account, "", &host, &server, error))
    return NULL;
  char *found = login != NULL && password == NULL
                    ? hp_secret_look_up (secret != NULL ? secret : "", cancellable, error)
                    : g_strdup (password);
  if (login != NULL && found == NULL)
    return NULL;
  HpLogin who = { .user = login, .password = found };
  HpMailSender *sender = hp_smtp_sender_new (&server, &who);
  hp_secret_free (found);
  return sender;
}
