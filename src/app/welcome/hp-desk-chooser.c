/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the list of desks as people see it. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-desk-chooser.h"

#include <glib/gi18n.h>

#include "app/welcome/hp-desk-book.h"
#include "desk/hp-desk.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/welcome/hp-desk-chooser.ui"
#define FOLDER "folder"

struct _HpDeskChooser
{
  AdwBin parent_instance;

  GCancellable *cancellable; /* (owned) of the looks at the desks shown */

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HpDeskChooser, hp_desk_chooser, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  FORGOTTEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_row_activated_cb (HpDeskChooser *self, GtkListBoxRow *row)
{
  const char *folder = g_object_get_data (G_OBJECT (row), FOLDER);

  if (folder != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, folder);
}

static void
on_forget_cb (HpDeskChooser *self, GtkButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
  g_autofree char *folder = g_strdup (g_object_get_data (G_OBJECT (row), FOLDER));

  hp_desk_book_forget (folder);
  hp_desk_chooser_refresh (self);
  g_signal_emit (self, signals[FORGOTTEN], 0, folder);
}

/* A desk that is gone is told in words, not by colour alone. */
static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autofree char *path = hp_desk_book_dup_path (g_object_get_data (G_OBJECT (row), FOLDER));
  g_autofree char *text = g_strdup_printf (_ ("%s is not there now"), path);
  g_autofree char *safe = g_markup_escape_text (text, -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe);
  gtk_widget_add_css_class (row, "dim-label");
}

static void
look (HpDeskChooser *self, GtkWidget *row, const char *folder)
{
  g_autofree char *path = hp_desk_dup_db_path (folder);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->cancellable, on_looked_cb, g_object_ref (row));
}

static GtkWidget *
make_forget_button (HpDeskChooser *self, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  /* Translators: %s is the name of a desk */
  g_autofree char *label = g_strdup_printf (_ ("Take “%s” off the list; its folder stays"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_forget_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_desk (HpDeskChooser *self, const char *folder, int position)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = hp_desk_book_dup_name (folder);
  g_autofree char *path = hp_desk_book_dup_path (folder);
  g_autofree char *safe_name = g_markup_escape_text (name, -1);
  g_autofree char *safe_path = g_markup_escape_text (path, -1);
  GtkWidget *avatar = adw_avatar_new (36, name, TRUE);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), safe_path);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_forget_button (self, name));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), FOLDER, g_strdup (folder), g_free);
  gtk_list_box_insert (self->list, row, position);
  look (self, row, folder);
}

/* The rows that do something else stay at the end. */
static void
remove_desks (HpDeskChooser *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL &&
         g_object_get_data (G_OBJECT (row), FOLDER) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
hp_desk_chooser_dispose (GObject *object)
{
  g_cancellable_cancel (HP_DESK_CHOOSER (object)->cancellable);
  G_OBJECT_CLASS (hp_desk_chooser_parent_class)->dispose (object);
}

static void
hp_desk_chooser_finalize (GObject *object)
{
  g_object_unref (HP_DESK_CHOOSER (object)->cancellable);
  G_OBJECT_CLASS (hp_desk_chooser_parent_class)->finalize (object);
}

static void
hp_desk_chooser_class_init (HpDeskChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_desk_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = hp_desk_chooser_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FORGOTTEN] = g_signal_new ("forgotten", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpDeskChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
hp_desk_chooser_init (HpDeskChooser *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hp_desk_chooser_refresh (HpDeskChooser *self)
{
  g_auto (GStrv) desks = hp_desk_book_list ();

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  remove_desks (self);
  for (int i = 0; desks[i] != NULL; i++)
    add_desk (self, desks[i], i);
}
