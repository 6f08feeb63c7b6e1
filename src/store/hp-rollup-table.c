/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the table rollup: counters kept with what they count, so that no chart scans messages.
 * Invariant: a counter of nothing has no row. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-rollup-table.h"

void
hp_rollups_add (HpDb *db, const char *metric, gint64 day, const char *key, gint64 n)
{
  hp_db_run (db,
             "INSERT INTO rollup (metric, day, key, n) VALUES (?, ?, ?, ?) "
             "ON CONFLICT DO UPDATE SET n = n + excluded.n",
             "sisi", metric, day, key, n);
  if (n < 0)
    hp_db_run (db, "DELETE FROM rollup WHERE metric = ? AND day = ? AND key = ? AND n = 0", "sis",
               metric, day, key);
}

gint64
hp_rollups_sum (HpDb *db, const char *metric, const char *key)
{
  if (key == NULL)
    return hp_db_get_int (db, 0, "SELECT sum (n) FROM rollup WHERE metric = ?", "s", metric);
  return hp_db_get_int (db, 0, "SELECT sum (n) FROM rollup WHERE metric = ? AND key = ?", "ss",
                        metric, key);
}
