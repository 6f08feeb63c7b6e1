/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the sidebar's rows and counts. Views are counted with every commit, so they are there at
 * once; what is counted here looks at open tickets only. UI thread. Invariant: at most one job is
 * under way. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-overview.h"

#include "desk/hp-agents.h"
#include "desk/hp-views.h"
#include "store/hp-op-table.h"
#include "store/hp-rollup-table.h"
#include "store/hp-search.h"
#include "store/hp-ticket-table.h"
#include "store/hp-view-table.h"

#define MAX_TAGS 12
#define MINE "is:open assignee:me"
/* After a count comes a pause this many times as long, so that an import is not slowed down. */
#define REST 4

/* A view as it was counted. */
typedef struct
{
  HpViewKind kind;
  char *name;  /* (owned) */
  char *query; /* (owned) */
  gint64 count;
} Row;

typedef struct
{
  GPtrArray *rows;   /* (owned) (element-type Row) */
  GPtrArray *agents; /* (owned) (element-type utf8) */
} Answer;

struct _HpOverview
{
  GObject parent_instance;

  HpLiveDesk *desk;          /* (owned) (nullable) */
  HpWorker *counter;         /* (owned) (nullable) until the views are listed */
  GPtrArray *items;          /* (owned) (element-type HpViewItem) */
  GPtrArray *agents;         /* (owned) (element-type utf8) */
  GCancellable *cancellable; /* (owned) */
  gint64 started;            /* the last count, monotonic us */
  gint64 not_before;         /* the next one begins */
  guint timer;
  gboolean is_counting;
  gboolean is_stale;
  gboolean is_loaded;
};

enum
{
  UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->name);
  g_free (row->query);
  g_free (row);
}

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_ptr_array_unref (answer->rows);
  g_ptr_array_unref (answer->agents);
  g_free (answer);
}

static void
add_row (Answer *answer, HpViewKind kind, const char *name, const char *query, gint64 count)
{
  Row *row = g_new0 (Row, 1);

  row->kind = kind;
  row->name = g_strdup (name);
  row->query = g_strdup (query);
  row->count = count;
  g_ptr_array_add (answer->rows, row);
}

/* (worker thread) A saved view may carry a built-in one's name. */
static gboolean
is_built_in (const HpView *view)
{
  HpKey key = hp_key_hash ("view", view->name, NULL);
  const char *const names[] = {
    "unassigned", "open", "waiting", "snoozed", "resolved", "spam", NULL
  };

  return g_strv_contains (names, view->name) && hp_key_equal (&key, &view->key);
}

/* (worker thread) */
static void
list_views (HpDb *db, const char *me, gint64 n_mine, Answer *answer)
{
  g_autoptr (GPtrArray) views = hp_views_list_of (db, me);

  add_row (answer, HP_VIEW_BUILT_IN, "mine", MINE, n_mine);
  for (guint i = 0; i < views->len; i++)
    {
      const HpView *view = g_ptr_array_index (views, i);
      if (is_built_in (view))
        add_row (answer, HP_VIEW_BUILT_IN, view->name, view->text, view->members);
    }
  add_row (answer, HP_VIEW_BUILT_IN, "all", "", hp_rollups_sum (db, HP_ROLLUP_STATUS, NULL));
  for (guint i = 0; i < views->len; i++)
    {
      const HpView *view = g_ptr_array_index (views, i);
      if (!is_built_in (view))
        add_row (answer, HP_VIEW_SAVED, view->name, view->text, view->members);
    }
}

/* (worker thread) */
static void
count_tags (HpDb *db, Answer *answer)
{
  g_autoptr (GPtrArray) tags = hp_tickets_count_open_tags (db, MAX_TAGS);

  for (guint i = 0; i < tags->len; i++)
    {
      const HpTicketCount *tag = g_ptr_array_index (tags, i);
      g_autofree char *query = g_strdup_printf ("is:open tag:\"%s\"", tag->name);
      add_row (answer, HP_VIEW_TAG, tag->name, query, tag->n);
    }
}

static void
add_agent (GPtrArray *agents, const char *name)
{
  if (!g_ptr_array_find_with_equal_func (agents, name, g_str_equal, NULL))
    g_ptr_array_add (agents, g_strdup (name));
}

static int
compare_agents (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

/* (worker thread) */
static void
list_agents (HpDb *db, const char *me, GPtrArray *agents)
{
  g_autoptr (GPtrArray) known = hp_agents_list (db);

  for (guint i = 0; i < known->len; i++)
    add_agent (agents, ((HpAgent *) g_ptr_array_index (known, i))->login);
  add_agent (agents, me);
  g_ptr_array_sort (agents, compare_agents);
}

static Answer *
new_answer (void)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->rows = g_ptr_array_new_with_free_func (free_row);
  answer->agents = g_ptr_array_new_with_free_func (g_free);
  return answer;
}

static Answer *
check_answer (Answer *answer, HpDb *db, GError **error)
{
  if (hp_db_check (db, error))
    return answer;
  free_answer (answer);
  return NULL;
}

/* (worker thread) What is counted already. */
static gpointer
list_known (HpDesk *desk, gpointer job, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  Answer *answer = new_answer ();

  hp_db_begin_read (db);
  list_views (db, job, 0, answer);
  add_agent (answer->agents, job);
  return check_answer (answer, db, error);
}

/* (worker thread) */
static gpointer
count (HpDesk *desk, gpointer job, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (HpQuery) mine = hp_query_parse (MINE);
  Answer *answer = new_answer ();

  hp_db_begin_read (db);
  list_views (db, job, hp_search_count (db, mine, job), answer);
  count_tags (db, answer);
  list_agents (db, job, answer->agents);
  return check_answer (answer, db, error);
}

