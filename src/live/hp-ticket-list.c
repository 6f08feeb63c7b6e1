/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a query's answer as a list model. What the query finds is asked on the reader's thread, as a
 * vector of rows; when the desk changes it is asked again and the difference applied, so that
 * selection and scrolling stay. A ticket is read on the UI thread's own connection when something
 * of its item is first asked for: 20 to 50 us by its row, less than a placeholder's two bindings
 * and its flicker would take. UI thread. Invariant: at most one job is under way; what changed
 * meanwhile waits in `pending`. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-ticket-list.h"

#include "base/hp-error.h"
#include "live/hp-list-diff.h"
#include "live/hp-list-patch.h"
#include "live/hp-ticket-cache.h"
#include "store/hp-reading-table.h"
#include "store/hp-search.h"
#include "store/hp-ticket-table.h"
#include "store/hp-view-table.h"

#define CACHED 1000
/* So many are there at once where a list is long: more than a screen holds. */
#define HEAD 50
#define MANY_SPLICES 200
#define MOST_PATCHED 20
/* In a longer list the unread ones are not counted. */
#define MOST_COUNTED 1000

/* One question to the reader and its answer. */
typedef struct
{
  char *text;     /* (owned) the query */
  HpQuery *query; /* (owned) the same */
  char *me;       /* (owned) */
  HpTicketOrder order;
  GArray *before;       /* (owned) (element-type gint64) what the list shows */
  GArray *cached;       /* (owned) (element-type gint64) items that exist */
  HpChangeSet *changes; /* (owned) (nullable) NULL: a new query */
  guint limit;
  gboolean is_rest; /* of a new query whose first rows are `before` */
} Question;

typedef struct
{
  GArray *rows;       /* (owned) (element-type gint64) */
  GArray *splices;    /* (owned) (nullable) (element-type HpSplice) */
  GArray *renewed;    /* (owned) (element-type gint64) */
  GPtrArray *tickets; /* (owned) (element-type HpTicket) (nullable elements) of `renewed` */
  int n_unread;
  gboolean is_head; /* there are more */
} Answer;

struct _HpTicketList
{
  GObject parent_instance;

  HpLiveDesk *desk; /* (owned) (nullable) */
  char *query;      /* (owned) */
  HpTicketOrder order;
  GArray *rows;              /* (owned) (element-type gint64) never changed in place */
  HpTicketCache *cache;      /* (owned) */
  HpTicketSource *source;    /* (owned) of its items */
  GError *unreadable;        /* (owned) (nullable) not told yet */
  GCancellable *cancellable; /* (owned) (nullable) of the job under way */
  HpChangeSet *under_way;    /* (owned) (nullable) what that job takes in */
  HpChangeSet *pending;      /* (owned) (nullable) */
  gboolean is_new_query;     /* asked for, not answered yet */
  gboolean has_head;         /* answered with its first rows */
  gboolean is_updating;
  GArray *tail; /* (owned) (nullable) while updating: the old rows, shown from `split` on */
  guint tail_start;
  guint split;
  int n_unread;
};

enum
{
  PROP_0,
  PROP_IS_LOADING,
  N_PROPS
};

enum
{
  UPDATED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->text);
  hp_query_unref (question->query);
  g_free (question->me);
  g_array_unref (question->before);
  g_array_unref (question->cached);
  g_clear_pointer (&question->changes, hp_change_set_unref);
  g_free (question);
}

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->rows, g_array_unref);
  g_clear_pointer (&answer->splices, g_array_unref);
  g_clear_pointer (&answer->renewed, g_array_unref);
  g_clear_pointer (&answer->tickets, g_ptr_array_unref);
  g_free (answer);
}

static void
unref_ticket (gpointer data)
{
  if (data != NULL)
    hp_ticket_unref (data);
}

/* As the list shows it. */
static HpTicket *
read_ticket (HpDb *db, const char *me, gint64 row)
{
  HpTicket *ticket = hp_tickets_get (db, row);

  if (ticket != NULL)
    ticket->is_unread = hp_readings_find_unread (db, me, ticket) != 0;
  return ticket;
}

/* (worker thread) Reads those tickets again that are shown and may be different. */
static void
renew_tickets (HpDb *db, const Question *question, Answer *answer)
{
  const HpChangeSet *changes = question->changes;

  for (guint i = 0; changes != NULL && i < question->cached->len; i++)
    {
      gint64 row = g_array_index (question->cached, gint64, i);
      if (!changes->has_customers && !hp_change_set_has_ticket (changes, row))
        continue;
      g_array_append_val (answer->renewed, row);
      g_ptr_array_add (answer->tickets, read_ticket (db, question->me, row));
    }
}

