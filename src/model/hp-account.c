/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what an account is. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-account.h"

static const char *const STATES[] = { "new", "live", "syncing", "offline", "password", "error" };

const char *
hp_account_state_get_name (HpAccountState state)
{
  return STATES[state];
}

HpAccountState
hp_account_state_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (STATES); i++)
    if (g_strcmp0 (STATES[i], name) == 0)
      return (HpAccountState) i;
  return HP_ACCOUNT_NEW;
}

void
hp_account_free (HpAccount *account)
{
  g_free (account->kind);
  g_free (account->address);
  g_free (account->login);
  g_free (account->url);
  g_free (account->secret);
  g_free (account->cursor);
  g_free (account->problem);
  g_free (account);
}
