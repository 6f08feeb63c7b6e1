/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns one ticket's messages as a list model. They are read on the reader's thread; the newest
 * question wins. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-conversation.h"

#include "base/hp-clock.h"
#include "base/hp-error.h"
#include "desk/hp-commands.h"
#include "desk/hp-op-fields.h"
#include "live/hp-list-diff.h"
#include "live/hp-time-text.h"
#include "store/hp-message-table.h"
#include "store/hp-op-table.h"
#include "store/hp-reading-table.h"
#include "store/hp-ticket-table.h"

typedef struct
{
  gint64 row;
  char *name; /* (owned) (nullable) tried where the row is 0 or gone */
  char *me;   /* (owned) */
} Question;

typedef struct
{
  HpTicket *ticket;    /* (owned) (nullable) gone */
  GPtrArray *messages; /* (owned) (element-type HpMessage) */
  GPtrArray *ops;      /* (owned) (element-type HpOp) decisions to show */
  gint64 unread;       /* row of the oldest unread message, 0: none */
} Answer;

struct _HpConversation
{
  GObject parent_instance;

  HpLiveDesk *desk;          /* (owned) (nullable) */
  gint64 row;                /* 0: none */
  char *name;                /* (owned) (nullable) its id in hex, or what it was asked by */
  HpTicketItem *ticket;      /* (owned) (nullable) */
  GPtrArray *items;          /* (owned) (element-type HpMessageItem) */
  gint64 new_from;           /* row of the message where what is new begins, 0: none */
  GCancellable *cancellable; /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_TICKET,
  PROP_IS_LOADING,
  N_PROPS
};

enum
{
  FAILED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
free_question (gpointer data)
{
  Question *question = data;

  g_free (question->name);
  g_free (question->me);
  g_free (question);
}

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->ticket, hp_ticket_unref);
  g_clear_pointer (&answer->messages, g_ptr_array_unref);
  g_clear_pointer (&answer->ops, g_ptr_array_unref);
  g_free (answer);
}

/* (worker thread) Decisions of which nothing else tells: notes are messages. */
static GPtrArray *
list_events (HpDb *db, gint64 row)
{
  const char *const fields[] = { HP_FIELD_STATUS,
                                 HP_FIELD_ASSIGNEE,
                                 HP_FIELD_PRIORITY,
                                 HP_FIELD_TAG,
                                 HP_FIELD_MERGE,
                                 HP_FIELD_SNOOZE,
                                 NULL };
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_op_unref);
  g_autoptr (GPtrArray) ops = hp_ops_list_active (db, row);

  for (guint i = 0; i < ops->len; i++)
    {
      HpOp *op = g_ptr_array_index (ops, i);
      if (g_strv_contains (fields, op->field))
        g_ptr_array_add (events, hp_op_ref (op));
    }
  return events;
}

/* (worker thread) */
static gpointer
answer_question (HpDesk *desk, gpointer job, GError **error)
{
  const Question *question = job;
  HpDb *db = hp_desk_get_db (desk);
  Answer *answer = g_new0 (Answer, 1);
  gint64 row = question->row;

  hp_db_begin_read (db);
  if (row != 0)
    answer->ticket = hp_tickets_get (db, row);
  if (answer->ticket == NULL && question->name != NULL)
    {
      row = hp_desk_find_ticket (desk, question->name, error);
      if (row != 0)
        answer->ticket = hp_tickets_get (db, row);
    }
  if (answer->ticket != NULL)
    answer->unread = hp_readings_find_unread (db, question->me, answer->ticket);
  if (answer->ticket != NULL)
    answer->ticket->is_unread = answer->unread != 0;
  answer->messages = hp_messages_list (db, row);
  answer->ops = list_events (db, row);
  if (answer->ticket != NULL && hp_db_check (db, error))
    return answer;
  if (error != NULL && *error == NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "This ticket is not there any more");
  free_answer (answer);
  return NULL;
}

static GType
get_item_type (GListModel *model)
{
  return HP_TYPE_MESSAGE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HP_CONVERSATION (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HpConversation *self = HP_CONVERSATION (model);

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

G_DEFINE_FINAL_TYPE_WITH_CODE (HpConversation,
                               hp_conversation,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
set_ticket (HpConversation *self, HpTicket *ticket)
{
  if (ticket != NULL && self->ticket != NULL &&
      hp_ticket_item_get_row (self->ticket) == ticket->row)
    {
      hp_ticket_item_set_ticket (self->ticket, ticket);
      return;
    }
  g_clear_object (&self->ticket);
  if (ticket != NULL)
    self->ticket = hp_ticket_item_new (ticket->row, ticket);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TICKET]);
}

static GArray *
list_rows (GPtrArray *items)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < items->len; i++)
    {
      gint64 row = hp_message_item_get_row (g_ptr_array_index (items, i));
      g_array_append_val (rows, row);
    }
  return rows;
}

/* Decisions among the messages, each behind what was there when it was made.
 * Returns: (element-type HpMessageItem). */
static GPtrArray *
list_items (const Answer *answer)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint op = 0;

  for (guint i = 0; i <= answer->messages->len; i++)
    {
      HpMessage *message =
          i < answer->messages->len ? g_ptr_array_index (answer->messages, i) : NULL;
      while (op < answer->ops->len)
        {
          HpOp *next = g_ptr_array_index (answer->ops, op);
          if (message != NULL && hp_clock_get_time (next->clock) >= message->time)
            break;
          g_ptr_array_add (items, hp_message_item_new_for_op (next));
          op++;
        }
      if (message != NULL)
        g_ptr_array_add (items, hp_message_item_new (message));
    }
  return items;
}

