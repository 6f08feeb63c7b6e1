/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way to FTS5's extension interface. Runs on the thread of the connection. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-fts5.h"

#include "base/hp-error.h"

fts5_api *
hp_fts5_find_api (sqlite3 *db, GError **error)
{
  fts5_api *api = NULL;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT fts5(?1)", -1, &statement, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
      sqlite3_step (statement);
    }
  sqlite3_finalize (statement);
  if (api == NULL)
    g_set_error_literal (error, HP_ERROR, HP_ERROR_UNSUPPORTED,
                         "This SQLite was built without full-text search (FTS5)");
  return api;
}
