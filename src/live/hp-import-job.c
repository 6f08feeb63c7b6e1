/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns an import that runs beside the UI. The thread has a connection of its own, opened and closed
 * there; what it says crosses over under a lock and is told on the thread that began it. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-import-job.h"

#include <glib/gstdio.h>

#include "base/hp-error.h"
#include "desk/hp-commands.h"
#include "live/hp-demo-desk.h"
#include "store/hp-damaged-list.h"

#define TELL_US 100000
#define DAMAGED_LIMIT 200

struct _HpImportJob
{
  GObject parent_instance;

  char *folder;              /* (owned) any thread */
  char *agent;               /* (owned) any thread */
  char **own;                /* (owned) any thread */
  char **paths;              /* (owned) any thread */
  char *demo;                /* (owned) (nullable) any thread */
  GCancellable *cancellable; /* (owned) any thread */
  GMainContext *context;     /* (owned) of the thread that began it */

  GMutex lock;
  HpImportProgress latest; /* (lock) */
  gboolean is_told;        /* (lock) a telling of it is on its way */
  gint64 told;             /* (import thread) when it was told last */

  HpImportState state;
  HpImportProgress progress;
  GPtrArray *problems; /* (owned) */
  GPtrArray *damaged;  /* (owned) */
  GError *error;       /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (HpImportJob, hp_import_job, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

enum
{
  PROGRESS,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* What the thread found, handed over at its end. */
typedef struct
{
  HpImportProgress progress;
  GPtrArray *problems; /* (owned) (nullable) */
  GPtrArray *damaged;  /* (owned) (nullable) */
  GError *error;       /* (owned) (nullable) */
} Outcome;

static void
free_outcome (gpointer data)
{
  Outcome *outcome = data;

  g_clear_pointer (&outcome->problems, g_ptr_array_unref);
  g_clear_pointer (&outcome->damaged, g_ptr_array_unref);
  g_clear_error (&outcome->error);
  g_free (outcome);
}

/* On the thread that began it. */
static gboolean
tell (gpointer data)
{
  HpImportJob *self = data;

  g_mutex_lock (&self->lock);
  self->progress = self->latest;
  self->is_told = FALSE;
  g_mutex_unlock (&self->lock);
  if (self->state == HP_IMPORT_RUNNING)
    g_signal_emit (self, signals[PROGRESS], 0);
  return G_SOURCE_REMOVE;
}

/* (import thread) The last count is told with the outcome. */
static void
on_progress_cb (const HpImportProgress *progress, gpointer data)
{
  HpImportJob *self = data;
  gint64 now = g_get_monotonic_time ();
  gboolean is_due = now - self->told >= TELL_US;

  g_mutex_lock (&self->lock);
  self->latest = *progress;
  is_due = is_due && !self->is_told;
  self->is_told = self->is_told || is_due;
  g_mutex_unlock (&self->lock);
  if (!is_due)
    return;
  self->told = now;
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, tell, g_object_ref (self),
                              g_object_unref);
}

static gboolean
set_own_addresses (HpImportJob *self, HpDesk *desk, GError **error)
{
  for (guint i = 0; self->own[i] != NULL; i++)
    {
      g_autoptr (GArray) ids =
          hp_command_set_own_address (desk, self->agent, self->own[i], TRUE, error);
      if (ids == NULL)
        return FALSE;
    }
  return TRUE;
}

/* A desk is not made for paths that are not there. */
static gboolean
check_paths (HpImportJob *self, GError **error)
{
  for (guint i = 0; self->paths[i] != NULL; i++)
    if (!g_file_test (self->paths[i], G_FILE_TEST_EXISTS))
      {
        g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no file or folder %s",
                     self->paths[i]);
        return FALSE;
      }
  return TRUE;
}

static void
run_import (HpImportJob *self, Outcome *outcome)
{
  g_autoptr (HpDesk) desk = NULL;

  if (!check_paths (self, &outcome->error))
    return;
  desk = hp_desk_open (self->folder, HP_DB_WRITE, &outcome->error);
  if (desk == NULL || !set_own_addresses (self, desk, &outcome->error))
    return;
  gint64 mark = hp_damaged_list_mark (hp_desk_get_db (desk));
  hp_import_run (desk, (const char *const *) self->paths, self->cancellable, on_progress_cb, self,
                 &outcome->progress, &outcome->problems, &outcome->error);
  outcome->damaged = hp_damaged_list (hp_desk_get_db (desk), mark, DAMAGED_LIMIT);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HpImportJob *self = source;
  Outcome *outcome = g_new0 (Outcome, 1);

  if (self->demo != NULL)
    hp_demo_desk_make (self->folder, self->agent, self->demo, self->cancellable, on_progress_cb,
                       self, &outcome->progress, &outcome->error);
  else
    run_import (self, outcome);
  hp_error_adopt (&outcome->error);
  g_task_return_pointer (task, outcome, free_outcome);
}

static HpImportState
get_state_of (const GError *error)
{
  if (error == NULL)
    return HP_IMPORT_DONE;
  return g_error_matches (error, HP_ERROR, HP_ERROR_CANCELLED) ? HP_IMPORT_STOPPED
                                                               : HP_IMPORT_FAILED;
}

static void
take (GPtrArray **to, GPtrArray **from)
{
  if (*from == NULL)
    return;
  g_ptr_array_unref (*to);
  *to = g_steal_pointer (from);
}

static void
on_run_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HpImportJob *self = HP_IMPORT_JOB (source);
  Outcome *outcome = g_task_propagate_pointer (G_TASK (result), NULL);

