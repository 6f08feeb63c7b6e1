/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how an account is added from the window. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-account-job.h"

#include "desk/hp-accounts.h"

typedef struct
{
  char *agent;   /* (owned) */
  char *address; /* (owned) */
  char *folder;  /* (owned) */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->agent);
  g_free (job->address);
  g_free (job->folder);
  g_free (job);
}

/* (worker thread) */
static gpointer
add_folder (HpDesk *desk, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (HpAccount) account =
      hp_accounts_add_folder (desk, job->agent, job->address, NULL, job->folder, error);

  return GINT_TO_POINTER (account != NULL);
}

void
hp_account_add_folder_async (HpLiveDesk *desk,
                             const char *address,
                             const char *folder,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->agent = g_strdup (hp_live_desk_get_agent (desk));
  job->address = g_strdup (address);
  job->folder = g_strdup (folder);
  hp_worker_run_async (hp_live_desk_get_writer (desk), add_folder, job, free_job, NULL, NULL,
                       callback, user_data);
}

gboolean
hp_account_add_folder_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
