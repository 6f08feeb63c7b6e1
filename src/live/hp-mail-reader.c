/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the bytes of a mail and of its attachments reach the UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-mail-reader.h"

#include "base/hp-error.h"
#include "mime/hp-mail-parser.h"

typedef struct
{
  gint64 message;
  gint part;
} Job;

void
hp_mail_file_free (HpMailFile *file)
{
  g_free (file->name);
  g_bytes_unref (file->data);
  g_free (file);
}

static void
free_bytes (gpointer bytes)
{
  g_bytes_unref (bytes);
}

static void
free_files (gpointer files)
{
  g_ptr_array_unref (files);
}

/* (worker thread) */
static gpointer
read_mail (HpDesk *desk, gpointer job, GError **error)
{
  return hp_desk_dup_original (desk, ((Job *) job)->message, error);
}

static void
add_file (GPtrArray *files, GBytes *raw, const HpAttachment *attachment)
{
  GBytes *data = hp_mail_dup_part (raw, attachment->part);

  if (data == NULL)
    return;
  HpMailFile *file = g_new0 (HpMailFile, 1);
  file->name = g_strdup (attachment->filename != NULL ? attachment->filename : "file");
  file->data = data;
  g_ptr_array_add (files, file);
}

/* (worker thread) */
static gpointer
read_files (HpDesk *desk, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (GBytes) raw = hp_desk_dup_original (desk, job->message, error);
  g_autoptr (GPtrArray) files = NULL;

  if (raw == NULL)
    return NULL;
  g_autoptr (HpMail) mail = hp_mail_parse (raw);
  files = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_mail_file_free);
  for (guint i = 0; i < mail->attachments->len; i++)
    {
      const HpAttachment *attachment = g_ptr_array_index (mail->attachments, i);
      if (job->part < 0 || attachment->part == (guint) job->part)
        add_file (files, raw, attachment);
    }
  if (files->len > 0)
    return g_steal_pointer (&files);
  g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "The message has no such file");
  return NULL;
}

static void
run (HpLiveDesk *desk,
     HpWorkerFunc func,
     gint64 message,
     gint part,
     GDestroyNotify free_result,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  Job *job = g_new0 (Job, 1);

  job->message = message;
  job->part = part;
  hp_worker_run_async (hp_live_desk_get_reader (desk), func, job, g_free, free_result, cancellable,
                       callback, user_data);
}

void
hp_mail_read_async (HpLiveDesk *desk,
                    gint64 message,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  run (desk, read_mail, message, 0, free_bytes, cancellable, callback, user_data);
}

GBytes *
hp_mail_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
hp_mail_read_files_async (HpLiveDesk *desk,
                          gint64 message,
                          gint part,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  run (desk, read_files, message, part, free_files, cancellable, callback, user_data);
}

GPtrArray *
hp_mail_read_files_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
