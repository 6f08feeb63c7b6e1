/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what the UI thread needs of one desk. A desk that can't be opened is tried again when its
 * file is different from then, so a first import or a restored backup shows by itself. UI thread.
 */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-live-desk.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/hp-error.h"
#include "desk/hp-rebuild.h"
#include "live/hp-outbox-runner.h"
#include "store/hp-message-table.h"

#define RETRY_MS 500
#define TIMED_WORK_S 15
#define UNDERSTAND_BATCH 50

struct _HpLiveDesk
{
  GObject parent_instance;

  char *folder;              /* (owned) */
  char *db_path;             /* (owned) */
  char *agent;               /* (owned) */
  HpWorker *reader;          /* (owned) */
  HpWorker *writer;          /* (owned) */
  HpLiveAccounts *accounts;  /* (owned) */
  HpWorker *engine;          /* (owned) for what comes by itself, which no decision waits for */
  HpOutboxRunner *runner;    /* (owned) (nullable) until ready */
  HpChangeWatch *watch;      /* (owned) (nullable) until ready */
  HpDesk *pages;             /* (owned) (nullable) until ready */
  GCancellable *cancellable; /* (owned) */
  GError *error;             /* (owned) (nullable) */
  HpLiveState state;
  GStatBuf tried; /* the file when it was last tried */
  guint retry;
  guint timed_work;
  gboolean is_working; /* timed work is queued or runs */
};

G_DEFINE_FINAL_TYPE (HpLiveDesk, hp_live_desk, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_state (HpLiveDesk *self, HpLiveState state)
{
  if (self->state == state && state != HP_LIVE_FAILED)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

/* (worker thread) Opens one more connection, which the UI thread takes over. */
static gpointer
open_pages (HpDesk *desk, gpointer job, GError **error)
{
  return hp_desk_open (hp_desk_get_folder (desk), HP_DB_READ, error);
}

static void
close_pages (gpointer desk)
{
  hp_desk_close (desk);
}

/* What comes before the desk is ready is read with the rest. */
static void
on_changed_cb (HpLiveDesk *self, HpChangeSet *changes)
{
  if (self->state != HP_LIVE_READY)
    return;
  if (changes->has_outbox || changes->is_everything)
    {
      hp_outbox_runner_wake (self->runner);
      hp_live_accounts_look (self->accounts);
    }
  g_signal_emit (self, signals[CHANGED], 0, changes);
}

/* A desk that was only busy, or whose file is another than the one that failed. */
static gboolean
is_worth_a_try (HpLiveDesk *self)
{
  GStatBuf now;

  if (g_stat (self->db_path, &now) != 0)
    return FALSE;
  return g_error_matches (self->error, HP_ERROR, HP_ERROR_BUSY) ||
         now.st_mtime != self->tried.st_mtime || now.st_size != self->tried.st_size ||
         now.st_ino != self->tried.st_ino || now.st_mode != self->tried.st_mode;
}

static gboolean
on_retry_cb (gpointer data)
{
  HpLiveDesk *self = data;

  if (!is_worth_a_try (self))
    return G_SOURCE_CONTINUE;
  self->retry = 0;
  hp_live_desk_look (self);
  return G_SOURCE_REMOVE;
}

static void
drop_watch (HpLiveDesk *self)
{
  if (self->watch != NULL)
    g_object_run_dispose (G_OBJECT (self->watch));
  g_clear_object (&self->watch);
}

static void
fail (HpLiveDesk *self, GError *error)
{
  gboolean is_missing = !g_file_test (self->db_path, G_FILE_TEST_EXISTS);

  drop_watch (self);
  g_clear_error (&self->error);
  self->error = error;
  if (self->retry == 0)
    self->retry = g_timeout_add (RETRY_MS, on_retry_cb, self);
  set_state (self, is_missing ? HP_LIVE_MISSING : HP_LIVE_FAILED);
}

/* (engine's thread) What comes by itself, in the one process that holds the desk's engine: views
 * that change by time, messages that an older version understood, and at leisure the search index
 * in fewer pieces and the WAL copied into the file. Returns: whether there is more. */
static gpointer
do_timed_work (HpDesk *desk, gpointer job, GError **error)
{
  gboolean left = FALSE;

  if (hp_desk_take_engine (desk, error) && hp_desk_run_timers (desk, error))
    {
      if (!hp_desk_understand_older (desk, UNDERSTAND_BATCH, &left, error))
        return NULL;
      left = left || hp_messages_merge_index (hp_desk_get_db (desk));
      if (!left)
        hp_db_checkpoint (hp_desk_get_db (desk));
    }
  if (!hp_db_check (hp_desk_get_db (desk), error))
    return NULL;
  return GINT_TO_POINTER (left);
}

/* Another process may have the engine; what else goes wrong shows where an agent acts. The next
 * batch queues behind mails that leave. */
static void
on_timed_work_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HpLiveDesk *self = data;
  g_autoptr (GError) error = NULL;
  gboolean left = GPOINTER_TO_INT (hp_worker_run_finish (HP_WORKER (source), result, &error));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_working = left && error == NULL;
  if (error != NULL)
    g_debug ("Timed work: %s", error->message);
  if (self->is_working)
    hp_worker_run_async (self->engine, do_timed_work, NULL, NULL, NULL, self->cancellable,
                         on_timed_work_done_cb, self);
}

static gboolean
on_timed_work_cb (gpointer data)
{
  HpLiveDesk *self = data;

  hp_live_accounts_look (self->accounts);
  /* Another process may have had the engine. */
  hp_outbox_runner_wake (self->runner);
  if (!self->is_working)
    {
      self->is_working = TRUE;
      hp_worker_run_async (self->engine, do_timed_work, NULL, NULL, NULL, self->cancellable,
                           on_timed_work_done_cb, self);
    }
  return G_SOURCE_CONTINUE;
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  HpDesk *pages = hp_worker_run_finish (HP_WORKER (source), result, &error);
  HpLiveDesk *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_error (&self->error);
  self->pages = pages;
  if (self->runner == NULL)
    {
      self->runner = hp_outbox_runner_new (self->engine);
      g_signal_connect_object (self->runner, "ran", G_CALLBACK (hp_live_desk_look), self,
                               G_CONNECT_SWAPPED);
    }
  hp_outbox_runner_wake (self->runner);
  if (self->timed_work == 0)
    self->timed_work = g_timeout_add_seconds (TIMED_WORK_S, on_timed_work_cb, self);
  hp_live_accounts_look (self->accounts);
  set_state (self, HP_LIVE_READY);
}

/* The watch has looked before anything is read, on whichever thread. */
static void
prepare (HpLiveDesk *self)
{
  self->watch = hp_change_watch_new (self->folder, self->reader);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  hp_worker_run_async (self->reader, open_pages, NULL, NULL, close_pages, self->cancellable,
                       on_opened_cb, self);
}

static gpointer
do_nothing (HpDesk *desk, gpointer job, GError **error)
{
  return NULL;
}

/* The writer has brought an older desk to this version, or says what is wrong with it. */
static void
on_migrated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  HpLiveDesk *self = data;

  hp_worker_run_finish (HP_WORKER (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else if (error != NULL)
    fail (self, error);
  else
    prepare (self);
}

static void
on_tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HpLiveDesk *self = data;

  hp_worker_run_finish (HP_WORKER (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, HP_ERROR, HP_ERROR_INVALID))
    hp_worker_run_async (self->writer, do_nothing, NULL, NULL, NULL, self->cancellable,
                         on_migrated_cb, self);
  else if (error != NULL)
    fail (self, g_steal_pointer (&error));
  else
    prepare (self);
}

static void
start_opening (HpLiveDesk *self)
{
  memset (&self->tried, 0, sizeof self->tried);
  if (g_stat (self->db_path, &self->tried) != 0)
    {
      fail (self, g_error_new_literal (HP_ERROR, HP_ERROR_NOT_FOUND, "There is no desk"));
      return;
    }
  set_state (self, HP_LIVE_OPENING);
  hp_worker_run_async (self->reader, do_nothing, NULL, NULL, NULL, self->cancellable, on_tried_cb,
                       self);
}

static void
hp_live_desk_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STATE)
    g_value_set_int (value, (int) HP_LIVE_DESK (object)->state);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_live_desk_dispose (GObject *object)
{
  HpLiveDesk *self = HP_LIVE_DESK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_clear_handle_id (&self->timed_work, g_source_remove);
  drop_watch (self);
  if (self->accounts != NULL)
    g_object_run_dispose (G_OBJECT (self->accounts));
  g_clear_object (&self->accounts);
  g_clear_object (&self->runner);
  g_clear_object (&self->reader);
  g_clear_object (&self->writer);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->pages, hp_desk_close);
  G_OBJECT_CLASS (hp_live_desk_parent_class)->dispose (object);
}

