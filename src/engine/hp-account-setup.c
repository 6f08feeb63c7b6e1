/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how accounts come and go. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-account-setup.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-json.h"
#include "desk/hp-accounts.h"
#include "engine/hp-account-backend.h"
#include "engine/hp-imap-account.h"
#include "engine/hp-secret.h"
#include "engine/hp-smtp-account.h"
#include "mail/imap/hp-imap-sender.h"
#include "model/hp-mail.h"
#include "net/hp-srv.h"
#include "store/hp-account-status-table.h"
#include "store/hp-account-table.h"
#include "store/hp-change-table.h"

#define WELL_KNOWN "/.well-known/jmap"

static char *
discover (const char *address, GCancellable *cancellable, GError **error)
{
  g_autofree char *server =
      hp_srv_dup_https ("jmap", strrchr (address, '@') + 1, cancellable, error);

  return server != NULL ? g_strconcat (server, WELL_KNOWN, NULL) : NULL;
}

/* A server's address alone stands for its session. */
static char *
complete (const char *url)
{
  g_autofree char *scheme = g_uri_parse_scheme (url);
  g_autofree char *full = scheme != NULL ? g_strdup (url) : g_strconcat ("https://", url, NULL);
  g_autoptr (GUri) uri = g_uri_parse (full, G_URI_FLAGS_NONE, NULL);
  gboolean is_bare = uri != NULL && strlen (g_uri_get_path (uri)) <= 1;

  return is_bare ? g_uri_resolve_relative (full, WELL_KNOWN, G_URI_FLAGS_NONE, NULL)
                 : g_steal_pointer (&full);
}

static char *
make_settings (const char *url, const char *login, const char *secret)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "url", url);
  json_object_set_string_member (object, "login", login);
  json_object_set_string_member (object, "secret", secret);
  json_node_take_object (root, object);
  return hp_json_dup_text (root);
}

/* (transfer full) (nullable) its settings */
static char *
find_mailbox (const HpAccountWish *wish,
              const char *address,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree char *url =
      wish->url != NULL ? complete (wish->url) : discover (address, cancellable, error);

  return url != NULL
             ? make_settings (url, wish->login != NULL ? wish->login : address, wish->secret)
             : NULL;
}

static const char *
get_kind (const HpAccountWish *wish)
{
  return wish->imap != NULL   ? HP_ACCOUNT_IMAP
         : wish->smtp != NULL ? HP_ACCOUNT_SMTP
                              : HP_ACCOUNT_JMAP;
}

/* (transfer full) (nullable) */
static char *
make_imap (const HpAccountWish *wish, const char *address, GError **error)
{
  HpImapWish imap = { .server = wish->imap,
                      .tls = wish->imap_tls,
                      .smtp = wish->smtp,
                      .smtp_tls = wish->tls,
                      .login = wish->login != NULL ? wish->login : address,
                      .mailbox = wish->mailbox,
                      .secret = wish->secret,
                      .is_token = wish->is_token };

  return hp_imap_account_dup_settings (&imap, error);
}

/* (transfer full) (nullable) */
static char *
find_settings (const HpAccountWish *wish,
               const char *address,
               GCancellable *cancellable,
               GError **error)
{
  if (wish->imap != NULL)
    return make_imap (wish, address, error);
  if (wish->smtp != NULL)
    return hp_smtp_account_dup_settings (wish->smtp, wish->tls, wish->login, wish->secret, error);
  return find_mailbox (wish, address, cancellable, error);
}

/* The account as it would be. */
static HpAccount *
make_account (const HpAccountWish *wish, GCancellable *cancellable, GError **error)
{
  g_autofree char *address = hp_address_normalise (wish->address);
  HpKey key = { 0 };

  if (address == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "“%s” is no mail address. One looks like tuki@example.com", wish->address);
      return NULL;
    }
  g_autofree char *settings = find_settings (wish, address, cancellable, error);
  return settings != NULL ? hp_account_new (&key, get_kind (wish), address, "", settings) : NULL;
}

static gboolean
check_new (HpDesk *desk, const HpAccount *account, GError **error)
{
  g_autoptr (HpAccount) there =
      hp_accounts_find_by_address (hp_desk_get_db (desk), account->address);

  if (there != NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_EXISTS, "There is an account with %s already",
                 account->address);
  return there == NULL && hp_db_check (hp_desk_get_db (desk), error);
}

