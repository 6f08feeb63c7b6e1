/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which backend serves an account. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-account-backend.h"

#include <string.h>

#include "base/hp-error.h"
#include "engine/hp-secret.h"
#include "mail/jmap/hp-jmap-backend.h"

HpMailBackend *
hp_account_backend_new_with (const HpAccount *account, const char *password)
{
  HpHttp *http = hp_http_new ();

  hp_http_set_password (http, account->login, password);
  return hp_jmap_backend_new (http, account->url, account->address);
}

HpMailBackend *
hp_account_backend_new (HpDesk *desk,
                        const HpAccount *account,
                        GCancellable *cancellable,
                        GError **error)
{
  if (strcmp (account->kind, HP_ACCOUNT_JMAP) != 0)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
                   "This Helppari can't use an account of the kind %s", account->kind);
      return NULL;
    }
  char *password = hp_secret_look_up (desk, account, cancellable, error);
  HpMailBackend *backend =
      password != NULL ? hp_account_backend_new_with (account, password) : NULL;
  hp_secret_free (password);
  return backend;
}
