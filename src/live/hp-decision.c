/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how decisions of the window reach the writer. A click counts also when its window is
 * closed; only a change of many tickets can be cancelled. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-decision.h"

#include "desk/hp-commands.h"
#include "store/hp-search.h"

typedef enum
{
  SET_STATUS,
  ASSIGN,
  SET_PRIORITY,
  TAG,
  SNOOZE,
  MERGE,
  SPLIT,
  SET_VIEW,
  UNDO,
  REDO,
} Verb;

typedef struct
{
  Verb verb;
  char *agent;     /* (owned) */
  GArray *tickets; /* (owned) (element-type gint64) */
  char *value;     /* (owned) (nullable) what is decided */
  char *name;      /* (owned) (nullable) of a view */
  gint64 until;
  HpKey op;
  gboolean has_op;
} Decision;

static void
free_decision (gpointer data)
{
  Decision *decision = data;

  g_free (decision->agent);
  g_array_unref (decision->tickets);
  g_free (decision->value);
  g_free (decision->name);
  g_free (decision);
}

/* (worker thread) */
static GArray *
merge (HpDesk *desk, Decision *decision, GError **error)
{
  gint64 other = hp_desk_find_ticket (desk, decision->value, error);

  if (other == 0)
    return NULL;
  g_array_append_val (decision->tickets, other);
  return hp_command_merge (desk, decision->agent, decision->tickets, error);
}

/* (worker thread) */
static GArray *
decide_about_one (HpDesk *desk, Decision *decision, GError **error)
{
  gint64 ticket = g_array_index (decision->tickets, gint64, 0);

  if (decision->verb == MERGE)
    return merge (desk, decision, error);
  return hp_command_split (desk, decision->agent, ticket, decision->value, error);
}

/* (worker thread) */
static gpointer
decide (HpDesk *desk, gpointer job, GError **error)
{
  Decision *self = job;
  const char *const tags[] = { self->value, NULL };
  const HpKey *op = self->has_op ? &self->op : NULL;

  switch (self->verb)
    {
    case SET_STATUS:
      return hp_command_set_status (desk, self->agent, self->tickets, self->value, error);
    case ASSIGN:
      return hp_command_assign (desk, self->agent, self->tickets, self->value, error);
    case SET_PRIORITY:
      return hp_command_set_priority (desk, self->agent, self->tickets, self->value, error);
    case TAG:
      return hp_command_tag (desk, self->agent, self->tickets, tags, error);
    case SNOOZE:
      return hp_command_snooze (desk, self->agent, self->tickets, self->until, error);
    case SET_VIEW:
      return hp_command_set_view (desk, self->agent, self->name, self->value, error);
    case UNDO:
      return hp_command_undo (desk, self->agent, op, error);
    case REDO:
      return hp_command_redo (desk, self->agent, op, error);
    default:
      return decide_about_one (desk, self, error);
    }
}

static void
free_ids (gpointer ids)
{
  g_array_unref (ids);
}

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  GArray *ids = hp_worker_run_finish (HP_WORKER (source), result, &error);

  hp_live_desk_look (g_task_get_source_object (task));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ids, free_ids);
}

static Decision *
make_decision (HpLiveDesk *desk, Verb verb)
{
  Decision *decision = g_new0 (Decision, 1);

  decision->verb = verb;
  decision->agent = g_strdup (hp_live_desk_get_agent (desk));
  decision->tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  return decision;
}

static void
run (HpLiveDesk *desk, Decision *decision, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (desk, NULL, callback, user_data);

  g_task_set_source_tag (task, hp_decision_finish);
  hp_worker_run_async (hp_live_desk_get_writer (desk), decide, decision, free_decision, free_ids,
                       NULL, on_decided_cb, task);
}

static void
run_about (HpLiveDesk *desk,
           Verb verb,
           const GArray *tickets,
           const char *value,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  Decision *decision = make_decision (desk, verb);

  g_array_append_vals (decision->tickets, tickets->data, tickets->len);
  decision->value = g_strdup (value);
  run (desk, decision, callback, user_data);
}

static void
run_about_one (HpLiveDesk *desk,
               Verb verb,
               gint64 ticket,
               const char *value,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (tickets, ticket);
  run_about (desk, verb, tickets, value, callback, user_data);
}

void
hp_decision_set_status_async (HpLiveDesk *desk,
                              const GArray *tickets,
                              const char *status,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  run_about (desk, SET_STATUS, tickets, status, callback, user_data);
}

void
hp_decision_assign_async (HpLiveDesk *desk,
                          const GArray *tickets,
                          const char *assignee,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  run_about (desk, ASSIGN, tickets, assignee, callback, user_data);
}

void
hp_decision_set_priority_async (HpLiveDesk *desk,
                                const GArray *tickets,
                                const char *priority,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  run_about (desk, SET_PRIORITY, tickets, priority, callback, user_data);
}

void
hp_decision_tag_async (HpLiveDesk *desk,
                       const GArray *tickets,
                       const char *tag,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  run_about (desk, TAG, tickets, tag, callback, user_data);
}

