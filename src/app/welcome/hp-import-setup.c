/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the answers that an import needs. Own addresses are normalised when they are added, and each
 * is there once. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-import-setup.h"

#include <glib/gi18n.h>

#include "app/welcome/hp-desk-book.h"
#include "app/welcome/hp-folder-chooser.h"
#include "desk/hp-desk.h"
#include "model/hp-mail.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/welcome/hp-import-setup.ui"

struct _HpImportSetup
{
  AdwBin parent_instance;

  char **paths;          /* (owned) */
  GPtrArray *addresses;  /* (owned) (element-type utf8) */
  char *folder;          /* (owned) of the desk */
  GCancellable *looking; /* (owned) (nullable) whether there is a desk in the folder */

  AdwActionRow *mail;
  GtkListBox *address_list;
  AdwEntryRow *address;
  GtkLabel *address_error;
  AdwActionRow *desk;
};

G_DEFINE_FINAL_TYPE (HpImportSetup, hp_import_setup, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_IS_READY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
notify_ready (HpImportSetup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_READY]);
}

/* Escaped: rows take markup. */
static void
set_row (AdwActionRow *row, const char *title, const char *subtitle)
{
  g_autofree char *safe_title = g_markup_escape_text (title, -1);
  g_autofree char *safe_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), safe_title);
  adw_action_row_set_subtitle (row, safe_subtitle);
}

static void
show_paths (HpImportSetup *self)
{
  guint count = g_strv_length (self->paths);
  g_autofree char *path = count > 0 ? hp_desk_book_dup_path (self->paths[0]) : NULL;

  if (count == 0)
    {
      set_row (self->mail, _ ("Choose Your Mail"),
               _ ("mbox files, Maildir folders, single mails, or folders of these"));
    }
  else if (count == 1)
    {
      g_autofree char *name = g_filename_display_basename (self->paths[0]);
      set_row (self->mail, name, path);
    }
  else
    {
      g_autofree char *title =
          g_strdup_printf (ngettext ("%u File or Folder", "%u Files and Folders", count), count);
      g_autofree char *subtitle = g_strdup_printf (_ ("%s and more"), path);
      set_row (self->mail, title, subtitle);
    }
}

static void
show_error (HpImportSetup *self, const char *text)
{
  GtkWidget *row = GTK_WIDGET (self->address);

  gtk_label_set_text (self->address_error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->address_error), text != NULL);
  if (text != NULL)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
      text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
on_remove_cb (HpImportSetup *self, GtkButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_ACTION_ROW);
  guint index;

  if (g_ptr_array_find_with_equal_func (
          self->addresses, g_object_get_data (G_OBJECT (row), "address"), g_str_equal, &index))
    g_ptr_array_remove_index (self->addresses, index);
  gtk_list_box_remove (self->address_list, row);
  notify_ready (self);
}

static void
add_row (HpImportSetup *self, const char *address)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  /* Translators: %s is a mail address */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), address);

  set_row (ADW_ACTION_ROW (row), address, "");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "address", g_strdup (address), g_free);
  gtk_list_box_insert (self->address_list, row, (int) self->addresses->len - 1);
}

static void
on_address_changed_cb (HpImportSetup *self)
{
  show_error (self, NULL);
  notify_ready (self);
}

static gboolean
take_entry (HpImportSetup *self)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));

  if (!hp_import_setup_add_address (self, text))
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->address), "");
  return TRUE;
}

static void
on_address_applied_cb (HpImportSetup *self)
{
  take_entry (self);
}

static void
on_mail_chosen_cb (char **paths, gpointer data)
{
  hp_import_setup_set_paths (data, (const char *const *) paths);
}

static void
on_choose_files_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_folder_chooser_ask (widget, _ ("Choose Mail Files"), HP_CHOOSE_FILES, on_mail_chosen_cb);
}

static void
on_choose_folder_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_folder_chooser_ask (widget, _ ("Choose a Mail Folder"), HP_CHOOSE_FOLDER, on_mail_chosen_cb);
}

static void
on_desk_chosen_cb (char **paths, gpointer data)
{
  hp_import_setup_set_folder (data, paths[0]);
}

static void
on_choose_desk_cb (HpImportSetup *self)
{
  hp_folder_chooser_ask (GTK_WIDGET (self), _ ("Choose a Folder for the Desk"), HP_CHOOSE_FOLDER,
                         on_desk_chosen_cb);
}

static void
show_desk (HpImportSetup *self, gboolean is_there)
{
  g_autofree char *name = hp_desk_book_dup_name (self->folder);
  g_autofree char *path = hp_desk_book_dup_path (self->folder);
  g_autofree char *told = is_there
                              ? g_strdup_printf (_ ("%s: added to the desk that is there"), path)
                              : g_strdup_printf (_ ("%s: a new desk is made"), path);

  set_row (self->desk, name, told);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_desk (data, info != NULL);
}