static void
mark_days (GPtrArray *items)
{
  gint64 last = G_MININT64;

  for (guint i = 0; i < items->len; i++)
    {
      HpMessageItem *item = g_ptr_array_index (items, i);
      gint64 day = hp_time_get_local_day (hp_message_item_get_time (item));
      hp_message_item_set_begins_day (item, day != last);
      last = day;
    }
}

/* What is new stays so until something newer comes or another ticket is opened. Where all of it is
 * new, nothing needs to be told apart. */
static void
mark_new (HpConversation *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      HpMessageItem *item = g_ptr_array_index (self->items, i);
      hp_message_item_set_begins_new (item, i > 0 && self->new_from != 0 &&
                                                hp_message_item_get_row (item) == self->new_from);
    }
}

/* Items that stay keep their identity. */
static void
set_items (HpConversation *self, GPtrArray *items)
{
  g_autoptr (GArray) before = list_rows (self->items);
  g_autoptr (GArray) after = list_rows (items);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) splices = hp_list_diff (before, after, none);

  for (guint i = 0; i < splices->len; i++)
    {
      HpSplice step = g_array_index (splices, HpSplice, i);
      if (step.removed > 0)
        g_ptr_array_remove_range (self->items, step.position, step.removed);
      for (guint n = 0; n < step.added; n++)
        g_ptr_array_insert (self->items, (int) (step.position + n),
                            g_object_ref (g_ptr_array_index (items, step.position + n)));
      g_list_model_items_changed (G_LIST_MODEL (self), step.position, step.removed, step.added);
    }
  for (guint i = 0; i < items->len; i++)
    {
      const HpMessage *message = hp_message_item_get_message (g_ptr_array_index (items, i));
      if (message != NULL)
        hp_message_item_set_message (g_ptr_array_index (self->items, i), (HpMessage *) message);
    }
  mark_days (self->items);
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  Answer *answer = hp_worker_run_finish (HP_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autoptr (HpConversation) self = g_object_ref (data);
  g_clear_object (&self->cancellable);
  if (answer != NULL)
    {
      gboolean is_other =
          self->ticket == NULL || hp_ticket_item_get_row (self->ticket) != answer->ticket->row;
      if (is_other || answer->unread != 0)
        self->new_from = answer->unread;
      g_free (self->name);
      self->name = hp_key_dup_hex (&answer->ticket->key);
      self->row = answer->ticket->row;
      set_ticket (self, answer->ticket);
      g_autoptr (GPtrArray) items = list_items (answer);
      mark_days (items);
      set_items (self, items);
      mark_new (self);
    }
  else
    {
      hp_conversation_open (self, 0);
      g_signal_emit (self, signals[FAILED], 0, error);
    }
  g_clear_pointer (&answer, free_answer);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_LOADING]);
}

static void
on_changed_cb (HpConversation *self, HpChangeSet *changes)
{
  if (self->row != 0 && hp_change_set_has_ticket (changes, self->row))
    hp_conversation_renew (self);
}

static void
hp_conversation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HpConversation *self = HP_CONVERSATION (object);

  switch (id)
    {
    case PROP_TICKET:
      g_value_set_object (value, self->ticket);
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hp_conversation_dispose (GObject *object)
{
  HpConversation *self = HP_CONVERSATION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hp_conversation_parent_class)->dispose (object);
}

static void
hp_conversation_finalize (GObject *object)
{
  HpConversation *self = HP_CONVERSATION (object);

  g_clear_object (&self->ticket);
  g_ptr_array_unref (self->items);
  g_free (self->name);
  G_OBJECT_CLASS (hp_conversation_parent_class)->finalize (object);
}

static void
hp_conversation_class_init (HpConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = hp_conversation_get_property;
  object_class->dispose = hp_conversation_dispose;
  object_class->finalize = hp_conversation_finalize;
  props[PROP_TICKET] = g_param_spec_object ("ticket", NULL, NULL, HP_TYPE_TICKET_ITEM, flags);
  props[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[FAILED] = g_signal_new ("failed", HP_TYPE_CONVERSATION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hp_conversation_init (HpConversation *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

HpConversation *
hp_conversation_new (HpLiveDesk *desk)
{
  HpConversation *self = g_object_new (HP_TYPE_CONVERSATION, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/* What is shown stays until the answer is there, so that nothing flickers. */
static void
ask (HpConversation *self, gint64 row, const char *name)
{
  Question *question = g_new0 (Question, 1);

  question->row = row;
  question->name = g_strdup (name);
  question->me = g_strdup (hp_live_desk_get_agent (self->desk));
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  hp_worker_run_async (hp_live_desk_get_reader (self->desk), answer_question, question,
                       free_question, free_answer, self->cancellable, on_answered_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_LOADING]);
}

void
hp_conversation_open (HpConversation *self, gint64 row)
{
  g_return_if_fail (HP_IS_CONVERSATION (self));

  if (row == self->row && row != 0)
    return;
  self->row = row;
  g_clear_pointer (&self->name, g_free);
  if (row != 0)
    {
      ask (self, row, NULL);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  guint n = self->items->len;
  g_ptr_array_set_size (self->items, 0);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  set_ticket (self, NULL);
}

void
hp_conversation_open_named (HpConversation *self, const char *name)
{
  g_return_if_fail (HP_IS_CONVERSATION (self));

  ask (self, 0, name);
}

HpTicketItem *
hp_conversation_get_ticket (HpConversation *self)
{
  return self->ticket;
}

gboolean
hp_conversation_get_is_loading (HpConversation *self)
{
  return self->cancellable != NULL;
}

void
hp_conversation_renew (HpConversation *self)
{
  g_return_if_fail (HP_IS_CONVERSATION (self));

  if (self->row != 0)
    ask (self, self->row, self->name);
}
