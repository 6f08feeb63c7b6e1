/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns when the outbox is worked on: one run at a time, and again whenever it was woken meanwhile.
 */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-outbox-runner.h"

#include "engine/hp-outbox.h"

/* A clock that was set, or a machine that slept, is noticed this soon. */
#define LONGEST_WAIT_S 60

struct _HpOutboxRunner
{
  GObject parent_instance;

  HpWorker *engine;          /* (owned) */
  GCancellable *cancellable; /* (owned) */
  guint timer;
  gboolean is_running;
  gboolean is_woken; /* since the run began */
};

G_DEFINE_FINAL_TYPE (HpOutboxRunner, hp_outbox_runner, G_TYPE_OBJECT)

enum
{
  RAN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* (worker thread) Gives when to come again, us UTC. */
static gpointer
run (HpDesk *desk, gpointer cancellable, GError **error)
{
  g_autoptr (HpOutbox) outbox = hp_outbox_new (desk, NULL, NULL);
  gint64 next;

  if (!hp_outbox_run (outbox, &next, cancellable, error))
    return NULL;
  return g_memdup2 (&next, sizeof next);
}

static gboolean
on_timer_cb (gpointer data)
{
  HpOutboxRunner *self = data;

  self->timer = 0;
  hp_outbox_runner_wake (self);
  return G_SOURCE_REMOVE;
}

static void
wait_until (HpOutboxRunner *self, gint64 next)
{
  gint64 wait = next == G_MAXINT64 ? G_MAXINT64 : MAX (next - g_get_real_time (), 0);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (wait == G_MAXINT64)
    return;
  wait = MIN (wait, LONGEST_WAIT_S * G_USEC_PER_SEC);
  self->timer = g_timeout_add ((guint) (wait / 1000) + 1, on_timer_cb, self);
}

/* What can't be sent is written with its entry; that another process has the engine is no matter.
 */
static void
on_ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *next = hp_worker_run_finish (HP_WORKER (source), result, &error);
  HpOutboxRunner *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_running = FALSE;
  if (error != NULL)
    g_debug ("The outbox waits: %s", error->message);
  else
    wait_until (self, *next);
  g_signal_emit (self, signals[RAN], 0);
  if (self->is_woken)
    hp_outbox_runner_wake (self);
}

static void
hp_outbox_runner_dispose (GObject *object)
{
  HpOutboxRunner *self = HP_OUTBOX_RUNNER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->engine);
  G_OBJECT_CLASS (hp_outbox_runner_parent_class)->dispose (object);
}

static void
hp_outbox_runner_finalize (GObject *object)
{
  g_object_unref (HP_OUTBOX_RUNNER (object)->cancellable);
  G_OBJECT_CLASS (hp_outbox_runner_parent_class)->finalize (object);
}

static void
hp_outbox_runner_class_init (HpOutboxRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hp_outbox_runner_dispose;
  object_class->finalize = hp_outbox_runner_finalize;
  signals[RAN] = g_signal_new ("ran", HP_TYPE_OUTBOX_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

static void
hp_outbox_runner_init (HpOutboxRunner *self)
{
  self->cancellable = g_cancellable_new ();
}

HpOutboxRunner *
hp_outbox_runner_new (HpWorker *engine)
{
  HpOutboxRunner *self = g_object_new (HP_TYPE_OUTBOX_RUNNER, NULL);

  self->engine = g_object_ref (engine);
  return self;
}

void
hp_outbox_runner_wake (HpOutboxRunner *self)
{
  self->is_woken = self->is_running;
  if (self->is_running)
    return;
  self->is_running = TRUE;
  hp_worker_run_async (self->engine, run, g_object_ref (self->cancellable), g_object_unref, g_free,
                       self->cancellable, on_ran_cb, self);
}
