/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is known of the customer beside a conversation. Read on the reader's thread; the newest
 * question wins. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-customer-context.h"

#include "store/hp-customer-table.h"
#include "store/hp-message-table.h"
#include "store/hp-ticket-table.h"

#define MAX_TICKETS 30
#define MAX_NOTES 3

typedef struct
{
  HpCustomer *customer; /* (owned) (nullable) */
  GPtrArray *tickets;   /* (owned) (element-type HpTicket) */
  GPtrArray *notes;     /* (owned) (element-type HpMessage) */
} Answer;

struct _HpCustomerContext
{
  GObject parent_instance;

  HpLiveDesk *desk; /* (owned) (nullable) */
  HpKey key;
  gboolean has_key;
  Answer *answer;            /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (HpCustomerContext, hp_customer_context, G_TYPE_OBJECT)

enum
{
  UPDATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->customer, hp_customer_unref);
  g_ptr_array_unref (answer->tickets);
  g_ptr_array_unref (answer->notes);
  g_free (answer);
}

/* (worker thread) */
static gpointer
read_customer (HpDesk *desk, gpointer job, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  Answer *answer = g_new0 (Answer, 1);

  hp_db_begin_read (db);
  gint64 row = hp_customers_find (db, job);
  answer->customer = hp_customers_get (db, row);
  answer->tickets = hp_tickets_list_latest_of_customer (db, row, MAX_TICKETS);
  answer->notes = hp_messages_list_notes_of_customer (db, row, MAX_NOTES);
  if (hp_db_check (db, error))
    return answer;
  free_answer (answer);
  return NULL;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  Answer *answer = hp_worker_run_finish (HP_WORKER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  g_autoptr (HpCustomerContext) self = g_object_ref (data);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->answer, free_answer);
  g_clear_error (&self->error);
  self->answer = answer;
  self->error = error;
  g_signal_emit (self, signals[UPDATED], 0);
}

static void
ask (HpCustomerContext *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  hp_worker_run_async (hp_live_desk_get_reader (self->desk), read_customer,
                       g_memdup2 (&self->key, sizeof self->key), g_free, free_answer,
                       self->cancellable, on_read_cb, self);
}

static gboolean
is_touched (HpCustomerContext *self, const HpChangeSet *changes)
{
  if (self->answer == NULL || changes->has_customers || changes->is_everything)
    return TRUE;
  for (guint i = 0; i < self->answer->tickets->len; i++)
    {
      const HpTicket *ticket = g_ptr_array_index (self->answer->tickets, i);
      if (hp_change_set_has_ticket (changes, ticket->row))
        return TRUE;
    }
  return FALSE;
}

static void
on_changed_cb (HpCustomerContext *self, HpChangeSet *changes)
{
  if (self->has_key && is_touched (self, changes))
    ask (self);
}

static void
hp_customer_context_dispose (GObject *object)
{
  HpCustomerContext *self = HP_CUSTOMER_CONTEXT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->answer, free_answer);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (hp_customer_context_parent_class)->dispose (object);
}

static void
hp_customer_context_class_init (HpCustomerContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hp_customer_context_dispose;
  signals[UPDATED] = g_signal_new ("updated", HP_TYPE_CUSTOMER_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hp_customer_context_init (HpCustomerContext *self)
{
}

HpCustomerContext *
hp_customer_context_new (HpLiveDesk *desk)
{
  HpCustomerContext *self = g_object_new (HP_TYPE_CUSTOMER_CONTEXT, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
hp_customer_context_set_customer (HpCustomerContext *self, const HpKey *key)
{
  g_return_if_fail (HP_IS_CUSTOMER_CONTEXT (self));

  if (key != NULL && self->has_key && hp_key_equal (key, &self->key))
    return;
  self->has_key = key != NULL;
  if (key != NULL)
    {
      self->key = *key;
      ask (self);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->answer, free_answer);
  g_clear_error (&self->error);
  g_signal_emit (self, signals[UPDATED], 0);
}

gboolean
hp_customer_context_get_is_loading (HpCustomerContext *self)
{
  return self->cancellable != NULL;
}

const GError *
hp_customer_context_get_error (HpCustomerContext *self)
{
  return self->error;
}

const HpCustomer *
hp_customer_context_get_customer (HpCustomerContext *self)
{
  return self->answer != NULL ? self->answer->customer : NULL;
}

GPtrArray *
hp_customer_context_get_tickets (HpCustomerContext *self)
{
  return self->answer != NULL ? self->answer->tickets : NULL;
}

GPtrArray *
hp_customer_context_get_notes (HpCustomerContext *self)
{
  return self->answer != NULL ? self->answer->notes : NULL;
}
