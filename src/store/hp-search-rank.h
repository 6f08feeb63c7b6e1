/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Registers the FTS5 auxiliary function hp_rank(table, weight of column 0, weight of column 1, …,
 * importance of phrase 0, importance of phrase 1, …): how well the row matches, lower is better, as
 * with bm25(). What is left out is 1. A phrase counts by how often it stands in the row, weighted
 * by column, and the more often the less each time; a rarer word may be given a higher importance.
 * Reads only the row's own matches: no sizes of columns (the table may have columnsize=0) and,
 * other than bm25(), nothing of the rest of the index. HP_ERROR_UNSUPPORTED without FTS5. */
gboolean hp_search_rank_register (sqlite3 *db, GError **error);

G_END_DECLS
