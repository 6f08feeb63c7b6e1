/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns adding a mailbox beside the UI. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-account-connect.h"

#include "base/hp-error.h"
#include "engine/hp-account-setup.h"
#include "engine/hp-secret.h"

typedef struct
{
  char *folder;
  char *agent;
  char *address;
  char *password; /* forgotten at the end */
  char *name;
  char *url;   /* (nullable) */
  char *login; /* (nullable) */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  hp_secret_free (job->password);
  g_free (job->folder);
  g_free (job->agent);
  g_free (job->address);
  g_free (job->name);
  g_free (job->url);
  g_free (job->login);
  g_free (job);
}

static gboolean
connect_mailbox (Job *job, GCancellable *cancellable, GError **error)
{
  g_autofree char *secret = hp_secret_new_place ();
  HpAccountWish wish = { .address = job->address,
                         .name = job->name,
                         .login = job->login,
                         .url = job->url,
                         .secret = secret,
                         .password = job->password };
  g_autoptr (HpAccount) tried = hp_account_try (&wish, cancellable, error);
  g_autoptr (HpDesk) desk = tried != NULL ? hp_desk_open (job->folder, HP_DB_WRITE, error) : NULL;
  g_autoptr (HpAccount) added =
      desk != NULL ? hp_account_add (desk, job->agent, tried, &wish, cancellable, error) : NULL;

  return added != NULL;
}

/* On a thread of its own. */
static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (connect_mailbox (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
hp_account_connect_async (const char *folder,
                          const char *agent,
                          const HpConnectWish *wish,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->folder = g_strdup (folder);
  job->agent = g_strdup (agent);
  job->address = g_strdup (wish->address);
  job->password = g_strdup (wish->password);
  job->name = g_strdup (wish->name);
  job->url = g_strdup (wish->url);
  job->login = g_strdup (wish->login);
  g_task_set_source_tag (task, hp_account_connect_async);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, run);
}

gboolean
hp_account_connect_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
