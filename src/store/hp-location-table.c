/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the table location. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-location-table.h"

gboolean
hp_locations_has_original (HpDb *db, gint64 account, const char *remote)
{
  return hp_db_get_int (
             db, 0, "SELECT original IS NOT NULL FROM location WHERE account = ? AND remote = ?",
             "is", account, remote) != 0;
}

/* The key of the table serves the range: what begins with the prefix stands before what is larger
 * by its last byte. */
GHashTable *
hp_locations_list (HpDb *db, gint64 account, const char *prefix)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT remote, flags FROM location WHERE account = ?1 AND gone IS NULL AND "
                   "remote >= ?2 AND remote < ?2 || char (1114111)",
                   "is", account, prefix);

  while (hp_rows_next (&rows))
    g_hash_table_insert (known, hp_rows_dup_text (&rows, 0), hp_rows_dup_text (&rows, 1));
  return known;
}

void
hp_locations_write (HpDb *db, const HpLocation *location)
{
  hp_db_run (db,
             "INSERT INTO location (account, remote, original, folders, flags, listing) "
             "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account, remote) DO UPDATE SET "
             "original = coalesce (excluded.original, original), folders = excluded.folders, "
             "flags = excluded.flags, listing = excluded.listing, gone = NULL",
             "isIssi", location->account, location->remote, location->original, location->folders,
             location->flags, location->listing);
}

void
hp_locations_set_gone (HpDb *db, gint64 account, const char *remote, gint64 time)
{
  hp_db_run (db, "UPDATE location SET gone = ? WHERE account = ? AND remote = ? AND gone IS NULL",
             "iis", time, account, remote);
}

void
hp_locations_set_unseen_gone (HpDb *db, gint64 account, gint64 listing, gint64 time)
{
  hp_db_run (db, "UPDATE location SET gone = ? WHERE account = ? AND listing < ? AND gone IS NULL",
             "iii", time, account, listing);
}

gint64
hp_locations_count (HpDb *db, gint64 account)
{
  return hp_db_get_int (db, 0, "SELECT count (*) FROM location WHERE account = ? AND gone IS NULL",
                        "i", account);
}
