/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the process that shows originals and the messages that wait for it. Invariant: one message
 * is in the pipe at a time, the head of the queue; its answer lets the next one go. UI thread, but
 * for the making of lines. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/original/hp-original-viewer.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>

#include "base/hp-error.h"

#define PROGRAM "helppari-show-original"
/* What a shell says for a program it does not find, and the loader for a library. */
#define EXIT_NOT_FOUND 127
#define ANSWER_SHOWN "shown"

struct _HpOriginalViewer
{
  GObject parent_instance;

  char *program;             /* (owned) */
  GSubprocess *process;      /* (owned) (nullable) */
  GDataInputStream *answers; /* (owned) (nullable) of the process */
  GQueue waiting;            /* (owned) of GTask, the head in the pipe */
  gboolean is_busy;          /* the head is in the pipe */
  GCancellable *ending;      /* (owned) ends the wait for the process */
};

typedef struct
{
  HpOriginalMessage *message; /* (owned) */
  char *line;                 /* (owned) (nullable) with its line end */
  gboolean is_second_try;
} Showing;

G_DEFINE_FINAL_TYPE (HpOriginalViewer, hp_original_viewer, G_TYPE_OBJECT)

static void
free_showing (gpointer data)
{
  Showing *showing = data;

  hp_original_message_free (showing->message);
  g_free (showing->line);
  g_free (showing);
}

static GError *
make_missing_error (void)
{
  return g_error_new_literal (
      HP_ERROR, HP_ERROR_UNSUPPORTED,
      _ ("Originals can’t be shown on this computer: the program for it, or WebKitGTK, which it "
         "needs, is not installed."));
}

static GError *
make_ended_error (void)
{
  return g_error_new_literal (HP_ERROR, HP_ERROR_FAILED,
                              _ ("The program that shows originals has ended unexpectedly."));
}

static void
forget_process (HpOriginalViewer *self)
{
  g_clear_object (&self->answers);
  g_clear_object (&self->process);
}

/* Ends the showing at the head with @error, or well. The next one is for the caller to begin. */
static void
end_head (HpOriginalViewer *self, GError *error)
{
  g_autoptr (GTask) task = g_queue_pop_head (&self->waiting);

  self->is_busy = FALSE;
  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Those that were cancelled while they waited go without being shown. */
static void
skip_cancelled (HpOriginalViewer *self)
{
  GTask *task;

  while ((task = g_queue_peek_head (&self->waiting)) != NULL &&
         g_task_return_error_if_cancelled (task))
    g_object_unref (g_queue_pop_head (&self->waiting));
}

/* Where writing fails the process is ending, which is seen by itself. */
static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
}

/* Puts the head into the pipe of the process, which runs. */
static void
write_head (HpOriginalViewer *self, GAsyncReadyCallback on_answer)
{
  GTask *task;

  skip_cancelled (self);
  task = g_queue_peek_head (&self->waiting);
  if (task == NULL || self->is_busy)
    return;
  Showing *showing = g_task_get_task_data (task);
  self->is_busy = TRUE;
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->process), showing->line,
                                   strlen (showing->line), G_PRIORITY_DEFAULT, NULL, on_written_cb,
                                   g_object_ref (task));
  g_data_input_stream_read_line_async (self->answers, G_PRIORITY_DEFAULT, NULL, on_answer,
                                       g_object_ref (self));
}

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpOriginalViewer) self = data;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL || G_DATA_INPUT_STREAM (source) != self->answers)
    return;
  if (g_str_equal (line, ANSWER_SHOWN))
    end_head (self, NULL);
  else
    end_head (self, g_error_new (HP_ERROR, HP_ERROR_FAILED,
                                 /* Translators: %s is a reason, in English */
                                 _ ("The original can’t be shown: %s"), line));
  write_head (self, on_answer_cb);
}

