/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the quick look for tickets and customers at once. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-finder.h"

#include "store/hp-customer-table.h"
#include "store/hp-search.h"

typedef struct
{
  char *text; /* (owned) */
  char *me;   /* (owned) */
  guint limit;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->text);
  g_free (job->me);
  g_free (job);
}

void
hp_found_free (HpFound *found)
{
  g_ptr_array_unref (found->tickets);
  g_ptr_array_unref (found->customers);
  g_free (found);
}

static void
free_found (gpointer found)
{
  hp_found_free (found);
}

/* (worker thread) */
static gpointer
find (HpDesk *desk, gpointer data, GError **error)
{
  const Job *job = data;
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (HpQuery) query = hp_query_parse (job->text);
  HpFound *found = g_new0 (HpFound, 1);

  hp_db_begin_read (db);
  found->tickets = hp_search_tickets (db, query, job->me, NULL, job->limit);
  found->customers = hp_customers_list (db, job->text, job->limit);
  if (hp_db_check (db, error))
    return found;
  hp_found_free (found);
  return NULL;
}

void
hp_find_async (HpLiveDesk *desk,
               const char *text,
               guint limit,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->text = g_strdup (text);
  job->me = g_strdup (hp_live_desk_get_agent (desk));
  job->limit = limit;
  hp_worker_run_async (hp_live_desk_get_reader (desk), find, job, free_job, free_found, cancellable,
                       callback, user_data);
}

HpFound *
hp_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
