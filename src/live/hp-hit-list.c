/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the messages that a search found. Read on the reader's thread; the newest question wins. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-hit-list.h"

#include "store/hp-message-table.h"
#include "store/hp-search.h"

#define MAX_HITS 100

struct _HpHitItem
{
  GObject parent_instance;

  HpMessage *message; /* (owned) */
  gint64 ticket;
  char *snippet; /* (owned) */
  GArray *hits;  /* (owned) (element-type guint) */
};

G_DEFINE_FINAL_TYPE (HpHitItem, hp_hit_item, G_TYPE_OBJECT)

struct _HpHitList
{
  GObject parent_instance;

  HpLiveDesk *desk;          /* (owned) (nullable) */
  GPtrArray *items;          /* (owned) (element-type HpHitItem) */
  GCancellable *cancellable; /* (owned) (nullable) */
  gboolean is_cut;
};

enum
{
  UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  char *text; /* (owned) */
  char *me;   /* (owned) */
} Question;

/* What was found and the messages it was found in, in the same order. */
typedef struct
{
  GPtrArray *hits;     /* (owned) (element-type HpSearchHit) */
  GPtrArray *messages; /* (owned) (element-type HpMessage) (nullable elements) */
  gboolean is_cut;
} Answer;

static void
hp_hit_item_finalize (GObject *object)
{
  HpHitItem *self = HP_HIT_ITEM (object);

  g_clear_pointer (&self->message, hp_message_unref);
  g_free (self->snippet);
  g_clear_pointer (&self->hits, g_array_unref);
  G_OBJECT_CLASS (hp_hit_item_parent_class)->finalize (object);
}

static void
hp_hit_item_class_init (HpHitItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_hit_item_finalize;
}

static void
hp_hit_item_init (HpHitItem *self)
{
}

const HpMessage *
hp_hit_item_get_message (HpHitItem *self)
{
  return self->message;
}

gint64
hp_hit_item_get_ticket (HpHitItem *self)
{
  return self->ticket;
}

const char *
hp_hit_item_get_snippet (HpHitItem *self)
{
  return self->snippet;
}

const GArray *
hp_hit_item_get_hits (HpHitItem *self)
{
  return self->hits;
}

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->text);
  g_free (question->me);
  g_free (question);
}

static void
unref_message (gpointer message)
{
  if (message != NULL)
    hp_message_unref (message);
}

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_ptr_array_unref (answer->hits);
  g_ptr_array_unref (answer->messages);
  g_free (answer);
}

/* (worker thread) */
static gpointer
look (HpDesk *desk, gpointer job, GError **error)
{
  const Question *question = job;
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (HpQuery) query = hp_query_parse (question->text);
  Answer *answer = g_new0 (Answer, 1);

  hp_db_begin_read (db);
  answer->hits = hp_search_messages (db, query, question->me, MAX_HITS, &answer->is_cut);
  answer->messages = g_ptr_array_new_with_free_func (unref_message);
  for (guint i = 0; i < answer->hits->len; i++)
    {
      const HpSearchHit *hit = g_ptr_array_index (answer->hits, i);
      g_ptr_array_add (answer->messages,
                       hp_messages_get (db, hp_messages_find (db, &hit->message)));
    }
  if (hp_db_check (db, error))
    return answer;
  free_answer (answer);
  return NULL;
}

static GType
get_item_type (GListModel *model)
{
  return HP_TYPE_HIT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HP_HIT_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HpHitList *self = HP_HIT_LIST (model);

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

G_DEFINE_FINAL_TYPE_WITH_CODE (HpHitList,
                               hp_hit_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
add_item (HpHitList *self, const HpSearchHit *hit, HpMessage *message)
{
  HpHitItem *item = g_object_new (HP_TYPE_HIT_ITEM, NULL);

  item->message = hp_message_ref (message);
  item->ticket = hit->ticket_row;
  item->snippet = g_strdup (hit->snippet);
  item->hits = g_array_ref (hit->hits);
  g_ptr_array_add (self->items, item);
}

static void
set_answer (HpHitList *self, const Answer *answer)
{
  guint before = self->items->len;

  g_ptr_array_set_size (self->items, 0);
  self->is_cut = answer != NULL && answer->is_cut;
  for (guint i = 0; answer != NULL && i < answer->hits->len; i++)
    if (g_ptr_array_index (answer->messages, i) != NULL)
      add_item (self, g_ptr_array_index (answer->hits, i), g_ptr_array_index (answer->messages, i));
  if (before > 0 || self->items->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, before, self->items->len);
  g_signal_emit (self, signals[UPDATED], 0);
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Answer *answer = hp_worker_run_finish (HP_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autoptr (HpHitList) self = g_object_ref (data);
  g_clear_object (&self->cancellable);
  set_answer (self, answer);
  g_clear_pointer (&answer, free_answer);
}

static void
hp_hit_list_dispose (GObject *object)
{
  HpHitList *self = HP_HIT_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hp_hit_list_parent_class)->dispose (object);
}

static void
hp_hit_list_finalize (GObject *object)
{
  g_ptr_array_unref (HP_HIT_LIST (object)->items);
  G_OBJECT_CLASS (hp_hit_list_parent_class)->finalize (object);
}

static void
hp_hit_list_class_init (HpHitListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hp_hit_list_dispose;
  object_class->finalize = hp_hit_list_finalize;
  signals[UPDATED] = g_signal_new ("updated", HP_TYPE_HIT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
hp_hit_list_init (HpHitList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

HpHitList *
hp_hit_list_new (HpLiveDesk *desk)
{
  HpHitList *self = g_object_new (HP_TYPE_HIT_LIST, NULL);

  self->desk = g_object_ref (desk);
  return self;
}

void
hp_hit_list_set_query (HpHitList *self, const char *text)
{
  Question *question;

  g_return_if_fail (HP_IS_HIT_LIST (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (*text == '\0' || hp_live_desk_get_state (self->desk) != HP_LIVE_READY)
    {
      set_answer (self, NULL);
      return;
    }
  question = g_new0 (Question, 1);
  question->text = g_strdup (text);
  question->me = g_strdup (hp_live_desk_get_agent (self->desk));
  self->cancellable = g_cancellable_new ();
  hp_worker_run_async (hp_live_desk_get_reader (self->desk), look, question, free_question,
                       free_answer, self->cancellable, on_answered_cb, self);
}

gboolean
hp_hit_list_get_is_loading (HpHitList *self)
{
  return self->cancellable != NULL;
}

gboolean
hp_hit_list_get_is_cut (HpHitList *self)
{
  return self->is_cut;
}
