/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * helppari-show-original: shows messages as their senders made them, in a program of its own, so
 * that the app need not link a browser. Messages come on standard input (hp-original-message.h);
 * for each, one line goes to standard output: "shown", or "failed" and the reason. Each message
 * takes the place of the one before in the same window, and the program ends when that is closed.
 */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include <adwaita.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "app/hp-screenshot.h"
#include "app/original/hp-original-window.h"

typedef struct
{
  GtkApplication *app;      /* (unowned) */
  GDataInputStream *input;  /* (owned) */
  HpOriginalWindow *window; /* (nullable) until the first message */
  char *picture;            /* (owned) (nullable) where to save one */
} Program;

static void
say (const char *what, const char *reason)
{
  printf ("%s%s%s\n", what, reason != NULL ? " " : "", reason != NULL ? reason : "");
  fflush (stdout);
}

static void
on_picture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (hp_screenshot_take_finish (result, &error))
    say ("pictured", NULL);
  else
    say ("failed", error->message);
}

static void
on_shown_cb (HpOriginalWindow *window, gpointer data)
{
  Program *program = data;

  say ("shown", NULL);
  if (program->picture != NULL)
    hp_screenshot_take_async (GTK_WINDOW (window), program->picture, hp_original_window_is_busy,
                              on_picture_cb, NULL);
}

static void
on_failed_cb (HpOriginalWindow *window, const GError *error, gpointer data)
{
  say ("failed", error->message);
}

static void
ensure_window (Program *program)
{
  if (program->window != NULL)
    return;
  program->window = hp_original_window_new (program->app);
  g_signal_connect (program->window, "shown", G_CALLBACK (on_shown_cb), program);
  g_signal_connect (program->window, "failed", G_CALLBACK (on_failed_cb), program);
  if (program->picture != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (program->window), "screenshot");
}

static void
show_line (Program *program, const char *line, gsize length)
{
  g_autoptr (GError) error = NULL;
  HpOriginalMessage *message = hp_original_message_parse (line, (gssize) length, &error);

  if (message == NULL)
    {
      say ("failed", error->message);
      return;
    }
  ensure_window (program);
  hp_original_window_show (program->window, message);
}

static void
on_line_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Program *program = data;
  gsize length;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (program->input, result, &length, NULL);

  if (line != NULL)
    {
      show_line (program, line, length);
      g_data_input_stream_read_line_async (program->input, G_PRIORITY_DEFAULT, NULL, on_line_cb,
                                           program);
      return;
    }
  /* No more comes: what is shown stays until its window is closed. */
  if (program->window == NULL)
    g_application_quit (G_APPLICATION (program->app));
  g_application_release (G_APPLICATION (program->app));
}

static void
on_window_removed_cb (GtkApplication *app, GtkWindow *window, gpointer data)
{
  Program *program = data;

  if (window == GTK_WINDOW (program->window))
    g_application_quit (G_APPLICATION (app));
}

static void
on_activate_cb (GApplication *app, gpointer data)
{
  Program *program = data;

  g_application_hold (app);
  gtk_window_set_default_icon_name (HP_APP_ID);
  g_data_input_stream_read_line_async (program->input, G_PRIORITY_DEFAULT, NULL, on_line_cb,
                                       program);
}

int
main (int argc, char **argv)
{
  g_autoptr (GInputStream) base = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (AdwApplication) app = NULL;
  Program program = { 0 };
  const GOptionEntry options[] = {
    { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, &program.picture,
      N_ ("Save a picture of each message"), N_ ("FILE") },
    { NULL },
  };
  int status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, HP_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname (HP_APP_ID);
  app = g_object_new (ADW_TYPE_APPLICATION, "application-id", HP_APP_ID, "flags",
                      G_APPLICATION_NON_UNIQUE, "resource-base-path",
                      "/io/github/helppari/Helppari/original", NULL);
  g_application_add_main_option_entries (G_APPLICATION (app), options);
  program.app = GTK_APPLICATION (app);
  program.input = g_data_input_stream_new (base);
  g_signal_connect (app, "activate", G_CALLBACK (on_activate_cb), &program);
  g_signal_connect (app, "window-removed", G_CALLBACK (on_window_removed_cb), &program);
  status = g_application_run (G_APPLICATION (app), argc, argv);
  g_object_unref (program.input);
  g_free (program.picture);
  return status;
}
