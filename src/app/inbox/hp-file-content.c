/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way of an attachment out of the window. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-file-content.h"

#include "app/inbox/hp-file-keeper.h"
#include "live/hp-mail-reader.h"

#include <string.h>

#define URI_LIST "text/uri-list"

struct _HpFileContent
{
  GdkContentProvider parent_instance;

  HpLiveDesk *desk; /* (owned) */
  gint64 message;
  guint part;
};

G_DEFINE_FINAL_TYPE (HpFileContent, hp_file_content, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
hp_file_content_ref_formats (GdkContentProvider *provider)
{
  const char *types[] = { URI_LIST };

  return gdk_content_formats_new (types, G_N_ELEMENTS (types));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GFile) file = hp_file_keep_finish (result, &error);

  if (file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_autofree char *uri = g_file_get_uri (file);
  char *line = g_strconcat (uri, "\r\n", NULL);
  g_object_set_data_full (G_OBJECT (task), "line", line, g_free);
  g_output_stream_write_all_async (g_task_get_task_data (task), line, strlen (line),
                                   g_task_get_priority (task), g_task_get_cancellable (task),
                                   on_written_cb, g_object_ref (task));
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) files = hp_mail_read_files_finish (result, &error);

  if (files == NULL)
    g_task_return_error (task, error);
  else
    hp_file_keep_async (g_ptr_array_index (files, 0), g_task_get_cancellable (task), on_kept_cb,
                        g_object_ref (task));
}

static void
hp_file_content_write_mime_type_async (GdkContentProvider *provider,
                                       const char *mime_type,
                                       GOutputStream *stream,
                                       int io_priority,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  HpFileContent *self = HP_FILE_CONTENT (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, hp_file_content_write_mime_type_async);
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  hp_mail_read_files_async (self->desk, self->message, (gint) self->part, cancellable, on_read_cb,
                            task);
}

static gboolean
hp_file_content_write_mime_type_finish (GdkContentProvider *provider,
                                        GAsyncResult *result,
                                        GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
hp_file_content_finalize (GObject *object)
{
  g_object_unref (HP_FILE_CONTENT (object)->desk);
  G_OBJECT_CLASS (hp_file_content_parent_class)->finalize (object);
}

static void
hp_file_content_class_init (HpFileContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_file_content_finalize;
  provider_class->ref_formats = hp_file_content_ref_formats;
  provider_class->write_mime_type_async = hp_file_content_write_mime_type_async;
  provider_class->write_mime_type_finish = hp_file_content_write_mime_type_finish;
}

static void
hp_file_content_init (HpFileContent *self)
{
}

GdkContentProvider *
hp_file_content_new (HpLiveDesk *desk, gint64 message, guint part)
{
  HpFileContent *self = g_object_new (HP_TYPE_FILE_CONTENT, NULL);

  self->desk = g_object_ref (desk);
  self->message = message;
  self->part = part;
  return GDK_CONTENT_PROVIDER (self);
}
