/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the engine of a process with a window. UI thread, but for the job that asks the desk.
 * Invariant: threads of accounts run only while the worker's connection holds engine.lock. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-live-accounts.h"

#include "engine/hp-account-backend.h"
#include "engine/hp-engine.h"
#include "engine/hp-team.h"
#include "store/hp-account-status-table.h"
#include "store/hp-account-table.h"

struct _HpLiveAccounts
{
  GObject parent_instance;

  char *folder;              /* (owned) */
  HpWorker *worker;          /* (owned) */
  HpEngine *engine;          /* (owned) (nullable) until there is a mailbox or a team */
  GPtrArray *states;         /* (owned) (element-type HpLiveAccount) */
  GCancellable *cancellable; /* (owned) */
  gboolean is_attentive;
  gboolean is_looking;
};

G_DEFINE_FINAL_TYPE (HpLiveAccounts, hp_live_accounts, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What the worker found. */
typedef struct
{
  gboolean is_ours; /* to work on: this process has the engine */
  gboolean has_team;
  GPtrArray *states; /* (owned) (element-type HpLiveAccount) */
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_ptr_array_unref (look->states);
  g_free (look);
}

static void
free_state (gpointer data)
{
  HpLiveAccount *state = data;

  g_free (state->address);
  g_free (state->problem);
  g_free (state);
}

static HpLiveAccount *
read_state (HpDb *db, const HpAccount *account)
{
  g_autoptr (HpAccountStatus) status =
      hp_account_status_get (db, hp_account_status_find_row (db, &account->key));
  HpLiveAccount *state = g_new0 (HpLiveAccount, 1);

  state->address = g_strdup (account->address);
  state->state = status->state;
  state->problem = g_steal_pointer (&status->problem);
  return state;
}

/* (worker thread) */
static gpointer
look_at_desk (HpDesk *desk, gpointer job, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  Look *look = g_new0 (Look, 1);

  look->is_ours = hp_desk_take_engine (desk, NULL);
  look->has_team = hp_team_is_set (desk);
  look->states = g_ptr_array_new_with_free_func (free_state);
  g_autoptr (GPtrArray) accounts = hp_accounts_list (db);
  for (guint i = 0; i < accounts->len; i++)
    if (hp_account_is_mailbox (g_ptr_array_index (accounts, i)))
      g_ptr_array_add (look->states, read_state (db, g_ptr_array_index (accounts, i)));
  return look;
}

static void
set_to_work (HpLiveAccounts *self, gboolean has_team)
{
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();

  if (self->engine == NULL && (self->states->len > 0 || has_team))
    {
      self->engine = hp_engine_new (self->folder);
      hp_engine_set_attentive (self->engine, self->is_attentive);
    }
  if (self->engine == NULL)
    return;
  for (guint i = 0; i < self->states->len; i++)
    g_strv_builder_add (addresses, ((HpLiveAccount *) self->states->pdata[i])->address);
  g_auto (GStrv) list = g_strv_builder_end (addresses);
  hp_engine_set_accounts (self->engine, (const char *const *) list);
  for (guint i = 0; i < self->states->len; i++)
    {
      const HpLiveAccount *state = g_ptr_array_index (self->states, i);
      if (state->state == HP_ACCOUNT_NEW) /* as after another password */
        hp_engine_wake_account (self->engine, state->address);
    }
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Look *look = hp_worker_run_finish (HP_WORKER (source), result, &error);
  HpLiveAccounts *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_looking = FALSE;
  if (look == NULL)
    return;
  g_ptr_array_unref (self->states);
  self->states = g_ptr_array_ref (look->states);
  if (look->is_ours)
    set_to_work (self, look->has_team);
  free_look (look);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hp_live_accounts_dispose (GObject *object)
{
  HpLiveAccounts *self = HP_LIVE_ACCOUNTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->engine, hp_engine_free);
  g_clear_object (&self->worker);
  G_OBJECT_CLASS (hp_live_accounts_parent_class)->dispose (object);
}

static void
hp_live_accounts_finalize (GObject *object)
{
  HpLiveAccounts *self = HP_LIVE_ACCOUNTS (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->states);
  g_free (self->folder);
  G_OBJECT_CLASS (hp_live_accounts_parent_class)->finalize (object);
}

static void
hp_live_accounts_class_init (HpLiveAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hp_live_accounts_dispose;
  G_OBJECT_CLASS (klass)->finalize = hp_live_accounts_finalize;
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_LIVE_ACCOUNTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hp_live_accounts_init (HpLiveAccounts *self)
{
  self->cancellable = g_cancellable_new ();
  self->states = g_ptr_array_new_with_free_func (free_state);
}

HpLiveAccounts *
hp_live_accounts_new (const char *folder, HpWorker *worker)
{
  HpLiveAccounts *self = g_object_new (HP_TYPE_LIVE_ACCOUNTS, NULL);

  self->folder = g_strdup (folder);
  self->worker = g_object_ref (worker);
  return self;
}

void
hp_live_accounts_look (HpLiveAccounts *self)
{
  if (self->is_looking)
    return;
  self->is_looking = TRUE;
  hp_worker_run_async (self->worker, look_at_desk, NULL, NULL, free_look, self->cancellable,
                       on_looked_cb, self);
}

void
hp_live_accounts_set_attentive (HpLiveAccounts *self, gboolean is_attentive)
{
  self->is_attentive = is_attentive;
  if (self->engine != NULL)
    hp_engine_set_attentive (self->engine, is_attentive);
}

GPtrArray *
hp_live_accounts_get_states (HpLiveAccounts *self)
{
  return self->states;
}
