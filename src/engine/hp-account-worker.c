/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns an account's login and what the desk says of its state. Invariant: the desk is written to
 * only where the state is another, or now and then while a long reading goes on. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-account-worker.h"

#include "base/hp-error.h"
#include "engine/hp-account-backend.h"
#include "engine/hp-account-setup.h"
#include "store/hp-account-status-table.h"
#include "store/hp-change-table.h"

/* How often "the server last answered" is written while nothing else is. */
#define CONTACT_US (5 * 60 * G_USEC_PER_SEC)

struct _HpAccountWorker
{
  HpDesk *desk;            /* (unowned) */
  HpAccount *account;      /* (owned) */
  HpAccountStatus *status; /* (owned) as it was written last */
  HpMailBackend *backend;  /* (owned) (nullable) while logged in */
  HpSync *sync;            /* (owned) (nullable) likewise */
  HpIngestCounts before;   /* of earlier logins */
  gint64 contact;          /* when it was written last */
  guint retry_after;
  HpSyncProgressFunc report; /* (nullable) during a round */
  gpointer report_data;
};

HpAccountWorker *
hp_account_worker_new (HpDesk *desk, const char *address, GError **error)
{
  g_autoptr (HpAccount) account = hp_account_find (desk, address, error);

  if (account == NULL)
    return NULL;
  HpAccountWorker *self = g_new0 (HpAccountWorker, 1);
  self->desk = desk;
  self->account = g_steal_pointer (&account);
  self->status = hp_account_status_get (
      hp_desk_get_db (desk),
      hp_account_status_find_row (hp_desk_get_db (desk), &self->account->key));
  return self;
}

static HpIngestCounts
sum_counts (const HpAccountWorker *self)
{
  HpIngestCounts counts = self->before;

  if (self->sync == NULL)
    return counts;
  HpIngestCounts more = hp_sync_get_counts (self->sync);
  counts.messages += more.messages;
  counts.duplicates += more.duplicates;
  counts.damaged += more.damaged;
  counts.changed += more.changed;
  counts.gone += more.gone;
  return counts;
}

static void
log_out (HpAccountWorker *self)
{
  self->before = sum_counts (self);
  g_clear_pointer (&self->sync, hp_sync_free);
  g_clear_object (&self->backend);
}

void
hp_account_worker_free (HpAccountWorker *self)
{
  log_out (self);
  hp_account_unref (self->account);
  hp_account_status_free (self->status);
  g_free (self);
}

static const char *
describe (HpAccountState state)
{
  switch (state)
    {
    case HP_ACCOUNT_LIVE:
      return "Everything is here";
    case HP_ACCOUNT_SYNCING:
      return "Reading the mailbox";
    case HP_ACCOUNT_OFFLINE:
      return "No connection";
    case HP_ACCOUNT_PASSWORD:
      return "A password is needed";
    case HP_ACCOUNT_ERROR:
      return "It does not work";
    default:
      return "Not tried yet";
    }
}

/* A state that can't be written now is written with the next one. */
static void
note_state (HpAccountWorker *self, HpAccountState state, const char *problem)
{
  HpDb *db = hp_desk_get_db (self->desk);
  gint64 now = g_get_real_time ();
  gboolean is_new = state != self->status->state || g_strcmp0 (problem, self->status->problem) != 0;
  g_autoptr (GError) error = NULL;

  if (!is_new && (state != HP_ACCOUNT_LIVE || now - self->contact < CONTACT_US))
    return;
  hp_db_begin (db);
  hp_account_status_set_state (db, self->status->account, state, problem);
  if (state == HP_ACCOUNT_LIVE)
    hp_account_status_set_contact (db, self->status->account, now);
  if (is_new)
    {
      g_autofree char *line = g_strdup_printf (
          "%s%s%s", describe (state), problem != NULL ? ": " : "", problem != NULL ? problem : "");
      hp_account_log_add (db, self->status->account, now, line);
      hp_changes_add (db, HP_CHANGE_ACCOUNT, self->status->account);
    }
  if (!hp_db_commit (db, &error))
    {
      g_debug ("The state of %s: %s", self->account->address, error->message);
      return;
    }
  self->status->state = state;
  g_free (self->status->problem);
  self->status->problem = g_strdup (problem);
  if (state == HP_ACCOUNT_LIVE)
    self->contact = now;
}

static HpAccountState
get_state_for (const GError *error)
{
  if (error->domain != HP_ERROR)
    return HP_ACCOUNT_ERROR;
  switch (error->code)
    {
    case HP_ERROR_AUTH:
      return HP_ACCOUNT_PASSWORD;
    case HP_ERROR_OFFLINE:
    case HP_ERROR_RATE_LIMITED:
    case HP_ERROR_CANCELLED:
    case HP_ERROR_BUSY:
      return HP_ACCOUNT_OFFLINE;
    default:
      return HP_ACCOUNT_ERROR;
    }
}

static gboolean
log_in (HpAccountWorker *self, GCancellable *cancellable, GError **error)
{
  if (self->sync != NULL)
    return TRUE;
  g_autoptr (HpMailBackend) backend = hp_account_backend_new (self->account, cancellable, error);
  if (backend == NULL)
    return FALSE;
  self->retry_after = 0;
  if (!hp_mail_backend_connect (backend, cancellable, error))
    {
      self->retry_after = hp_mail_backend_get_retry_after (backend);
      return FALSE;
    }
  /* How far it was read may be known only since the last login. */
  g_autoptr (HpAccountStatus) now =
      hp_account_status_get (hp_desk_get_db (self->desk), self->status->account);
  if (!hp_db_check (hp_desk_get_db (self->desk), error))
    return FALSE;
  self->backend = g_steal_pointer (&backend);
  self->sync = hp_sync_new (self->desk, now, self->backend);
  return TRUE;
}

static void
on_progress_cb (guint64 done, guint64 total, gpointer data)
{
  HpAccountWorker *self = data;

  if (total > 0)
    note_state (self, HP_ACCOUNT_SYNCING, NULL);
  if (self->report != NULL)
    self->report (done, total, self->report_data);
}

gboolean
hp_account_worker_round (HpAccountWorker *self,
                         HpSyncProgressFunc report,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GError) local = NULL;

  self->report = report;
  self->report_data = data;
  if (log_in (self, cancellable, &local) &&
      hp_sync_round (self->sync, on_progress_cb, self, cancellable, &local))
    {
      note_state (self, HP_ACCOUNT_LIVE, NULL);
      return TRUE;
    }
  if (self->backend != NULL)
    self->retry_after = hp_mail_backend_get_retry_after (self->backend);
  log_out (self);
  if (!g_error_matches (local, HP_ERROR, HP_ERROR_CANCELLED))
    note_state (self, get_state_for (local), local->message);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GSource *
hp_account_worker_watch (HpAccountWorker *self, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (self->backend == NULL)
    return NULL;
  GSource *source = hp_mail_backend_watch (self->backend, cancellable, &error);
  if (error == NULL)
    return source;
  g_debug ("%s tells of no changes: %s", self->account->address, error->message);
  log_out (self);
  return NULL;
}

HpIngestCounts
hp_account_worker_get_counts (HpAccountWorker *self)
{
  return sum_counts (self);
}

guint
hp_account_worker_get_retry_after (HpAccountWorker *self)
{
  return self->retry_after;
}

const char *
hp_account_worker_get_address (HpAccountWorker *self)
{
  return self->account->address;
}
