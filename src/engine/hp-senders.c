/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which kind of account sends by what. To teach a kind, add it here. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-senders.h"

#include "base/hp-error.h"
#include "engine/hp-account-backend.h"
#include "engine/hp-smtp-account.h"
#include "mail/hp-folder-sender.h"

HpMailSender *
hp_sender_new_for_account (const HpAccount *account, gpointer data, GError **error)
{
  g_autofree char *folder = hp_account_dup_setting (account, "folder");

  if (g_str_equal (account->kind, HP_ACCOUNT_FOLDER) && folder != NULL)
    return hp_folder_sender_new (folder);
  if (hp_account_is_mailbox (account))
    return hp_account_sender_new (account, error);
  if (g_str_equal (account->kind, HP_ACCOUNT_SMTP))
    return hp_smtp_account_sender_new (account, NULL, NULL, error);
  g_set_error (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
               "This program can't send by an account of "
               "the kind “%s”",
               account->kind);
  return NULL;
}
