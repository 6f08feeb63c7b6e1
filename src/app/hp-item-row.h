/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row of a list view: shows one item of the list at a time, and again whenever it changes.
 * Property "item" (GObject; its signal "changed", where it has one, says that it changed). */
#define HP_TYPE_ITEM_ROW (hp_item_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (HpItemRow, hp_item_row, HP, ITEM_ROW, GtkBox)

struct _HpItemRowClass
{
  GtkBoxClass parent_class;

  /* Shows the item, which is there. */
  void (*show) (HpItemRow *self);
};

/* (nullable) (transfer none) */
gpointer hp_item_row_get_item (HpItemRow *self);

G_END_DECLS
