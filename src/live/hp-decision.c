/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how decisions of the window reach the writer. They are never cancelled: a click counts also
 * when its window is closed. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-decision.h"

#include "desk/hp-commands.h"

typedef enum
{
  SET_STATUS,
  UNDO,
  REDO,
} Verb;

typedef struct
{
  Verb verb;
  char *agent;     /* (owned) */
  GArray *tickets; /* (owned) (element-type gint64) */
  char *status;    /* (owned) (nullable) */
  HpKey op;
  gboolean has_op;
} Decision;

static void
free_decision (gpointer data)
{
  Decision *decision = data;

  g_free (decision->agent);
  g_array_unref (decision->tickets);
  g_free (decision->status);
  g_free (decision);
}

/* (worker thread) */
static gpointer
decide (HpDesk *desk, gpointer job, GError **error)
{
  Decision *decision = job;
  const HpKey *op = decision->has_op ? &decision->op : NULL;

  switch (decision->verb)
    {
    case SET_STATUS:
      return hp_command_set_status (desk, decision->agent, decision->tickets, decision->status,
                                    error);
    case UNDO:
      return hp_command_undo (desk, decision->agent, op, error);
    default:
      return hp_command_redo (desk, decision->agent, op, error);
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

void
hp_decision_set_status_async (HpLiveDesk *desk,
                              gint64 ticket,
                              const char *status,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Decision *decision = make_decision (desk, SET_STATUS);

  g_array_append_val (decision->tickets, ticket);
  decision->status = g_strdup (status);
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

GArray *
hp_decision_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
