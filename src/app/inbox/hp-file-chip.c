/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how an attachment looks and what can be done with it. The window does it. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-file-chip.h"

#include <glib/gi18n.h>

#include "app/hp-window.h"
#include "app/inbox/hp-file-content.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-file-chip.ui"

struct _HpFileChip
{
  GtkBox parent_instance;

  gint64 message;
  guint part;
  char *filename; /* (owned) */

  GtkButton *open;
  GtkButton *save;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *size;
};

G_DEFINE_FINAL_TYPE (HpFileChip, hp_file_chip, GTK_TYPE_BOX)

static void
on_open_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpFileChip *self = HP_FILE_CHIP (widget);

  gtk_widget_activate_action (widget, "win.open-file", "(xus)", self->message, self->part,
                              self->filename);
}

static void
on_save_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpFileChip *self = HP_FILE_CHIP (widget);

  gtk_widget_activate_action (widget, "win.save-file", "(xus)", self->message, self->part,
                              self->filename);
}

/* The file is read when it is dropped. */
static GdkContentProvider *
on_drag_prepare_cb (HpFileChip *self)
{
  HpWindow *window = HP_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  return hp_file_content_new (hp_window_get_desk (window), self->message, self->part);
}

static void
hp_file_chip_finalize (GObject *object)
{
  g_free (HP_FILE_CHIP (object)->filename);
  G_OBJECT_CLASS (hp_file_chip_parent_class)->finalize (object);
}

static void
hp_file_chip_class_init (HpFileChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_file_chip_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpFileChip, open);
  gtk_widget_class_bind_template_child (widget_class, HpFileChip, save);
  gtk_widget_class_bind_template_child (widget_class, HpFileChip, icon);
  gtk_widget_class_bind_template_child (widget_class, HpFileChip, name);
  gtk_widget_class_bind_template_child (widget_class, HpFileChip, size);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_prepare_cb);
  gtk_widget_class_install_action (widget_class, "file.open", NULL, on_open_cb);
  gtk_widget_class_install_action (widget_class, "file.save", NULL, on_save_cb);
}

static void
hp_file_chip_init (HpFileChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_names (HpFileChip *self, const char *size)
{
  /* Translators: %s is a file's name */
  g_autofree char *open = g_strdup_printf (_ ("Open %s"), self->filename);
  /* Translators: %s is a file's name */
  g_autofree char *save = g_strdup_printf (_ ("Save %s"), self->filename);
  g_autofree char *label = g_strdup_printf ("%s, %s", open, size);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->open), open);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->save), save);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save), GTK_ACCESSIBLE_PROPERTY_LABEL, save,
                                  -1);
}

GtkWidget *
hp_file_chip_new (gint64 message, const HpAttachment *file)
{
  HpFileChip *self = g_object_new (HP_TYPE_FILE_CHIP, NULL);
  g_autofree char *size = g_format_size ((guint64) file->size);

  self->message = message;
  self->part = file->part;
  self->filename = g_strdup (file->filename != NULL ? file->filename : _ ("Unnamed file"));
  gtk_image_set_from_icon_name (self->icon, g_str_has_prefix (file->mime_type, "image/")
                                                ? "image-x-generic-symbolic"
                                                : "x-office-document-symbolic");
  gtk_label_set_text (self->name, self->filename);
  gtk_label_set_text (self->size, size);
  set_names (self, size);
  return GTK_WIDGET (self);
}

guint
hp_file_chip_get_part (HpFileChip *self)
{
  return self->part;
}