/* Every folder that was dropped or chosen may be one of mail. */
static gboolean
on_drop_cb (HpImportSetup *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (GSList *at = files; at != NULL; at = at->next)
    if (g_file_peek_path (at->data) != NULL)
      g_strv_builder_add (builder, g_file_peek_path (at->data));
  g_auto (GStrv) paths = g_strv_builder_end (builder);
  hp_import_setup_set_paths (self, (const char *const *) paths);
  return paths[0] != NULL;
}

static void
hp_import_setup_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_READY)
    g_value_set_boolean (value, hp_import_setup_get_is_ready (HP_IMPORT_SETUP (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_import_setup_dispose (GObject *object)
{
  HpImportSetup *self = HP_IMPORT_SETUP (object);

  g_cancellable_cancel (self->looking);
  G_OBJECT_CLASS (hp_import_setup_parent_class)->dispose (object);
}

static void
hp_import_setup_finalize (GObject *object)
{
  HpImportSetup *self = HP_IMPORT_SETUP (object);

  g_clear_object (&self->looking);
  g_strfreev (self->paths);
  g_ptr_array_unref (self->addresses);
  g_free (self->folder);
  G_OBJECT_CLASS (hp_import_setup_parent_class)->finalize (object);
}

static void
hp_import_setup_class_init (HpImportSetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_import_setup_get_property;
  object_class->dispose = hp_import_setup_dispose;
  object_class->finalize = hp_import_setup_finalize;
  props[PROP_IS_READY] = g_param_spec_boolean ("is-ready", NULL, NULL, FALSE,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_install_action (widget_class, "setup.choose-files", NULL, on_choose_files_cb);
  gtk_widget_class_install_action (widget_class, "setup.choose-folder", NULL, on_choose_folder_cb);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpImportSetup, mail);
  gtk_widget_class_bind_template_child (widget_class, HpImportSetup, address_list);
  gtk_widget_class_bind_template_child (widget_class, HpImportSetup, address);
  gtk_widget_class_bind_template_child (widget_class, HpImportSetup, address_error);
  gtk_widget_class_bind_template_child (widget_class, HpImportSetup, desk);
  gtk_widget_class_bind_template_callback (widget_class, on_address_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_address_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_desk_cb);
}

static void
hp_import_setup_init (HpImportSetup *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->paths = g_new0 (char *, 1);
  self->addresses = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  show_paths (self);
}

void
hp_import_setup_set_folder (HpImportSetup *self, const char *folder)
{
  g_autofree char *db_path = hp_desk_dup_db_path (folder);
  g_autoptr (GFile) file = g_file_new_for_path (db_path);

  g_free (self->folder);
  self->folder = g_strdup (folder);
  show_desk (self, FALSE);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->looking = g_cancellable_new ();
  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, self->looking, on_looked_cb, self);
}

void
hp_import_setup_set_paths (HpImportSetup *self, const char *const *paths)
{
  if (paths[0] == NULL)
    return;
  g_strfreev (self->paths);
  self->paths = g_strdupv ((char **) paths);
  show_paths (self);
  notify_ready (self);
}

gboolean
hp_import_setup_add_address (HpImportSetup *self, const char *address)
{
  g_autofree char *normal = hp_address_normalise (address);

  if (normal == NULL)
    {
      g_autofree char *text =
          *address != '\0'
              /* Translators: %s is what the person typed */
              ? g_strdup_printf (
                    _ ("“%s” is not a mail address. One looks like support@example.com"), address)
              : g_strdup (_ ("Type the address that your customers write to"));
      show_error (self, text);
      return FALSE;
    }
  show_error (self, NULL);
  if (!g_ptr_array_find_with_equal_func (self->addresses, normal, g_str_equal, NULL))
    {
      g_ptr_array_add (self->addresses, g_strdup (normal));
      add_row (self, normal);
    }
  notify_ready (self);
  return TRUE;
}

gboolean
hp_import_setup_get_is_ready (HpImportSetup *self)
{
  return self->paths[0] != NULL && (self->addresses->len > 0 ||
                                    *gtk_editable_get_text (GTK_EDITABLE (self->address)) != '\0');
}

HpImportJob *
hp_import_setup_begin (HpImportSetup *self)
{
  gboolean is_typed = *gtk_editable_get_text (GTK_EDITABLE (self->address)) != '\0';
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if ((is_typed || self->addresses->len == 0) && !take_entry (self))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->address));
      return NULL;
    }
  for (guint i = 0; i < self->addresses->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->addresses, i));
  g_auto (GStrv) own = g_strv_builder_end (builder);
  return hp_import_job_new (self->folder, g_get_user_name (), (const char *const *) own,
                            (const char *const *) self->paths);
}
