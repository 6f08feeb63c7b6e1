/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A blank libadwaita window, which the start of ours is measured against. Prints what bench-window
 * prints. */

#include <adwaita.h>

#include "hp-first-frame.h"

static gboolean
is_there (GtkWindow *window)
{
  return TRUE;
}

static void
on_activate_cb (GtkApplication *app)
{
  GtkWidget *window = adw_application_window_new (app);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  hp_first_frame_tell (GTK_WINDOW (window), is_there);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app =
      adw_application_new ("org.example.Blank", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (app, "activate", G_CALLBACK (on_activate_cb), NULL);
  return g_application_run (G_APPLICATION (app), argc, argv);
}