static GSubprocess *
spawn (HpOriginalViewer *self, GError **error)
{
  const char *const arguments[] = { self->program, NULL };

  return g_subprocess_newv (arguments,
                            G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
}

/* Begins the head, with a new process where none runs. */
static void
start_head (HpOriginalViewer *self, GAsyncReadyCallback on_ended)
{
  if (self->process == NULL)
    {
      self->process = spawn (self, NULL);
      if (self->process == NULL)
        {
          while (!g_queue_is_empty (&self->waiting))
            end_head (self, make_missing_error ());
          return;
        }
      self->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
      g_subprocess_wait_async (self->process, self->ending, on_ended, self);
    }
  write_head (self, on_answer_cb);
}

/* Whether the process ended because its window was closed while a message was on its way. */
static gboolean
is_worth_a_second_try (HpOriginalViewer *self, GSubprocess *process)
{
  GTask *task = g_queue_peek_head (&self->waiting);
  Showing *showing = g_task_get_task_data (task);
  gboolean is_first = !showing->is_second_try;

  showing->is_second_try = TRUE;
  return is_first && g_subprocess_get_if_exited (process) &&
         g_subprocess_get_exit_status (process) == 0;
}

static GError *
make_error_of_end (GSubprocess *process)
{
  if (g_subprocess_get_if_exited (process) &&
      g_subprocess_get_exit_status (process) == EXIT_NOT_FOUND)
    return make_missing_error ();
  return make_ended_error ();
}

static void
on_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GSubprocess) process = g_object_ref (G_SUBPROCESS (source));
  HpOriginalViewer *self = data;

  if (!g_subprocess_wait_finish (process, result, NULL))
    return;
  forget_process (self);
  if (self->is_busy && !is_worth_a_second_try (self, process))
    end_head (self, make_error_of_end (process));
  self->is_busy = FALSE;
  if (!g_queue_is_empty (&self->waiting))
    start_head (self, on_ended_cb);
}

/* (another thread) */
static void
make_line (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Showing *showing = data;
  g_autofree char *line = hp_original_message_dup_line (showing->message);

  showing->line = g_strconcat (line, "\n", NULL);
  g_task_return_boolean (task, TRUE);
}

static void
on_line_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HpOriginalViewer *self = HP_ORIGINAL_VIEWER (source);

  g_queue_push_tail (&self->waiting, data);
  start_head (self, on_ended_cb);
}

static void
hp_original_viewer_dispose (GObject *object)
{
  HpOriginalViewer *self = HP_ORIGINAL_VIEWER (object);

  g_cancellable_cancel (self->ending);
  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  forget_process (self);
  G_OBJECT_CLASS (hp_original_viewer_parent_class)->dispose (object);
}

/* Nothing waits now: each showing holds the viewer. */
static void
hp_original_viewer_finalize (GObject *object)
{
  HpOriginalViewer *self = HP_ORIGINAL_VIEWER (object);

  g_object_unref (self->ending);
  g_free (self->program);
  G_OBJECT_CLASS (hp_original_viewer_parent_class)->finalize (object);
}

static void
hp_original_viewer_class_init (HpOriginalViewerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hp_original_viewer_dispose;
  object_class->finalize = hp_original_viewer_finalize;
  /* A process that ends while it is written to is told by its end. */
  signal (SIGPIPE, SIG_IGN);
}

static void
hp_original_viewer_init (HpOriginalViewer *self)
{
  g_queue_init (&self->waiting);
  self->ending = g_cancellable_new ();
}

HpOriginalViewer *
hp_original_viewer_new (const char *program)
{
  HpOriginalViewer *self = g_object_new (HP_TYPE_ORIGINAL_VIEWER, NULL);

  if (program == NULL)
    program = g_getenv ("HELPPARI_SHOW_ORIGINAL");
  self->program =
      program != NULL ? g_strdup (program) : g_build_filename (HP_LIBEXECDIR, PROGRAM, NULL);
  return self;
}

void
hp_original_viewer_show_async (HpOriginalViewer *self,
                               const char *subject,
                               const char *html,
                               int color_scheme,
                               GPtrArray *parts,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Showing *showing = g_new0 (Showing, 1);

  showing->message = hp_original_message_new (subject, html, color_scheme, parts);
  g_task_set_source_tag (task, hp_original_viewer_show_async);
  g_task_set_task_data (task, showing, free_showing);
  g_autoptr (GTask) making = g_task_new (self, NULL, on_line_made_cb, task);
  g_task_set_task_data (making, showing, NULL);
  g_task_run_in_thread (making, make_line);
}

gboolean
hp_original_viewer_show_finish (HpOriginalViewer *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
hp_original_viewer_is_open (HpOriginalViewer *self)
{
  return self->process != NULL;
}
