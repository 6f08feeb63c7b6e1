/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which backend serves an account. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-account-backend.h"

#include <string.h>

#include "base/hp-error.h"
#include "engine/hp-secret.h"
#include "mail/jmap/hp-jmap-backend.h"

gboolean
hp_account_is_mailbox (const HpAccount *account)
{
  return strcmp (account->kind, HP_ACCOUNT_JMAP) == 0;
}

HpMailBackend *
hp_account_backend_new_with (const HpAccount *account, const char *password)
{
  g_autofree char *login = hp_account_dup_setting (account, "login");
  g_autofree char *url = hp_account_dup_setting (account, "url");
  HpHttp *http = hp_http_new ();

  hp_http_set_password (http, login != NULL ? login : account->address, password);
  return hp_jmap_backend_new (http, url != NULL ? url : "", account->address);
}

HpMailBackend *
hp_account_backend_new (HpDesk *desk,
                        const HpAccount *account,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *secret = hp_account_dup_setting (account, "secret");

  if (!hp_account_is_mailbox (account))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
                   "This Helppari can't read an account of the kind %s", account->kind);
      return NULL;
    }
  char *password = hp_secret_look_up (
      desk, account->address, secret != NULL ? secret : HP_SECRET_KEYRING, cancellable, error);
  HpMailBackend *backend =
      password != NULL ? hp_account_backend_new_with (account, password) : NULL;
  hp_secret_free (password);
  return backend;
}
