/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how Tab moves inside a pane. */

#define G_LOG_DOMAIN "helppari"

#include "app/hp-pane-focus.h"

gboolean
hp_pane_focus (GtkWidget *pane, GtkDirectionType direction, GtkWidgetClass *parent_class)
{
  GtkWidget *next;

  if (parent_class->focus (pane, direction))
    return TRUE;
  if ((direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD) ||
      gtk_widget_get_focus_child (pane) == NULL)
    return FALSE;
  /* From the other end again: nothing inside may know where the focus was. */
  for (GtkWidget *widget = pane; widget != NULL; widget = next)
    {
      next = gtk_widget_get_focus_child (widget);
      gtk_widget_set_focus_child (widget, NULL);
    }
  return parent_class->focus (pane, direction);
}