/* (worker thread) Where too much is different, one step over all of it. */
static GArray *
dup_splices (const Question *question, const GArray *rows)
{
  GArray *splices = hp_list_diff (question->before, rows, question->changes->tickets);
  guint n = splices->len;

  if (n <= MANY_SPLICES)
    return splices;
  HpSplice first = g_array_index (splices, HpSplice, 0);
  HpSplice last = g_array_index (splices, HpSplice, n - 1);
  guint behind = rows->len - last.position - last.added;
  first.removed = question->before->len - behind - first.position;
  first.added = rows->len - behind - first.position;
  g_array_set_size (splices, 0);
  g_array_append_val (splices, first);
  return splices;
}

/* (worker thread) All that is not at the beginning already. */
static GArray *
dup_rest (const GArray *before, const GArray *rows)
{
  GArray *splices = g_array_new (FALSE, FALSE, sizeof (HpSplice));
  HpSplice rest = { 0 };

  while (rest.position < MIN (before->len, rows->len) &&
         g_array_index (before, gint64, rest.position) ==
             g_array_index (rows, gint64, rest.position))
    rest.position++;
  rest.removed = before->len - rest.position;
  rest.added = rows->len - rest.position;
  if (rest.removed > 0 || rest.added > 0)
    g_array_append_val (splices, rest);
  return splices;
}

/* A few tickets were touched, and nothing else. */
static gboolean
is_small (const Question *question)
{
  const HpChangeSet *changes = question->changes;

  return question->order == HP_TICKETS_LATEST_FIRST && changes != NULL && !changes->is_everything &&
         !changes->has_views && changes->tickets->len <= MOST_PATCHED;
}

static void
reverse (GArray *rows)
{
  for (guint i = 0; i < rows->len / 2; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      g_array_index (rows, gint64, i) = g_array_index (rows, gint64, rows->len - 1 - i);
      g_array_index (rows, gint64, rows->len - 1 - i) = row;
    }
}

/* (worker thread) A view knows its tickets. */
static GArray *
list_rows (HpDb *db, const Question *question)
{
  gboolean is_all = *question->text == '\0';
  gint64 view = is_all ? 0 : hp_views_find (db, question->text);

  if (!is_all && view == 0)
    return hp_search_ticket_rows (db, question->query, question->me, question->limit);
  if (is_small (question))
    return hp_list_patch (db, view, question->before, question->changes->tickets);
  return hp_views_list_members (db, view, question->limit);
}

/* (worker thread) */
static gpointer
answer_question (HpDesk *desk, gpointer job, GError **error)
{
  const Question *question = job;
  HpDb *db = hp_desk_get_db (desk);
  Answer *answer = g_new0 (Answer, 1);

  answer->renewed = g_array_new (FALSE, FALSE, sizeof (gint64));
  answer->tickets = g_ptr_array_new_with_free_func (unref_ticket);
  hp_db_begin_read (db);
  answer->rows = list_rows (db, question);
  if (question->order == HP_TICKETS_OLDEST_FIRST)
    reverse (answer->rows);
  else if (question->order == HP_TICKETS_BY_PRIORITY)
    answer->rows = hp_tickets_sort_by_priority (db, answer->rows);
  answer->is_head = answer->rows->len == HEAD && question->limit == HEAD;
  answer->n_unread = -1;
  if (answer->rows->len <= MOST_COUNTED && !answer->is_head)
    answer->n_unread = (int) hp_readings_count (db, question->me, answer->rows, MOST_COUNTED);
  renew_tickets (db, question, answer);
  if (question->changes != NULL)
    answer->splices = dup_splices (question, answer->rows);
  else if (question->is_rest)
    answer->splices = dup_rest (question->before, answer->rows);
  if (hp_db_check (db, error))
    return answer;
  free_answer (answer);
  return NULL;
}

static guint
count_rows (HpTicketList *self)
{
  return self->tail != NULL ? self->split + self->tail->len - self->tail_start : self->rows->len;
}

static gint64
get_row (HpTicketList *self, guint position)
{
  if (self->tail != NULL && position >= self->split)
    return g_array_index (self->tail, gint64, position - self->split + self->tail_start);
  return g_array_index (self->rows, gint64, position);
}

