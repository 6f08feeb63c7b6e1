/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

/* SHA-256 in hex over the logical rows of all facts, ops and state: the same for two desks that
 * hold the same facts and ops, however they came. Row ids, local data and what depends on now are
 * left out. Linear; a read transaction. Errors stick to @db. Returns: (transfer full). */
char *hp_digest_dup (HpDb *db);

/* What is wrong inside one file: SQLite's own check, the search index against its texts, counters
 * and memberships against what they count, references, blobs. @folder: the blob folder.
 * Returns: (element-type utf8), empty if all is well. */
GPtrArray *hp_check_list_problems (HpDb *db, const char *folder);

G_END_DECLS
