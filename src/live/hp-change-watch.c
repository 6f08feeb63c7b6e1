/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the watch on a desk's write-ahead log. The file only says that something may be new; the
 * reader's data_version confirms it and the table of changes says what. A commit shows a little
 * after its last bytes were written (they are synced first, then the log's index moves), so the
 * watch looks again a few times after each event. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-change-watch.h"

#include "store/hp-change-table.h"

#define RATE_LIMIT_MS 20
#define POLL_MS 1000
/* So many changes at once are told as "everything". */
#define MANY 20000

/* When to look again after an event, in ms after the look before. */
static const guint LOOKS_MS[] = { 15, 60, 250, 800 };

/* How far the watch has seen; there and back on the reader. */
typedef struct
{
  gboolean is_first;
  gint64 version;
  gint64 last;
  HpChangeSet *changes; /* (owned) (nullable) */
} Sight;

struct _HpChangeWatch
{
  GObject parent_instance;

  HpWorker *reader;          /* (owned) */
  GFileMonitor *monitor;     /* (owned) (nullable) */
  char *log_path;            /* (owned) */
  GCancellable *cancellable; /* (owned) */
  Sight seen;
  gboolean is_looking;
  gboolean is_again; /* something came while it looked */
  guint looks;       /* since the last event */
  guint timer;
  guint poll;
};

G_DEFINE_FINAL_TYPE (HpChangeWatch, hp_change_watch, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_sight (gpointer data)
{
  Sight *sight = data;

  g_clear_pointer (&sight->changes, hp_change_set_unref);
  g_free (sight);
}

static HpChanged
get_changed (const char *kind)
{
  static const struct
  {
    const char *kind;
    HpChanged changed;
  } KINDS[] = {
    { HP_CHANGE_CUSTOMER, HP_CHANGED_CUSTOMERS }, { HP_CHANGE_VIEW, HP_CHANGED_VIEWS },
    { HP_CHANGE_DESK, HP_CHANGED_VIEWS },         { HP_CHANGE_DRAFT, HP_CHANGED_DRAFTS },
    { HP_CHANGE_OUTBOX, HP_CHANGED_OUTBOX },      { HP_CHANGE_ACCOUNT, HP_CHANGED_OUTBOX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (g_str_equal (KINDS[i].kind, kind))
      return KINDS[i].changed;
  return 0;
}

/* (worker thread) */
static HpChangeSet *
read_changes (HpDb *db, gint64 *last)
{
  gboolean is_complete;
  g_autoptr (GArray) changes = hp_changes_list (db, *last, &is_complete);
  GArray *tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  HpChanged changed = 0;

  if (is_complete && changes->len == 0)
    {
      g_array_unref (tickets);
      return NULL;
    }
  for (guint i = 0; i < changes->len; i++)
    {
      HpChange *change = &g_array_index (changes, HpChange, i);
      *last = MAX (*last, change->seq);
      changed |= get_changed (change->kind);
      if (g_str_equal (change->kind, HP_CHANGE_TICKET) && changes->len < MANY)
        g_array_append_val (tickets, change->id);
    }
  if (!is_complete)
    *last = hp_changes_get_last (db);
  if (!is_complete || changes->len >= MANY)
    changed |= HP_CHANGED_EVERYTHING;
  return hp_change_set_new (tickets, changed);
}

/* (worker thread) */
static gpointer
look (HpDesk *desk, gpointer job, GError **error)
{
  const Sight *before = job;
  HpDb *db = hp_desk_get_db (desk);
  Sight *now = g_memdup2 (before, sizeof *before);

  now->is_first = FALSE;
  now->version = hp_db_get_data_version (db);
  if (before->is_first)
    now->last = hp_changes_get_last (db);
  else if (now->version != before->version)
    now->changes = read_changes (db, &now->last);
  return now;
}

static gboolean
on_timer_cb (gpointer data)
{
  HpChangeWatch *self = data;

  self->timer = 0;
  hp_change_watch_look (self);
  return G_SOURCE_REMOVE;
}

static void
look_later (HpChangeWatch *self)
{
  if (self->looks >= G_N_ELEMENTS (LOOKS_MS) || self->timer != 0)
    return;
  self->timer = g_timeout_add (LOOKS_MS[self->looks++], on_timer_cb, self);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Sight *now = hp_worker_run_finish (HP_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autoptr (HpChangeWatch) self = g_object_ref (data);
  self->is_looking = FALSE;
  if (error != NULL)
    g_debug ("The desk could not be looked at: %s", error->message);
  if (now != NULL)
    {
      g_autoptr (HpChangeSet) changes = g_steal_pointer (&now->changes);
      self->seen = *now;
      free_sight (now);
      if (changes != NULL)
        g_signal_emit (self, signals[CHANGED], 0, changes);
    }
  if (self->is_again)
    hp_change_watch_look (self);
  else
    look_later (self);
}

static void
on_event_cb (HpChangeWatch *self)
{
  self->looks = 0;
  g_clear_handle_id (&self->timer, g_source_remove);
  hp_change_watch_look (self);
}

/* While nobody has made the log, or the system can't watch files. */
static gboolean
on_poll_cb (gpointer data)
{
  HpChangeWatch *self = data;

  if (self->monitor == NULL || !g_file_test (self->log_path, G_FILE_TEST_EXISTS))
    hp_change_watch_look (self);
  return G_SOURCE_CONTINUE;
}

static void
start_monitor (HpChangeWatch *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->log_path);
  g_autoptr (GError) error = NULL;

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL)
    {
      g_debug ("Looking every second: %s", error->message);
      return;
    }
  g_file_monitor_set_rate_limit (self->monitor, RATE_LIMIT_MS);
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (on_event_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
hp_change_watch_dispose (GObject *object)
{
  HpChangeWatch *self = HP_CHANGE_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->poll, g_source_remove);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (hp_change_watch_parent_class)->dispose (object);
}

static void
hp_change_watch_finalize (GObject *object)
{
  HpChangeWatch *self = HP_CHANGE_WATCH (object);

  g_object_unref (self->cancellable);
  g_free (self->log_path);
  G_OBJECT_CLASS (hp_change_watch_parent_class)->finalize (object);
}

static void
hp_change_watch_class_init (HpChangeWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hp_change_watch_dispose;
  object_class->finalize = hp_change_watch_finalize;
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_CHANGE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, HP_TYPE_CHANGE_SET);
}

static void
hp_change_watch_init (HpChangeWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->seen.is_first = TRUE;
  self->looks = G_N_ELEMENTS (LOOKS_MS);
}

HpChangeWatch *
hp_change_watch_new (const char *folder, HpWorker *reader)
{
  HpChangeWatch *self = g_object_new (HP_TYPE_CHANGE_WATCH, NULL);
  g_autofree char *db_path = hp_desk_dup_db_path (folder);

  self->reader = g_object_ref (reader);
  self->log_path = g_strconcat (db_path, "-wal", NULL);
  start_monitor (self);
  self->poll = g_timeout_add (POLL_MS, on_poll_cb, self);
  hp_change_watch_look (self);
  return self;
}

void
hp_change_watch_look (HpChangeWatch *self)
{
  g_return_if_fail (HP_IS_CHANGE_WATCH (self));

  self->is_again = self->is_looking;
  if (self->is_looking)
    return;
  self->is_looking = TRUE;
  hp_worker_run_async (self->reader, look, g_memdup2 (&self->seen, sizeof self->seen), g_free,
                       free_sight, self->cancellable, on_looked_cb, self);
}