/* Whoever asks may be laying out the list: what is wrong is told when that is done. */
static gboolean
on_unreadable_cb (gpointer data)
{
  HpTicketList *self = data;
  g_autoptr (GError) error = g_steal_pointer (&self->unreadable);

  if (error != NULL && self->desk != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  return G_SOURCE_REMOVE;
}

static HpTicket *
read_for_item (gpointer owner, gint64 row)
{
  HpTicketList *self = owner;
  HpDb *db = hp_desk_get_db (hp_live_desk_get_pages (self->desk));
  HpTicket *ticket = read_ticket (db, hp_live_desk_get_agent (self->desk), row);

  if (self->unreadable == NULL && !hp_db_check (db, &self->unreadable))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_unreadable_cb, g_object_ref (self), g_object_unref);
  return ticket;
}

static GType
get_item_type (GListModel *model)
{
  return HP_TYPE_TICKET_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return count_rows (HP_TICKET_LIST (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  HpTicketList *self = HP_TICKET_LIST (model);

  if (position >= count_rows (self))
    return NULL;
  gint64 row = get_row (self, position);
  HpTicketItem *item = hp_ticket_cache_find (self->cache, row);
  if (item == NULL)
    {
      item = hp_ticket_item_new_from (row, self->source);
      hp_ticket_cache_add (self->cache, item);
    }
  return g_object_ref (item);
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HpTicketList,
                               hp_ticket_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
renew_items (HpTicketList *self, const Answer *answer)
{
  for (guint i = 0; i < answer->renewed->len; i++)
    {
      gint64 row = g_array_index (answer->renewed, gint64, i);
      HpTicketItem *item =
          hp_ticket_cache_has (self->cache, row) ? hp_ticket_cache_find (self->cache, row) : NULL;
      if (item != NULL)
        hp_ticket_item_set_ticket (item, g_ptr_array_index (answer->tickets, i));
    }
}

/* While a batch is applied the list is the new rows up to `split` and the old ones behind it, so
 * that each step can be looked at without a copy of a million rows. */
static void
apply_splices (HpTicketList *self, const Answer *answer)
{
  self->tail = self->rows;
  self->rows = g_array_ref (answer->rows);
  self->split = self->tail_start = 0;
  for (guint i = 0; i < answer->splices->len; i++)
    {
      HpSplice step = g_array_index (answer->splices, HpSplice, i);
      self->tail_start += step.position - self->split + step.removed;
      self->split = step.position + step.added;
      g_list_model_items_changed (G_LIST_MODEL (self), step.position, step.removed, step.added);
    }
  g_clear_pointer (&self->tail, g_array_unref);
}

static void
replace_all (HpTicketList *self, const Answer *answer)
{
  guint removed = self->rows->len;

  g_array_unref (self->rows);
  self->rows = g_array_ref (answer->rows);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->rows->len);
}

static void
apply_answer (HpTicketList *self, const Answer *answer)
{
  self->is_updating = TRUE;
  self->n_unread = answer->n_unread;
  if (answer->splices != NULL)
    apply_splices (self, answer);
  else
    replace_all (self, answer);
  renew_items (self, answer);
  self->is_updating = FALSE;
}

static void
set_new_query (HpTicketList *self, gboolean is_new_query)
{
  if (self->is_new_query == is_new_query)
    return;
  self->is_new_query = is_new_query;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_LOADING]);
}

static Question *
make_question (HpTicketList *self)
{
  Question *question = g_new0 (Question, 1);

  question->text = g_strdup (self->query);
  question->query = hp_query_parse (self->query);
  question->order = self->order;
  question->me = g_strdup (hp_live_desk_get_agent (self->desk));
  question->before = g_array_ref (self->rows);
  question->cached = hp_ticket_cache_list_rows (self->cache);
  if (!self->is_new_query)
    self->under_way = g_steal_pointer (&self->pending);
  question->changes = self->under_way != NULL ? hp_change_set_ref (self->under_way) : NULL;
  question->is_rest = self->has_head;
  question->limit = self->is_new_query && !self->has_head &&
                            self->order == HP_TICKETS_LATEST_FIRST &&
                            !hp_query_has_words (question->query)
                        ? HEAD
                        : G_MAXINT32;
  return question;
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Answer *answer = hp_worker_run_finish (HP_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autoptr (HpTicketList) self = g_object_ref (data);
  gboolean was_new_query = self->under_way == NULL;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->under_way, hp_change_set_unref);
  self->has_head = answer != NULL && answer->is_head;
  if (answer != NULL)
    apply_answer (self, answer);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
  g_clear_pointer (&answer, free_answer);
  if (was_new_query && !self->has_head)
    set_new_query (self, FALSE);
  if (!self->has_head)
    g_signal_emit (self, signals[UPDATED], 0);
  hp_ticket_list_catch_up (self);
}

