/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the state of mailboxes is said. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-account-words.h"

#include <glib/gi18n.h>

#include "live/hp-live-accounts.h"

/* The states in the order in which they need somebody. */
static const HpAccountState URGENCY[] = {
  HP_ACCOUNT_LIVE,    HP_ACCOUNT_NEW,   HP_ACCOUNT_SYNCING,
  HP_ACCOUNT_OFFLINE, HP_ACCOUNT_ERROR, HP_ACCOUNT_PASSWORD
};

static const char *
get_words (HpAccountState state)
{
  switch (state)
    {
    case HP_ACCOUNT_LIVE:
      return _ ("Connected");
    case HP_ACCOUNT_OFFLINE:
      return _ ("Offline");
    case HP_ACCOUNT_PASSWORD:
      return _ ("A password is needed");
    case HP_ACCOUNT_ERROR:
      return _ ("The mailbox has a problem");
    case HP_ACCOUNT_NEW:
    case HP_ACCOUNT_SYNCING:
    default:
      return _ ("Fetching mail…");
    }
}

static guint
get_urgency (HpAccountState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (URGENCY); i++)
    if (URGENCY[i] == state)
      return i;
  return 0;
}

const char *
hp_account_words_get (GPtrArray *states)
{
  HpAccountState worst = HP_ACCOUNT_LIVE;

  if (states->len == 0)
    return _ ("Saved on this computer");
  for (guint i = 0; i < states->len; i++)
    {
      const HpLiveAccount *account = g_ptr_array_index (states, i);
      if (get_urgency (account->state) > get_urgency (worst))
        worst = account->state;
    }
  return get_words (worst);
}

char *
hp_account_words_dup_detail (GPtrArray *states)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < states->len; i++)
    {
      const HpLiveAccount *account = g_ptr_array_index (states, i);
      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "", account->address,
                              get_words (account->state));
      if (account->problem != NULL)
        g_string_append_printf (text, " (%s)", account->problem);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
