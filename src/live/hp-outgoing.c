/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what the window shows of the outbox. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-outgoing.h"

#include "desk/hp-drafting.h"
#include "desk/hp-sending.h"
#include "store/hp-draft-table.h"

struct _HpOutgoing
{
  GObject parent_instance;

  HpLiveDesk *desk;          /* (owned) */
  GPtrArray *entries;        /* (owned) (element-type HpOutboxEntry) */
  GHashTable *drafts;        /* (owned) (element-type HpKey) tickets with drafts */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (HpOutgoing, hp_outgoing, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_array (gpointer array)
{
  g_ptr_array_unref (array);
}

typedef struct
{
  GPtrArray *entries; /* (owned) */
  GHashTable *drafts; /* (owned) */
} Listed;

static void
free_listed (gpointer data)
{
  Listed *listed = data;

  g_ptr_array_unref (listed->entries);
  g_hash_table_unref (listed->drafts);
  g_free (listed);
}

/* (worker thread) */
static gpointer
list (HpDesk *desk, gpointer agent, GError **error)
{
  Listed *listed = g_new0 (Listed, 1);

  listed->entries = hp_sending_list (desk, FALSE);
  listed->drafts = hp_drafts_list_tickets (hp_desk_get_db (desk), agent);
  if (hp_db_check (hp_desk_get_db (desk), error))
    return listed;
  free_listed (listed);
  return NULL;
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Listed *listed = hp_worker_run_finish (HP_WORKER (source), result, &error);
  HpOutgoing *self = data;

  if (listed == NULL)
    return;
  g_ptr_array_unref (self->entries);
  self->entries = g_ptr_array_ref (listed->entries);
  g_hash_table_unref (self->drafts);
  self->drafts = g_hash_table_ref (listed->drafts);
  free_listed (listed);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
renew (HpOutgoing *self)
{
  if (hp_live_desk_get_state (self->desk) == HP_LIVE_READY)
    hp_worker_run_async (hp_live_desk_get_reader (self->desk), list,
                         g_strdup (hp_live_desk_get_agent (self->desk)), g_free, free_listed,
                         self->cancellable, on_listed_cb, self);
}

static void
on_desk_changed_cb (HpOutgoing *self, HpChangeSet *changes)
{
  if (changes->has_outbox || changes->has_drafts)
    renew (self);
}

static void
hp_outgoing_dispose (GObject *object)
{
  g_cancellable_cancel (HP_OUTGOING (object)->cancellable);
  G_OBJECT_CLASS (hp_outgoing_parent_class)->dispose (object);
}

static void
hp_outgoing_finalize (GObject *object)
{
  HpOutgoing *self = HP_OUTGOING (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->drafts);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hp_outgoing_parent_class)->finalize (object);
}

static void
hp_outgoing_class_init (HpOutgoingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hp_outgoing_dispose;
  G_OBJECT_CLASS (klass)->finalize = hp_outgoing_finalize;
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_OUTGOING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
hp_outgoing_init (HpOutgoing *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_outbox_entry_unref);
  self->drafts = g_hash_table_new_full (hp_key_table_hash, hp_key_table_equal, g_free, NULL);
}

HpOutgoing *
hp_outgoing_new (HpLiveDesk *desk)
{
  HpOutgoing *self = g_object_new (HP_TYPE_OUTGOING, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_desk_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (renew), self, G_CONNECT_SWAPPED);
  renew (self);
  return self;
}

GPtrArray *
hp_outgoing_get_entries (HpOutgoing *self)
{
  return self->entries;
}

gboolean
hp_outgoing_has_draft (HpOutgoing *self, const HpKey *ticket)
{
  return g_hash_table_contains (self->drafts, ticket);
}

/* (worker thread) */
static gpointer
retry (HpDesk *desk, gpointer id, GError **error)
{
  return GINT_TO_POINTER (hp_sending_retry (desk, id, 0, error));
}

/* (worker thread) */
static gpointer
confirm (HpDesk *desk, gpointer id, GError **error)
{
  return GINT_TO_POINTER (hp_sending_confirm (desk, id, error));
}

/* (worker thread) */
static gpointer
cancel (HpDesk *desk, gpointer id, GError **error)
{
  return GINT_TO_POINTER (hp_sending_take_back (desk, id, error) &&
                          hp_drafting_discard (desk, id, error));
}

/* (worker thread) */
static gpointer
list_news (HpDesk *desk, gpointer id, GError **error)
{
  g_autoptr (GPtrArray) news = hp_sending_list_news (desk, id);

  if (!hp_db_check (hp_desk_get_db (desk), error))
    return NULL;
  return g_steal_pointer (&news);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gpointer done = hp_worker_run_finish (HP_WORKER (source), result, &error);

  hp_live_desk_look (g_task_get_source_object (task));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, done != NULL);
}

static void
run (HpLiveDesk *desk,
     HpWorkerFunc func,
     const HpKey *id,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = g_task_new (desk, NULL, callback, user_data);

  g_task_set_source_tag (task, hp_outgoing_finish);
  hp_worker_run_async (hp_live_desk_get_writer (desk), func, g_memdup2 (id, sizeof *id), g_free,
                       NULL, NULL, on_done_cb, task);
}

void
hp_outgoing_retry_async (HpLiveDesk *desk,
                         const HpKey *id,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  run (desk, retry, id, callback, user_data);
}

void
hp_outgoing_confirm_async (HpLiveDesk *desk,
                           const HpKey *id,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  run (desk, confirm, id, callback, user_data);
}

void
hp_outgoing_cancel_async (HpLiveDesk *desk,
                          const HpKey *id,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  run (desk, cancel, id, callback, user_data);
}

gboolean
hp_outgoing_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
hp_outgoing_list_news_async (HpLiveDesk *desk,
                             const HpKey *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  hp_worker_run_async (hp_live_desk_get_reader (desk), list_news, g_memdup2 (id, sizeof *id),
                       g_free, free_array, cancellable, callback, user_data);
}

GPtrArray *
hp_outgoing_list_news_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