static void
on_changed_cb (HpTicketList *self, HpChangeSet *changes)
{
  self->pending = hp_change_set_join (self->pending, changes);
  hp_ticket_list_catch_up (self);
}

static void
hp_ticket_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_LOADING)
    g_value_set_boolean (value, HP_TICKET_LIST (object)->is_new_query);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_ticket_list_dispose (GObject *object)
{
  HpTicketList *self = HP_TICKET_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  self->source->read = NULL;
  G_OBJECT_CLASS (hp_ticket_list_parent_class)->dispose (object);
}

static void
hp_ticket_list_finalize (GObject *object)
{
  HpTicketList *self = HP_TICKET_LIST (object);

  g_clear_pointer (&self->under_way, hp_change_set_unref);
  g_clear_pointer (&self->pending, hp_change_set_unref);
  g_clear_pointer (&self->cache, hp_ticket_cache_free);
  g_rc_box_release (self->source);
  g_clear_error (&self->unreadable);
  g_array_unref (self->rows);
  g_free (self->query);
  G_OBJECT_CLASS (hp_ticket_list_parent_class)->finalize (object);
}

static void
hp_ticket_list_class_init (HpTicketListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hp_ticket_list_get_property;
  object_class->dispose = hp_ticket_list_dispose;
  object_class->finalize = hp_ticket_list_finalize;
  props[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[UPDATED] = g_signal_new ("updated", HP_TYPE_TICKET_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", HP_TYPE_TICKET_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hp_ticket_list_init (HpTicketList *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cache = hp_ticket_cache_new (CACHED);
  self->source = g_rc_box_new (HpTicketSource);
  *self->source = (HpTicketSource){ read_for_item, self };
  self->query = g_strdup ("");
}

HpTicketList *
hp_ticket_list_new (HpLiveDesk *desk)
{
  HpTicketList *self = g_object_new (HP_TYPE_TICKET_LIST, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "notify::state", G_CALLBACK (hp_ticket_list_catch_up), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
ask_anew (HpTicketList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->under_way != NULL)
    self->pending = hp_change_set_join (g_steal_pointer (&self->pending), self->under_way);
  g_clear_pointer (&self->under_way, hp_change_set_unref);
  self->has_head = FALSE;
  set_new_query (self, TRUE);
  hp_ticket_list_catch_up (self);
}

void
hp_ticket_list_set_query (HpTicketList *self, const char *text)
{
  g_return_if_fail (HP_IS_TICKET_LIST (self));

  g_free (self->query);
  self->query = g_strdup (text);
  ask_anew (self);
}

void
hp_ticket_list_set_order (HpTicketList *self, HpTicketOrder order)
{
  g_return_if_fail (HP_IS_TICKET_LIST (self));

  if (order == self->order)
    return;
  self->order = order;
  ask_anew (self);
}

void
hp_ticket_list_catch_up (HpTicketList *self)
{
  g_return_if_fail (HP_IS_TICKET_LIST (self));

  if (self->cancellable != NULL || hp_live_desk_get_state (self->desk) != HP_LIVE_READY ||
      (!self->is_new_query && self->pending == NULL))
    return;
  self->cancellable = g_cancellable_new ();
  hp_worker_run_async (hp_live_desk_get_reader (self->desk), answer_question, make_question (self),
                       free_question, free_answer, self->cancellable, on_answered_cb, self);
}

const char *
hp_ticket_list_get_query (HpTicketList *self)
{
  return self->query;
}

gboolean
hp_ticket_list_get_is_loading (HpTicketList *self)
{
  return self->is_new_query;
}

gboolean
hp_ticket_list_is_updating (HpTicketList *self)
{
  return self->is_updating;
}

int
hp_ticket_list_get_n_unread (HpTicketList *self)
{
  return self->n_unread;
}

guint
hp_ticket_list_find (HpTicketList *self, gint64 row)
{
  guint n = count_rows (self);

  for (guint i = 0; i < n; i++)
    if (get_row (self, i) == row)
      return i;
  return G_MAXUINT;
}

gint64
hp_ticket_list_get_row (HpTicketList *self, guint position)
{
  return position < count_rows (self) ? get_row (self, position) : 0;
}

void
hp_ticket_list_renew_times (HpTicketList *self)
{
  g_autoptr (GArray) rows = hp_ticket_cache_list_rows (self->cache);

  for (guint i = 0; i < rows->len; i++)
    hp_ticket_item_renew_time (hp_ticket_cache_find (self->cache, g_array_index (rows, gint64, i)));
}
