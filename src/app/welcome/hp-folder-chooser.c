/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns asking for files and folders. The chooser lives as long as the widget that asked. UI thread.
 */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-folder-chooser.h"

#include <glib/gi18n.h>

#define CHOOSER "hp-folder-chooser"
#define FUNC "hp-folder-chooser-func"

static char **
list_paths (GtkFileChooser *chooser)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (chooser);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      if (g_file_peek_path (file) != NULL)
        g_strv_builder_add (builder, g_file_peek_path (file));
    }
  return g_strv_builder_end (builder);
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  HpFolderChooserFunc func = (HpFolderChooserFunc) g_object_get_data (G_OBJECT (dialog), FUNC);
  g_auto (GStrv) paths = list_paths (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && paths[0] != NULL)
    func (paths, data);
  g_object_set_data (G_OBJECT (data), CHOOSER, NULL);
}

void
hp_folder_chooser_ask (GtkWidget *widget,
                       const char *title,
                       HpChoose what,
                       HpFolderChooserFunc func)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (widget)),
                                   what == HP_CHOOSE_FOLDER ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                                            : GTK_FILE_CHOOSER_ACTION_OPEN,
                                   _ ("_Choose"), _ ("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (native), what == HP_CHOOSE_FILES);
  g_object_set_data (G_OBJECT (native), FUNC, (gpointer) func);
  g_signal_connect_object (native, "response", G_CALLBACK (on_response_cb), widget, 0);
  g_object_set_data_full (G_OBJECT (widget), CHOOSER, native, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
