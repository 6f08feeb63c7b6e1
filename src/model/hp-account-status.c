/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the names of what accounts do. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-account-status.h"

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
hp_account_status_free (HpAccountStatus *status)
{
  g_free (status->cursor);
  g_free (status->problem);
  g_free (status);
}
