/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way of mails out of the outbox: which step comes next, and when one that failed is tried
 * again, here and nowhere else. Runs only in the process that holds the desk's engine.lock, on one
 * thread. Invariant: send() is called only for an entry that this run has just committed as
 * sending; one that is found sending was cut, and its account is asked what became of it. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-outbox.h"

#include "desk/hp-sending.h"
#include "engine/hp-senders.h"
#include "store/hp-account-table.h"

#define FIRST_WAIT_US (30 * G_TIME_SPAN_SECOND)
#define LONGEST_WAIT_US (30 * G_TIME_SPAN_MINUTE)
#define MAX_DOUBLINGS 6

struct _HpOutbox
{
  HpDesk *desk; /* (unowned) */
  HpSenderFunc func;
  gpointer data;
};

/* One entry and what its step needs. */
typedef struct
{
  HpOutbox *outbox;
  const HpOutboxEntry *entry;
  GCancellable *cancellable;
} Step;

/* Exponential with jitter, so that a desk's colleagues don't knock all at once. @asked: what the
 * server asked for, 0 = nothing. */
static gint64
get_next_try (int tries, gint64 asked)
{
  gint64 wait = MIN (FIRST_WAIT_US << MIN (tries, MAX_DOUBLINGS), LONGEST_WAIT_US);
  gint64 jitter = (gint64) (g_random_double_range (-0.2, 0.2) * (double) wait);

  return g_get_real_time () + MAX (wait + jitter, asked);
}

