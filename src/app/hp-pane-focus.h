/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The focus() of a pane: Tab goes round inside it, F6 leads out. @parent_class: of the pane's
 * class.
 */
gboolean hp_pane_focus (GtkWidget *pane, GtkDirectionType direction, GtkWidgetClass *parent_class);

G_END_DECLS
