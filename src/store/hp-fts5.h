/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* FTS5's interface for extensions on this connection (https://www.sqlite.org/fts5.html section 7).
 * Returns: (transfer none): NULL with HP_ERROR_UNSUPPORTED if this SQLite has no FTS5. */
fts5_api *hp_fts5_find_api (sqlite3 *db, GError **error);

G_END_DECLS
