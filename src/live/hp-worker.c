/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a thread, its queue of jobs and its connection to the desk. A job belongs to one thread at a
 * time: the caller's until it is queued, the worker's while it runs, the caller's again from there,
 * so that no GObject ever loses its last reference on the worker's thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-worker.h"

typedef struct
{
  HpWorkerFunc func;          /* (nullable) NULL: the thread ends */
  gpointer data;              /* (owned) */
  GDestroyNotify free_data;   /* (nullable) */
  GDestroyNotify free_result; /* (nullable) */
  GCancellable *cancellable;  /* (owned) (nullable) */
  GMainContext *context;      /* (owned) of the caller */
  GTask *task;                /* (owned) touched by the caller's thread only */
  gpointer result;
  GError *error; /* (owned) (nullable) */
} Job;

struct _HpWorker
{
  GObject parent_instance;

  char *folder; /* (owned) */
  HpDbMode mode;
  GAsyncQueue *queue; /* (owned) of Job */
  GThread *thread;    /* (owned) */
  HpDesk *desk;       /* (owned) (nullable) (worker thread) */
};

G_DEFINE_FINAL_TYPE (HpWorker, hp_worker, G_TYPE_OBJECT)

static void
free_job (gpointer data)
{
  Job *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_clear_object (&job->task);
  g_clear_error (&job->error);
  g_free (job);
}

static gboolean
ensure_desk (HpWorker *self, GError **error)
{
  if (self->desk == NULL)
    self->desk = hp_desk_open (self->folder, self->mode, error);
  return self->desk != NULL;
}

static void
run_job (HpWorker *self, Job *job)
{
  if (g_cancellable_set_error_if_cancelled (job->cancellable, &job->error) ||
      !ensure_desk (self, &job->error))
    return;
  HpDb *db = hp_desk_get_db (self->desk);
  hp_db_set_cancellable (db, job->cancellable);
  job->result = job->func (self->desk, job->data, &job->error);
  if (job->error == NULL && !hp_db_check (db, &job->error) && job->free_result != NULL)
    g_clear_pointer (&job->result, job->free_result);
  hp_db_set_cancellable (db, NULL);
  hp_db_rollback (db);
}

/* On the caller's thread. */
static gboolean
deliver (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->free_result);
  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer data)
{
  HpWorker *self = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (self->queue);
      if (job->func == NULL)
        {
          free_job (job);
          break;
        }
      run_job (self, job);
      g_autoptr (GMainContext) context = g_main_context_ref (job->context);
      g_main_context_invoke_full (context, g_task_get_priority (job->task), deliver, job, free_job);
    }
  g_clear_pointer (&self->desk, hp_desk_close);
  return NULL;
}

/* No job waits now: each holds the worker through its task. */
static void
hp_worker_finalize (GObject *object)
{
  HpWorker *self = HP_WORKER (object);

  g_async_queue_push (self->queue, g_new0 (Job, 1));
  g_thread_join (self->thread);
  g_async_queue_unref (self->queue);
  g_free (self->folder);
  G_OBJECT_CLASS (hp_worker_parent_class)->finalize (object);
}

static void
hp_worker_class_init (HpWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_worker_finalize;
}

static void
hp_worker_init (HpWorker *self)
{
  self->queue = g_async_queue_new ();
}

HpWorker *
hp_worker_new (const char *folder, HpDbMode mode)
{
  HpWorker *self = g_object_new (HP_TYPE_WORKER, NULL);

  self->folder = g_strdup (folder);
  self->mode = mode;
  self->thread = g_thread_new (mode == HP_DB_WRITE ? "hp-writer" : "hp-reader", run_thread, self);
  return self;
}

void
hp_worker_run_async (HpWorker *self,
                     HpWorkerFunc func,
                     gpointer job_data,
                     GDestroyNotify free_job_data,
                     GDestroyNotify free_result,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (HP_IS_WORKER (self));
  g_return_if_fail (func != NULL);
  job->func = func;
  job->data = job_data;
  job->free_data = free_job_data;
  job->free_result = free_result;
  job->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  job->context = g_main_context_ref_thread_default ();
  job->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (job->task, hp_worker_run_async);
  g_async_queue_push (self->queue, job);
}

gpointer
hp_worker_run_finish (HpWorker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
