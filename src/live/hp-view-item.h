/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a row of the sidebar stands for. */
typedef enum
{
  HP_VIEW_BUILT_IN, /* name: mine, unassigned, open, waiting, resolved, spam, all */
  HP_VIEW_SAVED,    /* name: as its maker wrote it */
  HP_VIEW_TAG,      /* name: the tag */
} HpViewKind;

/* One row of the sidebar: keeps its identity while its count changes. UI thread. Property
 * "count". */
#define HP_TYPE_VIEW_ITEM (hp_view_item_get_type ())
G_DECLARE_FINAL_TYPE (HpViewItem, hp_view_item, HP, VIEW_ITEM, GObject)

HpViewItem *hp_view_item_new (HpViewKind kind, const char *name, const char *query);

HpViewKind hp_view_item_get_kind (HpViewItem *self);
const char *hp_view_item_get_name (HpViewItem *self);
const char *hp_view_item_get_query (HpViewItem *self);
gint64 hp_view_item_get_count (HpViewItem *self);
void hp_view_item_set_count (HpViewItem *self, gint64 count);

/* TRUE if both stand for the same view. */
gboolean hp_view_item_is_same (HpViewItem *self, HpViewItem *other);

/* What it is remembered by. Returns: (transfer full). */
char *hp_view_item_dup_id (HpViewItem *self);

G_END_DECLS
