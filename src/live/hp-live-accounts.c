/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the engine of a process with a window. UI thread, but for the job that asks the desk.
 * Invariant: threads of accounts run only while the worker's connection holds engine.lock. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-live-accounts.h"

#include "engine/hp-account-backend.h"
#include "engine/hp-engine.h"
#include "store/hp-account-table.h"

struct _HpLiveAccounts
{
  GObject parent_instance;

  char *folder;              /* (owned) */
  HpWorker *worker;          /* (owned) */
  HpEngine *engine;          /* (owned) (nullable) until there is a mailbox */
  GCancellable *cancellable; /* (owned) */
  gboolean is_attentive;
  gboolean is_looking;
};

G_DEFINE_FINAL_TYPE (HpLiveAccounts, hp_live_accounts, G_TYPE_OBJECT)

/* (worker thread) The addresses of the mailboxes; an error where another process has the engine. */
static gpointer
list_mailboxes (HpDesk *desk, gpointer job, GError **error)
{
  if (!hp_desk_take_engine (desk, error))
    return NULL;
  g_autoptr (GPtrArray) accounts = hp_accounts_list (hp_desk_get_db (desk));
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
  for (guint i = 0; i < accounts->len; i++)
    {
      const HpAccount *account = g_ptr_array_index (accounts, i);
      if (hp_account_is_mailbox (account))
        g_strv_builder_add (addresses, account->address);
    }
  return g_strv_builder_end (addresses);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) addresses = hp_worker_run_finish (HP_WORKER (source), result, &error);
  HpLiveAccounts *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_looking = FALSE;
  if (addresses == NULL)
    return;
  if (self->engine == NULL && addresses[0] != NULL)
    {
      self->engine = hp_engine_new (self->folder);
      hp_engine_set_attentive (self->engine, self->is_attentive);
    }
  if (self->engine != NULL)
    hp_engine_set_accounts (self->engine, (const char *const *) addresses);
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
  g_free (self->folder);
  G_OBJECT_CLASS (hp_live_accounts_parent_class)->finalize (object);
}

static void
hp_live_accounts_class_init (HpLiveAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hp_live_accounts_dispose;
  G_OBJECT_CLASS (klass)->finalize = hp_live_accounts_finalize;
}

static void
hp_live_accounts_init (HpLiveAccounts *self)
{
  self->cancellable = g_cancellable_new ();
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
  hp_worker_run_async (self->worker, list_mailboxes, NULL, NULL, (GDestroyNotify) g_strfreev,
                       self->cancellable, on_listed_cb, self);
}

void
hp_live_accounts_set_attentive (HpLiveAccounts *self, gboolean is_attentive)
{
  self->is_attentive = is_attentive;
  if (self->engine != NULL)
    hp_engine_set_attentive (self->engine, is_attentive);
}