/* @password: (nullable) it is looked up. */
static gboolean
try_sender (const HpAccount *account,
            const char *password,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (HpMailSender) sender =
      hp_smtp_account_sender_new (account, password, cancellable, error);

  return sender != NULL && hp_smtp_sender_try (HP_SMTP_SENDER (sender), cancellable, error);
}

/* The other half of an account of the kind "imap". */
static gboolean
try_imap_sender (const HpAccount *account,
                 const char *password,
                 GCancellable *cancellable,
                 GError **error)
{
  if (strcmp (account->kind, HP_ACCOUNT_IMAP) != 0 || !hp_imap_account_can_send (account))
    return TRUE;
  g_autoptr (HpMailSender) sender = password != NULL
                                        ? hp_account_sender_new_with (account, password, error)
                                        : hp_account_sender_new (account, error);
  if (sender != NULL && hp_imap_sender_try (HP_IMAP_SENDER (sender), cancellable, error))
    return TRUE;
  g_prefix_error (error, "Mails come in, but don't go out: ");
  return FALSE;
}

/* @password: (nullable) it is looked up. */
static gboolean
try_login (const HpAccount *account,
           const char *password,
           GCancellable *cancellable,
           GError **error)
{
  if (strcmp (account->kind, HP_ACCOUNT_SMTP) == 0)
    return try_sender (account, password, cancellable, error);
  g_autoptr (HpMailBackend) backend = password != NULL
                                          ? hp_account_backend_new_with (account, password, error)
                                          : hp_account_backend_new (account, cancellable, error);
  return backend != NULL && hp_mail_backend_connect (backend, cancellable, error) &&
         try_imap_sender (account, password, cancellable, error);
}

HpAccount *
hp_account_try (const HpAccountWish *wish, GCancellable *cancellable, GError **error)
{
  g_autoptr (HpAccount) account = make_account (wish, cancellable, error);

  return account != NULL && try_login (account, wish->password, cancellable, error)
             ? g_steal_pointer (&account)
             : NULL;
}

HpAccount *
hp_account_add (HpDesk *desk,
                const char *agent,
                const HpAccount *account,
                const HpAccountWish *wish,
                GCancellable *cancellable,
                GError **error)
{
  if (!check_new (desk, account, error) ||
      !hp_secret_store (wish->secret, account->address, wish->password, cancellable, error))
    return NULL;
  HpAccount *added = hp_accounts_add (desk, agent, account->kind, account->address, wish->name,
                                      account->settings, error);
  if (added == NULL)
    hp_secret_clear (wish->secret);
  return added;
}

/* Who works on the account sees that it is to be tried again. */
static gboolean
set_untried (HpDesk *desk, const HpAccount *account, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);

  if (!hp_account_is_mailbox (account))
    return TRUE;
  hp_db_begin (db);
  gint64 row = hp_account_status_find_row (db, &account->key);
  hp_account_status_set_state (db, row, HP_ACCOUNT_NEW, NULL);
  hp_changes_add (db, HP_CHANGE_ACCOUNT, row);
  return hp_db_commit (db, error);
}

gboolean
hp_account_test (HpDesk *desk, const HpAccount *account, GCancellable *cancellable, GError **error)
{
  return try_login (account, NULL, cancellable, error) && set_untried (desk, account, error);
}

gboolean
hp_account_set_password (HpDesk *desk,
                         const HpAccount *account,
                         const char *password,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree char *secret = hp_account_dup_setting (account, "secret");

  if (secret == NULL || !g_str_has_prefix (secret, HP_SECRET_KEYRING))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
                   "The password of %s is read from %s each time; change it there",
                   account->address, secret != NULL ? secret : "nowhere");
      return FALSE;
    }
  return try_login (account, password, cancellable, error) &&
         hp_secret_store (secret, account->address, password, cancellable, error) &&
         set_untried (desk, account, error);
}

gboolean
hp_account_remove (HpDesk *desk, const HpAccount *account, GError **error)
{
  g_autofree char *secret = hp_account_dup_setting (account, "secret");

  if (!hp_accounts_take_away (desk, account->address, error))
    return FALSE;
  if (secret != NULL)
    hp_secret_clear (secret);
  return TRUE;
}

HpAccount *
hp_account_find (HpDesk *desk, const char *address, GError **error)
{
  g_autofree char *normal = hp_address_normalise (address);
  HpAccount *account =
      normal != NULL ? hp_accounts_find_by_address (hp_desk_get_db (desk), normal) : NULL;

  if (account == NULL && hp_db_check (hp_desk_get_db (desk), error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "The desk has no account %s", address);
  return account;
}
