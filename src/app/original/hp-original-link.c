/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the question before a link of a message is opened: its words may say one place and its
 * address another, so the address is shown whole, with the host by itself. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/original/hp-original-link.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define OPEN "open"
#define COPY "copy"

gboolean
hp_original_link_is_openable (const char *uri)
{
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  return scheme != NULL && (g_str_equal (scheme, "http") || g_str_equal (scheme, "https") ||
                            g_str_equal (scheme, "mailto"));
}

static char *
dup_heading (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *host = parsed != NULL ? g_uri_get_host (parsed) : NULL;

  if (!hp_original_link_is_openable (uri))
    return g_strdup (_ ("This Link Is Not Opened"));
  if (host == NULL || *host == '\0')
    return g_strdup (_ ("Open the Link?"));
  /* Translators: %s is a host name, such as www.example.com */
  return g_strdup_printf (_ ("Open a Page of %s?"), host);
}

static GtkWidget *
make_address (const char *uri)
{
  GtkWidget *label = gtk_label_new (uri);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_label_set_lines (GTK_LABEL (label), 8);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_widget_add_css_class (label, "monospace");
  return label;
}

static void
on_response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  if (g_str_equal (response, OPEN))
    gtk_show_uri (parent, data, GDK_CURRENT_TIME);
  else if (g_str_equal (response, COPY))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (parent)), data);
}

static void
free_uri (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
hp_original_link_ask (GtkWindow *parent, const char *uri)
{
  g_autofree char *heading = dup_heading (uri);
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_set_extra_child (message, make_address (uri));
  adw_message_dialog_add_response (message, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (message, COPY, _ ("C_opy Address"));
  if (hp_original_link_is_openable (uri))
    {
      adw_message_dialog_add_response (message, OPEN, _ ("_Open"));
      adw_message_dialog_set_response_appearance (message, OPEN, ADW_RESPONSE_SUGGESTED);
    }
  adw_message_dialog_set_default_response (message, "cancel");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response_cb), g_strdup (uri), free_uri,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}