static HpMailSender *
new_sender (Step *step, GError **error)
{
  HpOutbox *self = step->outbox;
  HpDb *db = hp_desk_get_db (self->desk);
  g_autoptr (HpAccount) account =
      step->entry->has_account ? hp_accounts_find (db, &step->entry->account) : NULL;

  if (account != NULL)
    return self->func (account, self->data, error);
  if (hp_db_check (db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "Its account is gone");
  return NULL;
}

static gboolean
set_state (Step *step, HpOutboxState state, gint64 due, const char *problem, GError **error)
{
  return hp_sending_set_state (step->outbox->desk, &step->entry->id, state, due, problem, NULL,
                               error);
}

/* The account can't be asked now: the same again later. */
static gboolean
postpone (Step *step, const GError *problem, GError **error)
{
  return set_state (step, step->entry->state, get_next_try (step->entry->tries, 0),
                    problem->message, error);
}

static GPtrArray *
list_refused (const HpSendResult *result)
{
  GPtrArray *addresses = g_ptr_array_new ();

  for (guint i = 0; result->refused != NULL && i < result->refused->len; i++)
    g_ptr_array_add (addresses, ((HpFailedRecipient *) result->refused->pdata[i])->addr);
  return addresses;
}

static gboolean
settle_result (Step *step, const HpSendResult *result, GError **error)
{
  HpDesk *desk = step->outbox->desk;
  const HpKey *id = &step->entry->id;
  const char *problem = result->error != NULL ? result->error->message : NULL;
  g_autoptr (GPtrArray) refused = list_refused (result);

  switch (result->outcome)
    {
    case HP_SEND_SENT:
      return hp_sending_set_sent (desk, id, error);
    case HP_SEND_NOT_SENT:
      return set_state (step, HP_OUTBOX_SEALED,
                        get_next_try (step->entry->tries, result->retry_after), problem, error);
    case HP_SEND_REFUSED:
      return hp_sending_set_state (desk, id, HP_OUTBOX_FAILED, step->entry->due, problem, refused,
                                   error);
    case HP_SEND_UNCERTAIN:
    default:
      return set_state (step, HP_OUTBOX_UNCERTAIN, get_next_try (0, 0), problem, error);
    }
}

/* Nothing has left where there is not even a sender. */
static gboolean
send_sealed (Step *step, GError **error)
{
  HpDesk *desk = step->outbox->desk;
  g_autoptr (GError) problem = NULL;
  g_autoptr (HpMailSender) sender = new_sender (step, &problem);
  g_autoptr (HpLetter) letter = hp_sending_begin (desk, &step->entry->id, error);
  g_auto (HpSendResult) result = { 0 };

  if (letter == NULL)
    return FALSE;
  if (sender == NULL)
    return set_state (step, HP_OUTBOX_FAILED, step->entry->due, problem->message, error);
  hp_mail_sender_send (sender, letter, &result, step->cancellable);
  return settle_result (step, &result, error);
}

static gboolean
settle_trace (Step *step, HpTrace trace, GError **error)
{
  gboolean is_uncertain = step->entry->state == HP_OUTBOX_UNCERTAIN;
  gint64 next = get_next_try (is_uncertain ? step->entry->tries : 0, 0);

  switch (trace)
    {
    case HP_TRACE_SENT:
      return hp_sending_set_sent (step->outbox->desk, &step->entry->id, error);
    case HP_TRACE_NOT_SENT:
      return set_state (step, HP_OUTBOX_SEALED, g_get_real_time (), NULL, error);
    case HP_TRACE_UNKNOWN:
    default:
      return set_state (step, HP_OUTBOX_UNCERTAIN, next,
                        is_uncertain ? step->entry->problem
                                     : "Helppari or the connection ended while it was being sent",
                        error);
    }
}

/* What became of a mail whose sending was cut. */
static gboolean
look_up (Step *step, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (HpMailSender) sender = new_sender (step, &problem);
  g_autoptr (HpLetter) letter =
      hp_sending_read_letter (step->outbox->desk, &step->entry->id, error);
  HpTrace trace;

  if (letter == NULL)
    return FALSE;
  if (sender == NULL)
    return set_state (step, HP_OUTBOX_UNCERTAIN, get_next_try (step->entry->tries, 0),
                      problem->message, error);
  if (hp_mail_sender_look_up (sender, letter, &trace, step->cancellable, &problem))
    return settle_trace (step, trace, error);
  return postpone (step, problem, error);
}

static gboolean
file_sent (Step *step, GError **error)
{
  HpDesk *desk = step->outbox->desk;
  g_autoptr (GError) problem = NULL;
  g_autoptr (HpMailSender) sender = new_sender (step, &problem);
  g_autoptr (HpLetter) letter = hp_sending_read_letter (desk, &step->entry->id, error);

  if (letter == NULL)
    return FALSE;
  if (sender != NULL && hp_mail_sender_file (sender, letter, step->cancellable, &problem))
    return hp_sending_set_filed (desk, &step->entry->id, error);
  return postpone (step, problem, error);
}

static gboolean
seal_or_send (Step *step, GError **error)
{
  HpDesk *desk = step->outbox->desk;
  gboolean stopped;

  if (!hp_sending_stop_at_news (desk, &step->entry->id, &stopped, error))
    return FALSE;
  if (stopped)
    return TRUE;
  return step->entry->state == HP_OUTBOX_WAITING ? hp_sending_seal (desk, &step->entry->id, error)
                                                 : send_sealed (step, error);
}

static gboolean
take_step (Step *step, GError **error)
{
  switch (step->entry->state)
    {
    case HP_OUTBOX_WAITING:
    case HP_OUTBOX_SEALED:
      return seal_or_send (step, error);
    case HP_OUTBOX_SENDING:
    case HP_OUTBOX_UNCERTAIN:
      return look_up (step, error);
    case HP_OUTBOX_SENT:
      return file_sent (step, error);
    case HP_OUTBOX_DRAFT:
    case HP_OUTBOX_FILED:
    case HP_OUTBOX_FAILED:
    default:
      return TRUE;
    }
}

/* Somebody took it back or let it go on meanwhile: that is no failure of the run. */
static gboolean
has_moved (const GError *error)
{
  return g_error_matches (error, HP_ERROR, HP_ERROR_CONFLICT) ||
         g_error_matches (error, HP_ERROR, HP_ERROR_NOT_FOUND);
}

/* Its bytes are damaged, which must not keep the others from leaving. */
static gboolean
set_damaged (Step *step, const GError *problem, GError **error)
{
  switch (step->entry->state)
    {
    case HP_OUTBOX_SEALED:
      return set_state (step, HP_OUTBOX_FAILED, step->entry->due, problem->message, error);
    case HP_OUTBOX_SENDING:
      return set_state (step, HP_OUTBOX_UNCERTAIN, get_next_try (step->entry->tries, 0),
                        problem->message, error);
    case HP_OUTBOX_DRAFT:
    case HP_OUTBOX_WAITING:
    case HP_OUTBOX_SENT:
    case HP_OUTBOX_FILED:
    case HP_OUTBOX_FAILED:
    case HP_OUTBOX_UNCERTAIN:
    default:
      return postpone (step, problem, error);
    }
}

/* @steps: (inout) how many were taken. */
static gboolean
take_all_steps (HpOutbox *self,
                GPtrArray *entries,
                guint *steps,
                GCancellable *cancellable,
                GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      Step step = { self, g_ptr_array_index (entries, i), cancellable };
      g_autoptr (GError) local = NULL;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      gboolean done = take_step (&step, &local);
      if (!done && g_error_matches (local, HP_ERROR, HP_ERROR_CORRUPT))
        {
          g_autoptr (GError) damage = g_steal_pointer (&local);
          done = set_damaged (&step, damage, &local);
        }
      *steps += done;
      if (done || has_moved (local))
        continue;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return TRUE;
}

gboolean
hp_outbox_run (HpOutbox *self, gint64 *next, GCancellable *cancellable, GError **error)
{
  if (!hp_desk_take_engine (self->desk, error))
    return FALSE;
  for (guint steps = 1; steps > 0;)
    {
      g_autoptr (GPtrArray) due = hp_sending_list_due (self->desk, g_get_real_time ());
      steps = 0;
      if (!take_all_steps (self, due, &steps, cancellable, error))
        return FALSE;
    }
  if (next != NULL)
    *next = hp_sending_get_next_due (self->desk);
  return hp_db_check (hp_desk_get_db (self->desk), error);
}

HpOutbox *
hp_outbox_new (HpDesk *desk, HpSenderFunc func, gpointer data)
{
  HpOutbox *self = g_new0 (HpOutbox, 1);

  self->desk = desk;
  self->func = func != NULL ? func : hp_sender_new_for_account;
  self->data = data;
  return self;
}

void
hp_outbox_free (HpOutbox *self)
{
  g_free (self);
}
