/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what an account is. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-account.h"

#include "base/hp-json.h"

HpAccount *
hp_account_new (const HpKey *key,
                const char *kind,
                const char *address,
                const char *name,
                const char *settings)
{
  HpAccount *account = g_atomic_rc_box_new0 (HpAccount);

  account->key = *key;
  account->kind = g_strdup (kind);
  account->address = g_strdup (address);
  account->name = g_strdup (name);
  account->settings = g_strdup (settings);
  return account;
}

HpAccount *
hp_account_ref (HpAccount *account)
{
  return g_atomic_rc_box_acquire (account);
}

static void
clear_account (gpointer data)
{
  HpAccount *account = data;

  g_free (account->kind);
  g_free (account->address);
  g_free (account->name);
  g_free (account->settings);
}

void
hp_account_unref (HpAccount *account)
{
  g_atomic_rc_box_release_full (account, clear_account);
}

char *
hp_account_dup_setting (const HpAccount *account, const char *name)
{
  g_autoptr (JsonObject) settings = hp_json_parse_object (account->settings, -1, NULL);

  return settings != NULL ? g_strdup (hp_json_get_string (settings, name)) : NULL;
}
