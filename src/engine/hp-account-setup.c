/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how accounts come and go. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-account-setup.h"

#include <string.h>

#include "base/hp-error.h"
#include "desk/hp-commands.h"
#include "engine/hp-account-backend.h"
#include "engine/hp-secret.h"
#include "model/hp-mail.h"
#include "net/hp-srv.h"
#include "store/hp-account-table.h"

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

static gboolean
try_account (const HpAccount *account,
             const char *password,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (HpMailBackend) backend = hp_account_backend_new_with (account, password);

  return hp_mail_backend_connect (backend, cancellable, error);
}

static HpAccount *
make_account (const HpAccountWish *wish, GCancellable *cancellable, GError **error)
{
  g_autofree char *address = hp_address_normalise (wish->address);
  g_autofree char *url = NULL;

  if (address == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "“%s” is no mail address. One looks like tuki@example.com", wish->address);
      return NULL;
    }
  url = wish->url != NULL ? complete (wish->url) : discover (address, cancellable, error);
  if (url == NULL)
    return NULL;
  HpAccount *account = g_new0 (HpAccount, 1);
  account->contact = HP_TIME_NONE;
  account->kind = g_strdup (HP_ACCOUNT_JMAP);
  account->login = g_strdup (wish->login != NULL ? wish->login : address);
  account->address = g_steal_pointer (&address);
  account->url = g_steal_pointer (&url);
  account->secret = g_strdup (wish->secret);
  return account;
}

static gboolean
write_account (HpDesk *desk, const char *agent, HpAccount *account, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (GArray) ops = NULL;

  hp_db_begin (db);
  account->id = hp_accounts_add (db, account);
  if (!hp_db_commit (db, error))
    return FALSE;
  ops = hp_command_set_own_address (desk, agent, account->address, TRUE, error);
  return ops != NULL;
}

HpAccount *
hp_account_add (HpDesk *desk,
                const char *agent,
                const HpAccountWish *wish,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (HpAccount) account = make_account (wish, cancellable, error);
  g_autoptr (HpAccount) there =
      account != NULL ? hp_accounts_find (hp_desk_get_db (desk), account->address) : NULL;

  if (account == NULL)
    return NULL;
  if (there != NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_EXISTS, "The desk has the account %s already",
                   account->address);
      return NULL;
    }
  if (!try_account (account, wish->password, cancellable, error))
    return NULL;
  if (strcmp (account->secret, HP_SECRET_KEYRING) == 0 &&
      !hp_secret_store (desk, account->address, wish->password, cancellable, error))
    return NULL;
  if (write_account (desk, agent, account, error))
    return g_steal_pointer (&account);
  hp_secret_clear (desk, account);
  return NULL;
}

gboolean
hp_account_test (HpDesk *desk, const HpAccount *account, GCancellable *cancellable, GError **error)
{
  g_autoptr (HpMailBackend) backend = hp_account_backend_new (desk, account, cancellable, error);

  return backend != NULL && hp_mail_backend_connect (backend, cancellable, error);
}

gboolean
hp_account_remove (HpDesk *desk, const HpAccount *account, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);

  hp_db_begin (db);
  hp_accounts_remove (db, account->id);
  if (!hp_db_commit (db, error))
    return FALSE;
  hp_secret_clear (desk, account);
  return TRUE;
}

HpAccount *
hp_account_find (HpDesk *desk, const char *address, GError **error)
{
  HpAccount *account = hp_accounts_find (hp_desk_get_db (desk), address);

  if (account == NULL && hp_db_check (hp_desk_get_db (desk), error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "The desk has no account %s", address);
  return account;
}