  self->progress = outcome->progress;
  take (&self->problems, &outcome->problems);
  take (&self->damaged, &outcome->damaged);
  self->error = g_steal_pointer (&outcome->error);
  self->state = get_state_of (self->error);
  free_outcome (outcome);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
start (HpImportJob *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_run_cb, NULL);

  g_task_set_source_tag (task, start);
  g_task_run_in_thread (task, run);
}

static void
hp_import_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_int (value, (int) HP_IMPORT_JOB (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_import_job_finalize (GObject *object)
{
  HpImportJob *self = HP_IMPORT_JOB (object);

  g_free (self->folder);
  g_free (self->agent);
  g_strfreev (self->own);
  g_strfreev (self->paths);
  g_free (self->demo);
  g_object_unref (self->cancellable);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->damaged);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (hp_import_job_parent_class)->finalize (object);
}

static void
hp_import_job_class_init (HpImportJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hp_import_job_get_property;
  object_class->finalize = hp_import_job_finalize;
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, HP_IMPORT_FAILED, 0,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[PROGRESS] = g_signal_new ("progress", HP_TYPE_IMPORT_JOB, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
hp_import_job_init (HpImportJob *self)
{
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->lock);
  self->problems = g_ptr_array_new ();
  self->damaged = g_ptr_array_new ();
}

HpImportJob *
hp_import_job_new (const char *folder,
                   const char *agent,
                   const char *const *own,
                   const char *const *paths)
{
  HpImportJob *self = g_object_new (HP_TYPE_IMPORT_JOB, NULL);

  self->folder = g_strdup (folder);
  self->agent = g_strdup (agent);
  self->own = g_strdupv ((char **) own);
  self->paths = g_strdupv ((char **) paths);
  start (self);
  return self;
}

HpImportJob *
hp_import_job_new_demo (const char *folder, const char *agent, const char *demo)
{
  HpImportJob *self = g_object_new (HP_TYPE_IMPORT_JOB, NULL);

  self->folder = g_strdup (folder);
  self->agent = g_strdup (agent);
  self->demo = g_strdup (demo);
  start (self);
  return self;
}

void
hp_import_job_cancel (HpImportJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

HpImportState
hp_import_job_get_state (HpImportJob *self)
{
  return self->state;
}

const HpImportProgress *
hp_import_job_get_progress (HpImportJob *self)
{
  return &self->progress;
}

const char *
hp_import_job_get_folder (HpImportJob *self)
{
  return self->folder;
}

gboolean
hp_import_job_is_demo (HpImportJob *self)
{
  return self->demo != NULL;
}

const GError *
hp_import_job_get_error (HpImportJob *self)
{
  return self->error;
}

GPtrArray *
hp_import_job_get_problems (HpImportJob *self)
{
  return self->problems;
}

GPtrArray *
hp_import_job_get_damaged (HpImportJob *self)
{
  return self->damaged;
}
