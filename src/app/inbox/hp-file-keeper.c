/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how attachments become files. Names come from strangers: they were made fit for a file
 * system when the mail was read, and never replace a file that is there. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-file-keeper.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/hp-error.h"
#include "base/hp-key.h"

#define CANCEL "cancel"
#define OPEN "open"

/* What is to be done with the files that are being read. */
typedef struct
{
  GtkWindow *window; /* (owned) */
  GFile *target;     /* (owned) (nullable) where to; NULL: open */
  gboolean is_folder;
  HpFileDoneFunc done;
} Errand;

static void
free_errand (Errand *errand)
{
  g_object_unref (errand->window);
  g_clear_object (&errand->target);
  g_free (errand);
}

static Errand *
make_errand (GtkWindow *window, HpFileDoneFunc done)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->window = g_object_ref (window);
  errand->done = done;
  return errand;
}

static gboolean
write_new (GFile *file, GBytes *data, GError **error)
{
  g_autoptr (GFileOutputStream) stream = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, error);

  return stream != NULL &&
         g_output_stream_write_all (G_OUTPUT_STREAM (stream), g_bytes_get_data (data, NULL),
                                    g_bytes_get_size (data), NULL, NULL, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

static void
keep (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const HpMailFile *kept = data;
  HpKey key = hp_key_random ();
  g_autofree char *hex = hp_key_dup_hex (&key);
  g_autofree char *folder =
      g_build_filename (g_get_user_runtime_dir (), "helppari", "files", hex, NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (folder, kept->name, NULL);
  GError *error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!write_new (file, kept->data, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_chmod (g_file_peek_path (file), 0400);
  g_task_return_pointer (task, g_object_ref (file), g_object_unref);
}

static void
free_file (gpointer file)
{
  hp_mail_file_free (file);
}

void
hp_file_keep_async (const HpMailFile *file,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  HpMailFile *copy = g_new0 (HpMailFile, 1);

  copy->name = g_strdup (file->name);
  copy->data = g_bytes_ref (file->data);
  g_task_set_source_tag (task, hp_file_keep_async);
  g_task_set_task_data (task, copy, free_file);
  g_task_run_in_thread (task, keep);
}

GFile *
hp_file_keep_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = hp_file_keep_finish (result, &error);

  if (file != NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);
      gtk_show_uri (errand->window, uri, GDK_CURRENT_TIME);
    }
  else
    {
      errand->done (errand->window, 0, error);
    }
  free_errand (errand);
}

static gboolean
is_program (const HpMailFile *file)
{
  gsize size;
  const guchar *data = g_bytes_get_data (file->data, &size);
  g_autofree char *type = g_content_type_guess (file->name, data, size, NULL);

  return g_content_type_can_be_executable (type) ||
         g_content_type_is_a (type, "application/x-desktop");
}

/* A program that a stranger sent, and what to do about it. */
typedef struct
{
  Errand *errand;   /* (owned) (nullable) once it is under way */
  HpMailFile *file; /* (owned) */
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_clear_pointer (&question->errand, free_errand);
  hp_mail_file_free (question->file);
  g_free (question);
}

static void
on_answered_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;

  if (g_str_equal (response, OPEN))
    hp_file_keep_async (question->file, NULL, on_kept_cb, g_steal_pointer (&question->errand));
}

/* Only a question stands before it, and its first answer is no. */
static void
ask_about_program (Errand *errand, const HpMailFile *file)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *heading = g_strdup_printf (_ ("Open the Program “%s”?"), file->name);
  GtkWidget *dialog = adw_message_dialog_new (
      errand->window, heading,
      _ ("A program can do whatever you can do: read, change and send your files. Open it only if "
         "you expected it from this sender."));

  question->errand = errand;
  question->file = g_new0 (HpMailFile, 1);
  question->file->name = g_strdup (file->name);
  question->file->data = g_bytes_ref (file->data);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), CANCEL, _ ("_Cancel"), OPEN,
                                    _ ("_Open Anyway"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), OPEN,
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), CANCEL);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), CANCEL);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answered_cb), question, free_question,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_read_to_open_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = hp_mail_read_files_finish (result, &error);

  if (files != NULL && is_program (g_ptr_array_index (files, 0)))
    {
      ask_about_program (errand, g_ptr_array_index (files, 0));
      return;
    }
  if (error == NULL)
    {
      hp_file_keep_async (g_ptr_array_index (files, 0), NULL, on_kept_cb, errand);
      return;
    }
  errand->done (errand->window, 0, error);
  free_errand (errand);
}

