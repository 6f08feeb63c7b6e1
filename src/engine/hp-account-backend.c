/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what reads an account and what sends for it. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-account-backend.h"

#include <string.h>

#include "base/hp-error.h"
#include "engine/hp-imap-account.h"
#include "engine/hp-secret.h"
#include "mail/jmap/hp-jmap-backend.h"
#include "mail/jmap/hp-jmap-sender.h"

static gboolean
is_imap (const HpAccount *account)
{
  return strcmp (account->kind, HP_ACCOUNT_IMAP) == 0;
}

gboolean
hp_account_is_mailbox (const HpAccount *account)
{
  return strcmp (account->kind, HP_ACCOUNT_JMAP) == 0 || is_imap (account);
}

static HpHttp *
new_http (const HpAccount *account, const char *password)
{
  g_autofree char *login = hp_account_dup_setting (account, "login");
  HpHttp *http = hp_http_new ();

  hp_http_set_password (http, login != NULL ? login : account->address, password);
  return http;
}

HpMailBackend *
hp_account_backend_new_with (const HpAccount *account, const char *password, GError **error)
{
  g_autofree char *url = hp_account_dup_setting (account, "url");

  if (is_imap (account))
    return hp_imap_account_backend_new (account, password, error);
  return hp_jmap_backend_new (new_http (account, password), url != NULL ? url : "",
                              account->address);
}

static char *
look_up_password (const HpAccount *account, GCancellable *cancellable, GError **error)
{
  g_autofree char *secret = hp_account_dup_setting (account, "secret");

  return hp_secret_look_up (secret != NULL ? secret : "", cancellable, error);
}

HpMailBackend *
hp_account_backend_new (const HpAccount *account, GCancellable *cancellable, GError **error)
{
  if (!hp_account_is_mailbox (account))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
                   "This Helppari can't read an account of the kind %s", account->kind);
      return NULL;
    }
  char *password = look_up_password (account, cancellable, error);
  HpMailBackend *backend =
      password != NULL ? hp_account_backend_new_with (account, password, error) : NULL;
  hp_secret_free (password);
  return backend;
}

HpMailSender *
hp_account_sender_new_with (const HpAccount *account, const char *password, GError **error)
{
  g_autofree char *url = hp_account_dup_setting (account, "url");

  if (is_imap (account))
    return hp_imap_account_sender_new (account, password, error);
  return hp_jmap_sender_new (new_http (account, password), url != NULL ? url : "",
                             account->address);
}

HpMailSender *
hp_account_sender_new (const HpAccount *account, GError **error)
{
  char *password = look_up_password (account, NULL, error);
  HpMailSender *sender =
      password != NULL ? hp_account_sender_new_with (account, password, error) : NULL;

  hp_secret_free (password);
  return sender;
}
