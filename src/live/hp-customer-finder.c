/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the quick look for customers alone, while an address is typed. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-customer-finder.h"

#include "store/hp-customer-table.h"

typedef struct
{
  char *text; /* (owned) */
  guint limit;
} Job;

static void
free_job (gpointer data)
{
  g_free (((Job *) data)->text);
  g_free (data);
}

static void
free_customers (gpointer customers)
{
  g_ptr_array_unref (customers);
}

/* (worker thread) */
static gpointer
find (HpDesk *desk, gpointer data, GError **error)
{
  const Job *job = data;
  HpDb *db = hp_desk_get_db (desk);

  hp_db_begin_read (db);
  g_autoptr (GPtrArray) customers = hp_customers_list (db, job->text, job->limit);
  if (!hp_db_check (db, error))
    return NULL;
  return g_steal_pointer (&customers);
}

void
hp_customers_find_async (HpLiveDesk *desk,
                         const char *text,
                         guint limit,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->text = g_strdup (text);
  job->limit = limit;
  hp_worker_run_async (hp_live_desk_get_reader (desk), find, job, free_job, free_customers,
                       cancellable, callback, user_data);
}

GPtrArray *
hp_customers_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
