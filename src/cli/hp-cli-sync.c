/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command sync. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-account.h"

#include <unistd.h>

#include "base/hp-error.h"
#include "cli/hp-cli-json.h"
#include "engine/hp-account-backend.h"
#include "engine/hp-account-worker.h"
#include "engine/hp-team.h"
#include "store/hp-account-table.h"

static void
on_progress_cb (guint64 done, guint64 total, gpointer data)
{
  if (total > 0 && isatty (STDERR_FILENO))
    g_printerr ("\r%s: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT "   ", (const char *) data,
                done, total);
}

static void
print_round (HpCli *cli, HpAccountWorker *worker, gint64 started)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  HpIngestCounts counts = hp_account_worker_get_counts (worker);
  gint64 passed = (g_get_monotonic_time () - started) / 1000;

  json_builder_begin_object (builder);
  hp_json_add_string (builder, "address", hp_account_worker_get_address (worker));
  hp_json_add_int (builder, "messages", (gint64) counts.messages);
  hp_json_add_int (builder, "duplicates", (gint64) counts.duplicates);
  hp_json_add_int (builder, "changed", (gint64) counts.changed);
  hp_json_add_int (builder, "gone", (gint64) counts.gone);
  hp_json_add_int (builder, "damaged", (gint64) counts.damaged);
  json_builder_add_double_value (json_builder_set_member_name (builder, "seconds"),
                                 (double) passed / 1000.0);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

static gboolean
sync_account (HpCli *cli, const HpAccount *account, GError **error)
{
  gint64 started = g_get_monotonic_time ();
  g_autoptr (HpAccountWorker) worker = hp_account_worker_new (cli->desk, account->address, error);

  if (worker == NULL)
    return FALSE;
  if (!hp_account_worker_round (worker, on_progress_cb, account->address, cli->cancellable, error))
    {
      g_prefix_error (error, "%s: ", account->address);
      return FALSE;
    }
  print_round (cli, worker, started);
  return TRUE;
}

/* One account that fails keeps no other from being read. */
static gboolean
sync_all (HpCli *cli, GPtrArray *accounts, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      g_autoptr (GError) local = NULL;
      if (!sync_account (cli, g_ptr_array_index (accounts, i), &local) && first == NULL)
        first = g_steal_pointer (&local);
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

gboolean
hp_cli_sync (HpCli *cli, char **args, GError **error)
{
  hp_cli_take_flag (args, "--once");
  if (!hp_cli_check_args (args, 0, 0, error) || hp_cli_open (cli, HP_DB_WRITE, error) == NULL ||
      !hp_cli_take_engine (cli, error))
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) accounts = hp_accounts_list (db);
  if (!hp_db_check (db, error))
    return FALSE;
  for (guint i = accounts->len; i > 0; i--)
    if (!hp_account_is_mailbox (g_ptr_array_index (accounts, i - 1)))
      g_ptr_array_remove_index (accounts, i - 1);
  if (!hp_cli_sync_team (cli, error))
    return FALSE;
  if (accounts->len > 0)
    return sync_all (cli, accounts, error);
  if (hp_team_is_set (cli->desk))
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND,
               "The desk has no account to read. Add one with: helpparictl account add ADDRESS");
  return FALSE;
}