static void
hp_live_desk_finalize (GObject *object)
{
  HpLiveDesk *self = HP_LIVE_DESK (object);

  g_object_unref (self->cancellable);
  g_clear_error (&self->error);
  g_free (self->folder);
  g_free (self->db_path);
  g_free (self->agent);
  G_OBJECT_CLASS (hp_live_desk_parent_class)->finalize (object);
}

static void
hp_live_desk_class_init (HpLiveDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hp_live_desk_get_property;
  object_class->dispose = hp_live_desk_dispose;
  object_class->finalize = hp_live_desk_finalize;
  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, HP_LIVE_READY, 0,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_LIVE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, HP_TYPE_CHANGE_SET);
}

static void
hp_live_desk_init (HpLiveDesk *self)
{
  self->cancellable = g_cancellable_new ();
}

HpLiveDesk *
hp_live_desk_new (const char *folder, const char *agent)
{
  HpLiveDesk *self = g_object_new (HP_TYPE_LIVE_DESK, NULL);

  self->folder = g_strdup (folder);
  self->db_path = hp_desk_dup_db_path (folder);
  self->agent = g_strdup (agent);
  self->reader = hp_worker_new (folder, HP_DB_READ);
  self->writer = hp_worker_new (folder, HP_DB_WRITE);
  self->engine = hp_worker_new (folder, HP_DB_WRITE);
  self->accounts = hp_live_accounts_new (folder, self->engine);
  start_opening (self);
  return self;
}

HpLiveState
hp_live_desk_get_state (HpLiveDesk *self)
{
  return self->state;
}

const GError *
hp_live_desk_get_error (HpLiveDesk *self)
{
  return self->error;
}

const char *
hp_live_desk_get_folder (HpLiveDesk *self)
{
  return self->folder;
}

const char *
hp_live_desk_get_agent (HpLiveDesk *self)
{
  return self->agent;
}

HpWorker *
hp_live_desk_get_reader (HpLiveDesk *self)
{
  return self->reader;
}

HpWorker *
hp_live_desk_get_writer (HpLiveDesk *self)
{
  return self->writer;
}

HpLiveAccounts *
hp_live_desk_get_accounts (HpLiveDesk *self)
{
  return self->accounts;
}

HpDesk *
hp_live_desk_get_pages (HpLiveDesk *self)
{
  return self->pages;
}

void
hp_live_desk_look (HpLiveDesk *self)
{
  if (self->watch != NULL)
    hp_change_watch_look (self->watch);
  /* What was decided last may end after the window. */
  else if (self->state != HP_LIVE_OPENING && self->reader != NULL)
    start_opening (self);
}