void
hp_decision_snooze_async (HpLiveDesk *desk,
                          const GArray *tickets,
                          gint64 until,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Decision *decision = make_decision (desk, SNOOZE);

  g_array_append_vals (decision->tickets, tickets->data, tickets->len);
  decision->until = until;
  run (desk, decision, callback, user_data);
}

void
hp_decision_merge_async (HpLiveDesk *desk,
                         gint64 ticket,
                         const char *other,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  run_about_one (desk, MERGE, ticket, other, callback, user_data);
}

void
hp_decision_split_async (HpLiveDesk *desk,
                         gint64 ticket,
                         const char *message,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  run_about_one (desk, SPLIT, ticket, message, callback, user_data);
}

void
hp_decision_set_view_async (HpLiveDesk *desk,
                            const char *name,
                            const char *query,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Decision *decision = make_decision (desk, SET_VIEW);

  decision->name = g_strdup (name);
  decision->value = g_strdup (query);
  run (desk, decision, callback, user_data);
}

void
hp_decision_undo_async (HpLiveDesk *desk,
                        const HpKey *op,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Decision *decision = make_decision (desk, UNDO);

  decision->has_op = op != NULL;
  if (op != NULL)
    decision->op = *op;
  run (desk, decision, callback, user_data);
}

void
hp_decision_redo_async (HpLiveDesk *desk, GAsyncReadyCallback callback, gpointer user_data)
{
  run (desk, make_decision (desk, REDO), callback, user_data);
}

/* A change of many tickets under way. */
typedef struct
{
  GMainContext *context; /* (owned) of who asked */
  GCancellable *cancellable;
  HpTicketChange change; /* its texts are owned */
  char *agent;           /* (owned) */
  char *query;           /* (owned) (nullable) */
  GArray *tickets;       /* (owned) (nullable) */
  HpDecisionProgressFunc progress;
  gpointer progress_data;
} Change;

typedef struct
{
  HpDecisionProgressFunc progress;
  gpointer data;
  guint done;
  guint total;
  GCancellable *cancellable; /* (owned) */
} Report;

static void
free_change (gpointer data)
{
  Change *self = data;

  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_free ((char *) self->change.status);
  g_free ((char *) self->change.priority);
  g_free ((char *) self->change.assignee);
  g_strfreev ((char **) self->change.tags);
  g_free (self->agent);
  g_free (self->query);
  g_clear_pointer (&self->tickets, g_array_unref);
  g_free (self);
}

static void
free_report (gpointer data)
{
  Report *report = data;

  g_object_unref (report->cancellable);
  g_free (report);
}

static gboolean
on_report_cb (gpointer data)
{
  Report *report = data;

  if (!g_cancellable_is_cancelled (report->cancellable))
    report->progress (report->done, report->total, report->data);
  return G_SOURCE_REMOVE;
}

/* (worker thread) Default priority, as the answer has, so that none comes after it. */
static void
report_progress (guint done, guint total, gpointer data)
{
  Change *self = data;
  Report *report = g_new (Report, 1);

  *report = (Report){ self->progress, self->progress_data, done, total,
                      g_object_ref (self->cancellable) };
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_report_cb, report, free_report);
  g_source_attach (source, self->context);
}

/* (worker thread) */
static gpointer
change_tickets (HpDesk *desk, gpointer job, GError **error)
{
  Change *self = job;
  HpDb *db = hp_desk_get_db (desk);

  if (self->tickets == NULL)
    {
      g_autoptr (HpQuery) query = hp_query_parse (self->query);
      self->tickets = hp_search_ticket_rows (db, query, self->agent, G_MAXINT32);
      if (!hp_db_check (db, error))
        return NULL;
    }
  return hp_command_change_tickets (desk, self->agent, self->tickets, &self->change,
                                    self->cancellable,
                                    self->progress != NULL ? report_progress : NULL, self, error);
}

void
hp_decision_change_async (HpLiveDesk *desk,
                          const GArray *tickets,
                          const char *query,
                          const HpTicketChange *change,
                          GCancellable *cancellable,
                          HpDecisionProgressFunc progress,
                          gpointer progress_data,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (desk, NULL, callback, user_data);
  Change *self = g_new0 (Change, 1);

  self->context = g_main_context_ref_thread_default ();
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  self->change = *change;
  self->change.status = g_strdup (change->status);
  self->change.priority = g_strdup (change->priority);
  self->change.assignee = g_strdup (change->assignee);
  self->change.tags = (const char *const *) g_strdupv ((char **) change->tags);
  self->agent = g_strdup (hp_live_desk_get_agent (desk));
  self->query = g_strdup (query != NULL ? query : "");
  self->tickets = tickets != NULL ? g_array_copy ((GArray *) tickets) : NULL;
  self->progress = progress;
  self->progress_data = progress_data;
  g_task_set_source_tag (task, hp_decision_finish);
  hp_worker_run_async (hp_live_desk_get_writer (desk), change_tickets, self, free_change, free_ids,
                       NULL, on_decided_cb, task);
}

GArray *
hp_decision_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
