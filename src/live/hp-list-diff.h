/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One step on the way from an old list of rows to a new one, as g_list_model_items_changed() takes
 * it: positions count in the list as the steps before have left it. */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} HpSplice;

/* The steps from @before to @after (element-type gint64, each row once), in the order of positions.
 * @touched: rows (ascending) that may have come, gone or moved; all others stay unmoved in the
 * result if they do in truth. Rows that stand in both, touched or not, stay unless they moved.
 * Always right, and quick when @touched holds all that moved. Any thread. Returns: (element-type
 * HpSplice). */
GArray *hp_list_diff (const GArray *before, const GArray *after, const GArray *touched);

G_END_DECLS
