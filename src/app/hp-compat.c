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

/* What a screen reader meets first is a part inside, which has no name of its own before GTK 4.12.
 */
static void
name_part (GtkWidget *widget)
{
  GtkWidget *part = NULL;
  const char *name = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_MENU_BUTTON (widget))
    part = gtk_widget_get_first_child (widget);
  else if (GTK_IS_SEARCH_ENTRY (widget) || GTK_IS_ENTRY (widget))
    part = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (widget)));
  if (part == NULL || name == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  /* No template names the arrow of a split button. */
  if (ADW_IS_SPLIT_BUTTON (gtk_widget_get_parent (widget)))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

void
hp_compat_name_parts (GtkWidget *root)
{
  name_part (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hp_compat_name_parts (child);
}

void
hp_compat_name (GtkWidget *widget, const char *name, const char *tooltip)
{
  gtk_widget_set_tooltip_text (widget, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  hp_compat_name_parts (widget);
}
