/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the files of a draft look. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-draft-files.h"

#include <glib/gi18n.h>

#include "app/hp-wrap-layout.h"

struct _HpDraftFiles
{
  GtkBox parent_instance;

  GtkWidget *chips;
  GtkSpinner *spinner;
  GtkLabel *total;
};

G_DEFINE_FINAL_TYPE (HpDraftFiles, hp_draft_files, GTK_TYPE_BOX)

enum
{
  REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_remove_cb (HpDraftFiles *self, GtkWidget *button)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "helppari-index"));

  g_signal_emit (self, signals[REMOVE], 0, index);
}

static GtkWidget *
make_remove_button (HpDraftFiles *self, const HpDraftFile *file, guint index)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: %s is a file's name */
  g_autofree char *words = g_strdup_printf (_ ("Remove %s"), file->filename);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_object_set_data (G_OBJECT (button), "helppari-index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_chip (HpDraftFiles *self, const HpDraftFile *file, guint index)
{
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("mail-attachment-symbolic");
  GtkWidget *name = gtk_label_new (file->filename);
  g_autofree char *size = g_format_size ((guint64) file->size);
  GtkWidget *bytes = gtk_label_new (size);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 14);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 24);
  gtk_widget_set_tooltip_text (name, file->filename);
  gtk_widget_add_css_class (bytes, "caption");
  gtk_widget_add_css_class (bytes, "dim-label");
  gtk_box_append (GTK_BOX (chip), icon);
  gtk_box_append (GTK_BOX (chip), name);
  gtk_box_append (GTK_BOX (chip), bytes);
  gtk_box_append (GTK_BOX (chip), make_remove_button (self, file, index));
  gtk_widget_add_css_class (chip, "draft-file");
  return chip;
}

static void
update_total (HpDraftFiles *self, gint64 size, gint64 limit)
{
  g_autofree char *used = g_format_size ((guint64) size);
  g_autofree char *most = g_format_size ((guint64) limit);
  /* Translators: %s are sizes: all files of a mail, and how much they may be */
  g_autofree char *words = g_strdup_printf (_ ("%s of %s"), used, most);

  gtk_label_set_text (self->total, words);
  /* Only near the limit it matters. */
  gtk_widget_set_visible (GTK_WIDGET (self->total), size > limit / 2);
}

static void
hp_draft_files_class_init (HpDraftFilesClass *klass)
{
  signals[REMOVE] = g_signal_new ("remove", HP_TYPE_DRAFT_FILES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
hp_draft_files_init (HpDraftFiles *self)
{
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->chips, g_object_new (HP_TYPE_WRAP_LAYOUT, NULL));
  gtk_widget_set_hexpand (self->chips, TRUE);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->total = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->total), "dim-label");
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_box_append (GTK_BOX (self), self->chips);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->total));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "draft-files");
}

void
hp_draft_files_set_draft (HpDraftFiles *self, const HpDraft *draft, gint64 limit)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_box_remove (GTK_BOX (self->chips), child);
  for (guint i = 0; i < draft->files->len; i++)
    {
      const HpDraftFile *file = g_ptr_array_index (draft->files, i);
      if (file->content_id == NULL)
        gtk_box_append (GTK_BOX (self->chips), make_chip (self, file, i));
    }
  update_total (self, hp_draft_get_files_size (draft), limit);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (self->chips) != NULL ||
                                                 gtk_spinner_get_spinning (self->spinner));
}

void
hp_draft_files_set_is_busy (HpDraftFiles *self, gboolean is_busy)
{
  gtk_spinner_set_spinning (self->spinner, is_busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_busy);
  if (is_busy)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
