/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command run: what the app does beside its window. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-account.h"

#include "base/hp-error.h"
#include "desk/hp-rebuild.h"
#include "engine/hp-account-backend.h"
#include "engine/hp-engine.h"
#include "engine/hp-outbox.h"
#include "store/hp-account-status-table.h"
#include "store/hp-account-table.h"

#define STEP_S 1
#define TIMED_WORK_STEPS 15

typedef struct
{
  HpCli *cli;       /* (unowned) */
  HpEngine *engine; /* (owned) */
  HpOutbox *outbox; /* (owned) */
  GMainLoop *loop;  /* (owned) */
  gint64 version;   /* of the database when it was looked at last */
  gint64 next_send; /* us UTC */
  guint steps;
  GError *error; /* (owned) (nullable) */
} Run;

gboolean
hp_cli_take_engine (HpCli *cli, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (hp_desk_take_engine (cli->desk, &local))
    return TRUE;
  if (g_error_matches (local, HP_ERROR, HP_ERROR_BUSY))
    g_set_error (error, HP_ERROR, HP_ERROR_BUSY,
                 "Another process, perhaps the app, has this desk's accounts in hand already");
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* As after another password. */
static gboolean
is_untried (Run *run, const HpAccount *account)
{
  HpDb *db = hp_desk_get_db (run->cli->desk);
  g_autoptr (HpAccountStatus) status =
      hp_account_status_get (db, hp_account_status_find_row (db, &account->key));

  return status->state == HP_ACCOUNT_NEW;
}

static void
look_at_accounts (Run *run)
{
  g_autoptr (GPtrArray) accounts = hp_accounts_list (hp_desk_get_db (run->cli->desk));
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  for (guint i = 0; i < accounts->len; i++)
    {
      const HpAccount *account = g_ptr_array_index (accounts, i);
      if (hp_account_is_mailbox (account))
        g_strv_builder_add (addresses, account->address);
    }
  g_auto (GStrv) list = g_strv_builder_end (addresses);
  hp_engine_set_accounts (run->engine, (const char *const *) list);
  for (guint i = 0; i < accounts->len; i++)
    if (is_untried (run, g_ptr_array_index (accounts, i)))
      hp_engine_wake_account (run->engine,
                              ((HpAccount *) g_ptr_array_index (accounts, i))->address);
}

static gboolean
do_step (Run *run, GError **error)
{
  HpDb *db = hp_desk_get_db (run->cli->desk);
  gint64 version = hp_db_get_data_version (db);

  if (version != run->version)
    look_at_accounts (run);
  if ((version != run->version || g_get_real_time () >= run->next_send) &&
      !hp_outbox_run (run->outbox, &run->next_send, run->cli->cancellable, error))
    return FALSE;
  run->version = version;
  return (run->steps++ % TIMED_WORK_STEPS != 0 || hp_desk_run_timers (run->cli->desk, error)) &&
         hp_db_check (db, error);
}

static gboolean
on_step_cb (gpointer data)
{
  Run *run = data;

  if (!g_cancellable_is_cancelled (run->cli->cancellable) && do_step (run, &run->error))
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (run->loop);
  return G_SOURCE_REMOVE;
}

/* On the thread that caught the signal. */
static void
on_cancelled_cb (GCancellable *cancellable, gpointer loop)
{
  g_main_loop_quit (loop);
}

gboolean
hp_cli_run (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 0, 0, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL ||
      !hp_cli_take_engine (cli, error))
    return FALSE;
  g_autoptr (HpEngine) engine = hp_engine_new (cli->folder);
  g_autoptr (HpOutbox) outbox = hp_outbox_new (cli->desk, NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { .cli = cli, .engine = engine, .outbox = outbox, .loop = loop, .version = -1 };

  hp_engine_set_attentive (engine, TRUE);
  gulong handler =
      g_cancellable_connect (cli->cancellable, G_CALLBACK (on_cancelled_cb), loop, NULL);
  guint timer = g_timeout_add_seconds (STEP_S, on_step_cb, &run);

  if (on_step_cb (&run))
    g_main_loop_run (loop);
  g_cancellable_disconnect (cli->cancellable, handler);
  if (g_main_context_find_source_by_id (NULL, timer) != NULL)
    g_source_remove (timer);
  if (run.error == NULL || g_error_matches (run.error, HP_ERROR, HP_ERROR_CANCELLED))
    {
      g_clear_error (&run.error);
      return TRUE;
    }
  g_propagate_error (error, run.error);
  return FALSE;
}
