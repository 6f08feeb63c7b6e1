/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the differences between versions of GTK and libadwaita. */

#define G_LOG_DOMAIN "helppari"

#include "app/hp-compat.h"

void
hp_compat_set_row_label (GtkWidget *child, const char *label)
{
  GtkWidget *row = gtk_widget_get_parent (child);

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
hp_compat_scroll_to (GtkListView *view, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "list.scroll-to-item", "u", position);
}

GdkRGBA
hp_compat_get_color (GtkWidget *widget, const char *name)
{
  GdkRGBA color = { 0 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &color);
  return color;
}

void
hp_compat_mark (GtkWidget *widget, PangoAttrList *attributes, gsize start, gsize end)
{
  GdkRGBA color = hp_compat_get_color (widget, "hp_mark");
  PangoAttribute *attribute = pango_attr_background_new ((guint16) (color.red * G_MAXUINT16),
                                                         (guint16) (color.green * G_MAXUINT16),
                                                         (guint16) (color.blue * G_MAXUINT16));

  attribute->start_index = (guint) start;
  attribute->end_index = (guint) end;
  pango_attr_list_insert (attributes, attribute);
}
