/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which accounts are at work. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-engine.h"

#include "engine/hp-account-thread.h"
#include "engine/hp-team-thread.h"

struct _HpEngine
{
  char *folder;       /* (owned) */
  GPtrArray *threads; /* (owned) (element-type HpAccountThread) */
  HpTeamThread *team; /* (owned) */
  gboolean is_attentive;
  GNetworkMonitor *network; /* (unowned) */
  gulong network_handler;
};

/* A failed round may have been the network's fault; one that works costs little. */
static void
on_network_changed_cb (HpEngine *self, gboolean is_available, GNetworkMonitor *network)
{
  if (is_available)
    hp_engine_wake (self);
}

HpEngine *
hp_engine_new (const char *folder)
{
  HpEngine *self = g_new0 (HpEngine, 1);

  self->folder = g_strdup (folder);
  self->threads = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_account_thread_free);
  self->team = hp_team_thread_new (folder);
  self->network = g_network_monitor_get_default ();
  self->network_handler = g_signal_connect_swapped (self->network, "network-changed",
                                                    G_CALLBACK (on_network_changed_cb), self);
  return self;
}

void
hp_engine_free (HpEngine *self)
{
  g_signal_handler_disconnect (self->network, self->network_handler);
  g_ptr_array_unref (self->threads);
  hp_team_thread_free (self->team);
  g_free (self->folder);
  g_free (self);
}

/* (nullable) */
static HpAccountThread *
find_thread (HpEngine *self, const char *address)
{
  for (guint i = 0; i < self->threads->len; i++)
    if (g_str_equal (hp_account_thread_get_address (g_ptr_array_index (self->threads, i)), address))
      return g_ptr_array_index (self->threads, i);
  return NULL;
}

void
hp_engine_set_accounts (HpEngine *self, const char *const *addresses)
{
  for (guint i = self->threads->len; i > 0; i--)
    {
      HpAccountThread *thread = g_ptr_array_index (self->threads, i - 1);
      if (!g_strv_contains (addresses, hp_account_thread_get_address (thread)))
        g_ptr_array_remove_index (self->threads, i - 1);
    }
  for (; *addresses != NULL; addresses++)
    if (find_thread (self, *addresses) == NULL)
      {
        HpAccountThread *thread = hp_account_thread_new (self->folder, *addresses);
        hp_account_thread_set_attentive (thread, self->is_attentive);
        g_ptr_array_add (self->threads, thread);
      }
}

void
hp_engine_wake_account (HpEngine *self, const char *address)
{
  HpAccountThread *thread = find_thread (self, address);

  if (thread != NULL)
    hp_account_thread_wake (thread);
}

void
hp_engine_wake (HpEngine *self)
{
  hp_team_thread_wake (self->team);
  for (guint i = 0; i < self->threads->len; i++)
    hp_account_thread_wake (g_ptr_array_index (self->threads, i));
}

void
hp_engine_set_attentive (HpEngine *self, gboolean is_attentive)
{
  self->is_attentive = is_attentive;
  hp_team_thread_set_attentive (self->team, is_attentive);
  for (guint i = 0; i < self->threads->len; i++)
    hp_account_thread_set_attentive (g_ptr_array_index (self->threads, i), is_attentive);
}
