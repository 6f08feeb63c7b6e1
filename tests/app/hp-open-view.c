/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A web view with no lock at all, which shows the page on its standard input: what leaks here shows
 * that the test of the locked one would notice. */

#include <webkit/webkit.h>

static void
on_activate_cb (GApplication *app, gpointer data)
{
  GtkWidget *window = gtk_application_window_new (GTK_APPLICATION (app));
  GtkWidget *view = webkit_web_view_new ();

  gtk_window_set_child (GTK_WINDOW (window), view);
  webkit_web_view_load_html (WEBKIT_WEB_VIEW (view), data, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autoptr (GtkApplication) app =
      gtk_application_new ("io.github.helppari.OpenView", G_APPLICATION_NON_UNIQUE);
  g_autofree char *page = NULL;

  if (g_io_channel_read_to_end (input, &page, NULL, NULL) != G_IO_STATUS_NORMAL)
    return 2;
  g_signal_connect (app, "activate", G_CALLBACK (on_activate_cb), page);
  return g_application_run (G_APPLICATION (app), 1, argv);
}
