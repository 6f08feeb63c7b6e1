/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what an account of the kind "imap" says of its servers. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-imap-account.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-json.h"
#include "engine/hp-server-settings.h"
#include "mail/imap/hp-imap-backend.h"
#include "mail/imap/hp-imap-sender.h"

#define SMTP "smtp-"

static void
set_text (JsonObject *settings, const char *name, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (settings, name, value);
}

char *
hp_imap_account_dup_settings (const HpImapWish *wish, GError **error)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *settings = json_object_new ();

  json_node_take_object (root, settings);
  if (!hp_server_settings_write (settings, "", HP_SERVICE_IMAP, wish->server, wish->tls, error))
    return NULL;
  if (wish->smtp != NULL && !hp_server_settings_write (settings, SMTP, HP_SERVICE_SMTP, wish->smtp,
                                                       wish->smtp_tls, error))
    return NULL;
  set_text (settings, "login", wish->login);
  set_text (settings, "secret", wish->secret);
  set_text (settings, "mailbox", wish->mailbox);
  set_text (settings, "auth", wish->is_token ? "token" : NULL);
  return hp_json_dup_text (root);
}

/* Who logs in; it points into what it is given. */
static HpLogin
make_login (const HpAccount *account, const char *login, const char *password)
{
  g_autofree char *auth = hp_account_dup_setting (account, "auth");
  HpLogin who = { .user = login != NULL ? login : account->address };

  if (g_strcmp0 (auth, "token") == 0)
    who.token = password;
  else
    who.password = password;
  return who;
}

HpMailBackend *
hp_imap_account_backend_new (const HpAccount *account, const char *password, GError **error)
{
  g_autofree char *host = NULL;
  g_autofree char *login = hp_account_dup_setting (account, "login");
  g_autofree char *mailbox = hp_account_dup_setting (account, "mailbox");
  HpMailServer server;

  if (!hp_server_settings_read (account, "", &host, &server, error))
    return NULL;
  HpImapMailbox there = { server, make_login (account, login, password), account->address,
                          mailbox };
  return hp_imap_backend_new (&there);
}

gboolean
hp_imap_account_can_send (const HpAccount *account)
{
  g_autofree char *host = hp_account_dup_setting (account, SMTP "host");

  return host != NULL;
}

HpMailSender *
hp_imap_account_sender_new (const HpAccount *account, const char *password, GError **error)
{
  g_autofree char *host = NULL;
  g_autofree char *smtp_host = NULL;
  g_autofree char *login = hp_account_dup_setting (account, "login");
  g_autofree char *mailbox = hp_account_dup_setting (account, "mailbox");
  g_autofree char *files = hp_account_dup_setting (account, "files");
  HpMailServer server;
  HpMailServer smtp;

  if (!hp_imap_account_can_send (account))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
                   "The account of %s does not say which server sends its mail", account->address);
      return NULL;
    }
  if (!hp_server_settings_read (account, "", &host, &server, error) ||
      !hp_server_settings_read (account, SMTP, &smtp_host, &smtp, error))
    return NULL;
  HpImapMailbox there = { server, make_login (account, login, password), account->address,
                          mailbox };
  return hp_imap_sender_new (&there, &smtp, g_strcmp0 (files, "server") != 0);
}
