/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a view looks in the sidebar. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-view-row.h"

#include <glib/gi18n.h>

#include "app/hp-labels.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-view-row.ui"

struct _HpViewRow
{
  GtkListBoxRow parent_instance;

  HpViewItem *view; /* (owned) */

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (HpViewRow, hp_view_row, GTK_TYPE_LIST_BOX_ROW)

static void
on_count_cb (HpViewRow *self)
{
  gint64 count = hp_view_item_get_count (self->view);
  g_autofree char *figure = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  /* Translators: a view's name and how many tickets it holds, for a screen reader */
  g_autofree char *label = g_strdup_printf (_ ("%s, %s"), hp_labels_get_view (self->view), figure);

  gtk_label_set_text (self->count, count > 0 ? figure : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
hp_view_row_dispose (GObject *object)
{
  g_clear_object (&HP_VIEW_ROW (object)->view);
  G_OBJECT_CLASS (hp_view_row_parent_class)->dispose (object);
}

static void
hp_view_row_class_init (HpViewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_view_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpViewRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HpViewRow, name);
  gtk_widget_class_bind_template_child (widget_class, HpViewRow, count);
}

static void
hp_view_row_init (HpViewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hp_view_row_new (HpViewItem *view)
{
  HpViewRow *self = g_object_new (HP_TYPE_VIEW_ROW, NULL);

  self->view = g_object_ref (view);
  gtk_image_set_from_icon_name (self->icon, hp_labels_get_view_icon (view));
  gtk_label_set_text (self->name, hp_labels_get_view (view));
  g_signal_connect_object (view, "notify::count", G_CALLBACK (on_count_cb), self,
                           G_CONNECT_SWAPPED);
  on_count_cb (self);
  return GTK_WIDGET (self);
}

HpViewItem *
hp_view_row_get_view (HpViewRow *self)
{
  return self->view;
}
