/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the thread of one account. Its top level is one loop over its context, in which commands and
 * timers arrive; rounds run from there, linear and blocking. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-account-thread.h"

#include "engine/hp-account-worker.h"
#include "engine/hp-backoff.h"

#define ATTENTIVE_MS 1000
#define IDLE_MS 30000
/* Where the server tells of what comes, the rest is asked for this often; well before the half hour
 * after which servers forget who only listens (RFC 2177). */
#define TOLD_ATTENTIVE_MS 30000
#define TOLD_IDLE_MS (5 * 60 * 1000)

struct _HpAccountThread
{
  char *folder;              /* (owned) */
  char *address;             /* (owned) */
  GThread *thread;           /* (owned) */
  GMainContext *context;     /* (owned) */
  GCancellable *cancellable; /* (owned) */
  int is_attentive;          /* atomic */
  gboolean is_due;           /* (thread) */
  HpBackoff backoff;         /* (thread) */
};

static gboolean
on_due_cb (gpointer data)
{
  HpAccountThread *self = data;

  self->is_due = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
on_wake_cb (gpointer data)
{
  HpAccountThread *self = data;

  hp_backoff_reset (&self->backoff);
  return on_due_cb (self);
}

/* Until @ms have passed (HP_BACKOFF_NEVER: never), the server tells something, somebody wakes the
 * thread, or it is to end. @told: (nullable) of the server. */
static void
wait_until_due (HpAccountThread *self, gint64 ms, GSource *told)
{
  g_autoptr (GSource) timer =
      ms != HP_BACKOFF_NEVER ? g_timeout_source_new ((guint) MIN (ms, G_MAXUINT)) : NULL;

  if (timer != NULL)
    {
      g_source_set_callback (timer, on_due_cb, self, NULL);
      g_source_attach (timer, self->context);
    }
  if (told != NULL)
    {
      g_source_set_callback (told, on_due_cb, self, NULL);
      g_source_attach (told, self->context);
    }
  while (!self->is_due && !g_cancellable_is_cancelled (self->cancellable))
    g_main_context_iteration (self->context, TRUE);
  self->is_due = FALSE;
  if (timer != NULL)
    g_source_destroy (timer);
  if (told != NULL)
    g_source_destroy (told);
}

/* @told: (out) (transfer full) (nullable) when there may be more. Returns: ms until the next. */
static gint64
run_round (HpAccountThread *self, HpAccountWorker *worker, GSource **told)
{
  g_autoptr (GError) error = NULL;

  if (!hp_account_worker_round (worker, NULL, NULL, self->cancellable, &error))
    return hp_backoff_fail (&self->backoff, error, hp_account_worker_get_retry_after (worker));
  hp_backoff_reset (&self->backoff);
  *told = hp_account_worker_watch (worker, self->cancellable);
  gboolean is_attentive = g_atomic_int_get (&self->is_attentive);
  if (*told != NULL)
    return is_attentive ? TOLD_ATTENTIVE_MS : TOLD_IDLE_MS;
  return is_attentive ? ATTENTIVE_MS : IDLE_MS;
}

static gpointer
run (gpointer data)
{
  HpAccountThread *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HpDesk) desk = hp_desk_open (self->folder, HP_DB_WRITE, &error);
  g_autoptr (HpAccountWorker) worker =
      desk != NULL ? hp_account_worker_new (desk, self->address, &error) : NULL;

  if (worker == NULL)
    {
      g_debug ("%s: %s", self->address, error->message);
      return NULL;
    }
  g_main_context_push_thread_default (self->context);
  while (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_autoptr (GSource) told = NULL;
      gint64 ms = run_round (self, worker, &told);
      wait_until_due (self, ms, told);
    }
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

HpAccountThread *
hp_account_thread_new (const char *folder, const char *address)
{
  HpAccountThread *self = g_new0 (HpAccountThread, 1);

  self->folder = g_strdup (folder);
  self->address = g_strdup (address);
  self->context = g_main_context_new ();
  self->cancellable = g_cancellable_new ();
  self->thread = g_thread_new ("helppari-account", run, self);
  return self;
}

void
hp_account_thread_free (HpAccountThread *self)
{
  g_cancellable_cancel (self->cancellable);
  g_main_context_wakeup (self->context);
  g_thread_join (self->thread);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_free (self->folder);
  g_free (self->address);
  g_free (self);
}

const char *
hp_account_thread_get_address (HpAccountThread *self)
{
  return self->address;
}

void
hp_account_thread_wake (HpAccountThread *self)
{
  g_main_context_invoke (self->context, on_wake_cb, self);
}

void
hp_account_thread_set_attentive (HpAccountThread *self, gboolean is_attentive)
{
  if (g_atomic_int_exchange (&self->is_attentive, is_attentive) == is_attentive || !is_attentive)
    return;
  g_main_context_invoke (self->context, on_due_cb, self);
}
