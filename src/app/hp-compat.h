/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What newer GTK and libadwaita do otherwise; nowhere else a version check. */

/* Names the row of a list view that holds @child for a screen reader. Before GTK 4.12 the row has
 * no name of its own. */
void hp_compat_set_row_label (GtkWidget *child, const char *label);

/* Scrolls a list view so that a position shows. */
void hp_compat_scroll_to (GtkListView *view, guint position);

/* Marks bytes [@start, @end) as what was looked for, in the colour hp_mark. */
void hp_compat_mark (GtkWidget *widget, PangoAttrList *attributes, gsize start, gsize end);

/* Gives the inner parts of menu buttons and entries below @root the name that the whole's tooltip
 * says. */
void hp_compat_name_parts (GtkWidget *root);

/* Says what a control is, to a screen reader and under the pointer. */
void hp_compat_name (GtkWidget *widget, const char *name, const char *tooltip);

/* A named colour of the style, such as "hp_mark"; transparent where there is none. */
GdkRGBA hp_compat_get_color (GtkWidget *widget, const char *name);

G_END_DECLS
