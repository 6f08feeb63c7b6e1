/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-thread-table.h"

G_BEGIN_DECLS

/* Is @sender in From, To or Cc of any of @nodes (rows)? */
typedef gboolean (*HpThreadingTakesPart) (gint64 root, GArray *nodes, gpointer data);

/* Which ticket each node belongs to: DESIGN 3 (a) to (d). Pure.
 *
 * @nodes: (element-type HpNode) a whole connected set. @pairs: (element-type HpNodePair) the
 * merges.
 * @takes_part: whether the sender of the mail at `root` is in From, To or Cc of the tree `nodes`.
 * Returns: (element-type guint) for each node the index of its ticket's oldest root, or G_MAXUINT
 * where nothing of the ticket was ever seen. */
GArray *
hp_threading_group (GArray *nodes, GArray *pairs, HpThreadingTakesPart takes_part, gpointer data);

G_END_DECLS