void
hp_file_open (GtkWindow *window, HpLiveDesk *desk, gint64 message, guint part, HpFileDoneFunc done)
{
  hp_mail_read_files_async (desk, message, (gint) part, NULL, on_read_to_open_cb,
                            make_errand (window, done));
}

/* "name.pdf", then "name (2).pdf" and so on. */
static GFile *
make_child (GFile *folder, const char *name, guint n)
{
  const char *dot = strrchr (name, '.');
  gsize stem = dot != NULL && dot != name ? (gsize) (dot - name) : strlen (name);
  g_autofree char *numbered =
      n == 1 ? g_strdup (name) : g_strdup_printf ("%.*s (%u)%s", (int) stem, name, n, name + stem);

  return g_file_get_child (folder, numbered);
}

static gboolean
save_in_folder (GFile *folder, const HpMailFile *file, GError **error)
{
  for (guint n = 1;; n++)
    {
      g_autoptr (GFile) child = make_child (folder, file->name, n);
      g_autoptr (GError) failure = NULL;
      if (write_new (child, file->data, &failure))
        return TRUE;
      if (n < 1000 && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_EXISTS))
        continue;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
}

/* In a thread: the disk may be slow. */
static void
save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *files = data;
  GFile *target = g_object_get_data (G_OBJECT (task), "target");
  GError *error = NULL;

  for (guint i = 0; i < files->len && error == NULL; i++)
    {
      HpMailFile *file = g_ptr_array_index (files, i);
      if (g_object_get_data (G_OBJECT (task), "is-folder") != NULL)
        save_in_folder (target, file, &error);
      else
        g_file_replace_contents (target, g_bytes_get_data (file->data, NULL),
                                 g_bytes_get_size (file->data), NULL, FALSE, G_FILE_CREATE_NONE,
                                 NULL, NULL, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, files->len);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  g_autoptr (GError) error = NULL;
  gssize n = g_task_propagate_int (G_TASK (result), &error);

  errand->done (errand->window, error == NULL ? (guint) n : 0, error);
  free_errand (errand);
}

static void
on_read_to_save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *files = hp_mail_read_files_finish (result, &error);

  if (files == NULL)
    {
      errand->done (errand->window, 0, error);
      free_errand (errand);
      return;
    }
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_saved_cb, errand);
  g_task_set_source_tag (task, on_read_to_save_cb);
  g_task_set_task_data (task, files, (GDestroyNotify) g_ptr_array_unref);
  g_object_set_data_full (G_OBJECT (task), "target", g_object_ref (errand->target), g_object_unref);
  g_object_set_data (G_OBJECT (task), "is-folder", errand->is_folder ? task : NULL);
  g_task_run_in_thread (task, save);
}

/* What was chosen to save, while the chooser is open. */
typedef struct
{
  HpLiveDesk *desk; /* (owned) */
  gint64 message;
  gint part; /* -1: all */
  HpFileDoneFunc done;
} Choice;

static void
free_choice (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->desk);
  g_free (choice);
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  Choice *choice = data;
  GtkWindow *window = gtk_native_dialog_get_transient_for (dialog);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      Errand *errand = make_errand (window, choice->done);
      errand->target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      errand->is_folder = choice->part < 0;
      hp_mail_read_files_async (choice->desk, choice->message, choice->part, NULL,
                                on_read_to_save_cb, errand);
    }
  g_object_unref (dialog);
}

static void
ask (GtkWindow *window,
     HpLiveDesk *desk,
     gint64 message,
     gint part,
     const char *filename,
     HpFileDoneFunc done)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      part < 0 ? _ ("Save All Files") : _ ("Save File"), window,
      part < 0 ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
      _ ("_Cancel"));
  Choice *choice = g_new0 (Choice, 1);

  choice->desk = g_object_ref (desk);
  choice->message = message;
  choice->part = part;
  choice->done = done;
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (filename != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), filename);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response_cb), choice, free_choice, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
hp_file_save (GtkWindow *window,
              HpLiveDesk *desk,
              gint64 message,
              guint part,
              const char *filename,
              HpFileDoneFunc done)
{
  ask (window, desk, message, (gint) part, filename, done);
}

void
hp_file_save_all (GtkWindow *window, HpLiveDesk *desk, gint64 message, HpFileDoneFunc done)
{
  ask (window, desk, message, -1, NULL, done);
}
