/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/hp-item-row.h"

G_BEGIN_DECLS

/* A row of a long list whose rows are of one height. A list view makes 200 rows around the few that
 * are seen: the parts of one (its class's template) are made when it is first seen, and an item is
 * shown when its row is. A row that waits is as high as its style says or as the others are. UI
 * thread. */
#define HP_TYPE_SEEN_ROW (hp_seen_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (HpSeenRow, hp_seen_row, HP, SEEN_ROW, HpItemRow)

struct _HpSeenRowClass
{
  HpItemRowClass parent_class;

  /* Shows the item in the parts. */
  void (*fill) (HpSeenRow *self);
  /* What a screen reader says of the item. (transfer full) */
  char *(*dup_name) (HpSeenRow *self);
};

/* Whether its item shows. */
gboolean hp_seen_row_is_filled (HpSeenRow *self);

/* Says anew what a screen reader says of it, where that depends on more than the item. */
void hp_seen_row_name (HpSeenRow *self);

/* Fills the rows of @list in the frame in which they come into sight. Once a list. */
void hp_seen_row_watch (GtkListView *list);

G_END_DECLS
