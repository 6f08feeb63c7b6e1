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
