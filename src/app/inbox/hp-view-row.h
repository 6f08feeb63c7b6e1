/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "live/hp-view-item.h"

G_BEGIN_DECLS

/* A view in the sidebar: its icon, its name and how many tickets it holds. */
#define HP_TYPE_VIEW_ROW (hp_view_row_get_type ())
G_DECLARE_FINAL_TYPE (HpViewRow, hp_view_row, HP, VIEW_ROW, GtkListBoxRow)

GtkWidget *hp_view_row_new (HpViewItem *view);

HpViewItem *hp_view_row_get_view (HpViewRow *self);

G_END_DECLS