static GType
get_item_type (GListModel *model)
{
  return HP_TYPE_VIEW_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HP_OVERVIEW (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HpOverview *self = HP_OVERVIEW (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HpOverview,
                               hp_overview,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

/* The item that stands for the same view, or a new one. Returns: (transfer full). */
static HpViewItem *
ensure_item (HpOverview *self, const Row *row)
{
  HpViewItem *item = hp_view_item_new (row->kind, row->name, row->query);

  for (guint i = 0; i < self->items->len; i++)
    if (hp_view_item_is_same (g_ptr_array_index (self->items, i), item))
      {
        g_object_unref (item);
        item = g_object_ref (g_ptr_array_index (self->items, i));
        break;
      }
  hp_view_item_set_count (item, row->count);
  return item;
}

/* What is the same at both ends stays as it is. */
static void
set_items (HpOverview *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) before = self->items;
  GPtrArray *after = g_ptr_array_new_with_free_func (g_object_unref);
  guint start = 0;
  guint end = 0;

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (after, ensure_item (self, g_ptr_array_index (rows, i)));
  self->items = after;
  while (start < MIN (before->len, after->len) && before->pdata[start] == after->pdata[start])
    start++;
  while (end < MIN (before->len, after->len) - start &&
         before->pdata[before->len - 1 - end] == after->pdata[after->len - 1 - end])
    end++;
  if (before->len != after->len || start < after->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                                after->len - start - end);
}

static gboolean
on_timer_cb (gpointer data)
{
  HpOverview *self = data;

  self->timer = 0;
  hp_overview_catch_up (self);
  return G_SOURCE_REMOVE;
}

static void
show_answer (HpOverview *self, Answer *answer)
{
  g_clear_pointer (&self->agents, g_ptr_array_unref);
  self->agents = g_ptr_array_ref (answer->agents);
  set_items (self, answer->rows);
  free_answer (answer);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Answer *answer = hp_worker_run_finish (HP_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autoptr (HpOverview) self = g_object_ref (data);
  if (answer != NULL)
    show_answer (self, answer);
  g_signal_emit (self, signals[UPDATED], 0);
  self->counter = hp_worker_new (hp_live_desk_get_folder (self->desk), HP_DB_READ);
  hp_overview_catch_up (self);
}

/* What can't be counted keeps its old count; the lists say what is wrong with the desk. */
static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Answer *answer = hp_worker_run_finish (HP_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autoptr (HpOverview) self = g_object_ref (data);
  gint64 now = g_get_monotonic_time ();
  self->not_before = now + (now - self->started) * REST;
  self->is_counting = FALSE;
  self->is_loaded = TRUE;
  if (answer != NULL)
    show_answer (self, answer);
  g_signal_emit (self, signals[UPDATED], 0);
  hp_overview_catch_up (self);
}

static void
on_changed_cb (HpOverview *self)
{
  self->is_stale = TRUE;
  hp_overview_catch_up (self);
}

static void
on_state_cb (HpOverview *self)
{
  if (hp_live_desk_get_state (self->desk) != HP_LIVE_READY)
    return;
  if (self->counter == NULL)
    hp_worker_run_async (hp_live_desk_get_reader (self->desk), list_known,
                         g_strdup (hp_live_desk_get_agent (self->desk)), g_free, free_answer,
                         self->cancellable, on_listed_cb, self);
  on_changed_cb (self);
}

static void
hp_overview_dispose (GObject *object)
{
  HpOverview *self = HP_OVERVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->counter);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hp_overview_parent_class)->dispose (object);
}

static void
hp_overview_finalize (GObject *object)
{
  HpOverview *self = HP_OVERVIEW (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->agents);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (hp_overview_parent_class)->finalize (object);
}

static void
hp_overview_class_init (HpOverviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hp_overview_dispose;
  object_class->finalize = hp_overview_finalize;
  signals[UPDATED] = g_signal_new ("updated", HP_TYPE_OVERVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
hp_overview_init (HpOverview *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->agents = g_ptr_array_new_with_free_func (g_free);
  self->cancellable = g_cancellable_new ();
}

HpOverview *
hp_overview_new (HpLiveDesk *desk)
{
  HpOverview *self = g_object_new (HP_TYPE_OVERVIEW, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (on_state_cb), self,
                           G_CONNECT_SWAPPED);
  on_state_cb (self);
  return self;
}

void
hp_overview_catch_up (HpOverview *self)
{
  g_return_if_fail (HP_IS_OVERVIEW (self));

  if (self->is_counting || !self->is_stale || self->counter == NULL || self->timer != 0)
    return;
  gint64 now = g_get_monotonic_time ();
  if (now < self->not_before)
    {
      self->timer =
          g_timeout_add ((guint) ((self->not_before - now) / 1000) + 1, on_timer_cb, self);
      return;
    }
  self->started = now;
  self->is_counting = TRUE;
  self->is_stale = FALSE;
  hp_worker_run_async (self->counter, count, g_strdup (hp_live_desk_get_agent (self->desk)), g_free,
                       free_answer, self->cancellable, on_counted_cb, self);
}

GPtrArray *
hp_overview_get_agents (HpOverview *self)
{
  return self->agents;
}

gboolean
hp_overview_get_is_loading (HpOverview *self)
{
  return !self->is_loaded;
}

HpViewItem *
hp_overview_find (HpOverview *self, const char *id)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autofree char *other = hp_view_item_dup_id (g_ptr_array_index (self->items, i));
      if (g_str_equal (other, id))
        return g_ptr_array_index (self->items, i);
    }
  return NULL;
}
