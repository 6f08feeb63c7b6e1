/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"

G_BEGIN_DECLS

typedef void (*HpRebuildProgressFunc) (guint done, guint total, gpointer data);

/* Derives a second desk from this one's facts and ops, in an order shuffled by @seed, in a folder
 * of its own that is removed again, and compares the two as of one moment. The desk itself is only
 * read. @report: (nullable). @digest: (out) of the desk. @is_same: (out). Errors: CANCELLED,
 * NO_SPACE, CORRUPT. */
gboolean hp_rebuild_compare (HpDesk *desk,
                             guint32 seed,
                             GCancellable *cancellable,
                             HpRebuildProgressFunc report,
                             gpointer data,
                             char **digest,
                             gboolean *is_same,
                             GError **error);

/* Looks at tickets again whose time has come, as views with relative times need. */
gboolean hp_desk_run_timers (HpDesk *desk, GError **error);

/* Derives up to @limit messages again that an older version understood. *left: whether there are
 * more. */
gboolean hp_desk_understand_older (HpDesk *desk, guint limit, gboolean *left, GError **error);

G_END_DECLS
