/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the table blob: bytes stored once, counted by reference from cut-out bodies of originals,
 * files of drafts and sealed mails. Invariant: the file of a row is there as long as the row is;
 * files are only removed while the database is held for writing and no row names them. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-blob-table.h"

#include <string.h>

#include "store/hp-blob-files.h"

gint64
hp_blobs_find (HpDb *db, const guint8 sha256[HP_SHA256_SIZE])
{
  return hp_db_get_int (db, 0, "SELECT id FROM blob WHERE hash = ?", "b", sha256,
                        (gsize) HP_SHA256_SIZE);
}

gint64
hp_blobs_ref_known (HpDb *db, const guint8 sha256[HP_SHA256_SIZE])
{
  gint64 id = hp_blobs_find (db, sha256);

  if (id != 0)
    hp_db_run (db, "UPDATE blob SET refs = refs + 1 WHERE id = ?", "i", id);
  return id;
}

static void
add_file_row (HpDb *db, const char *folder, const guint8 sha256[HP_SHA256_SIZE], GBytes *data)
{
  GError *error = NULL;

  if (!hp_db_has_failed (db) && !hp_blob_file_write (folder, sha256, data, &error))
    hp_db_fail (db, error);
  hp_db_run (db, "INSERT INTO blob (hash, size, refs) VALUES (?, ?, 1)", "bi", sha256,
             (gsize) HP_SHA256_SIZE, (gint64) g_bytes_get_size (data));
}

gint64
hp_blobs_ref (HpDb *db, const char *folder, const guint8 sha256[HP_SHA256_SIZE], GBytes *data)
{
  gsize size = g_bytes_get_size (data);
  gint64 id = hp_blobs_ref_known (db, sha256);

  if (id != 0)
    return id;
  if (size > HP_BLOB_INLINE_MAX)
    add_file_row (db, folder, sha256, data);
  else
    hp_db_run (db, "INSERT INTO blob (hash, size, refs, data) VALUES (?, ?, 1, ?)", "bib", sha256,
               (gsize) HP_SHA256_SIZE, (gint64) size, g_bytes_get_data (data, NULL), size);
  return hp_db_get_last_row_id (db);
}

void
hp_blobs_unref (HpDb *db, gint64 blob)
{
  hp_db_run (db, "UPDATE blob SET refs = refs - 1 WHERE id = ? AND refs > 0", "i", blob);
}

/* The hashes of the files whose rows go. Returns: (element-type GBytes). */
static GPtrArray *
remove_rows (HpDb *db)
{
  GPtrArray *hashes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT hash FROM blob WHERE refs = 0 AND data IS NULL", NULL);

  while (hp_rows_next (&rows))
    {
      gsize length;
      gconstpointer hash = hp_rows_bytes (&rows, 0, &length);
      if (length == HP_SHA256_SIZE)
        g_ptr_array_add (hashes, g_bytes_new (hash, length));
    }
  hp_db_run (db, "DELETE FROM blob WHERE refs = 0", NULL);
  return hashes;
}

/* After the rows are gone for good, and in a transaction so that nobody names them anew meanwhile.
 */
static void
remove_files (HpDb *db, const char *folder, GPtrArray *hashes)
{
  for (guint i = 0; i < hashes->len; i++)
    {
      const guint8 *sha256 = g_bytes_get_data (g_ptr_array_index (hashes, i), NULL);
      if (hp_blobs_find (db, sha256) == 0 && !hp_db_has_failed (db))
        hp_blob_file_remove (folder, sha256);
    }
}

gboolean
hp_blobs_sweep (HpDb *db, const char *folder, GError **error)
{
  if (hp_db_get_int (db, 0, "SELECT EXISTS (SELECT 1 FROM blob WHERE refs = 0)", NULL) == 0)
    return hp_db_check (db, error);
  hp_db_begin (db);
  g_autoptr (GPtrArray) hashes = remove_rows (db);
  if (!hp_db_commit (db, error))
    return FALSE;
  hp_db_begin (db);
  remove_files (db, folder, hashes);
  return hp_db_commit (db, error);
}

GBytes *
hp_blobs_read (HpDb *db, const char *folder, gint64 blob, GError **error)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT hash, data FROM blob WHERE id = ?", "i", blob);
  guint8 sha256[HP_SHA256_SIZE] = { 0 };
  gsize length;

  if (!hp_rows_next (&rows))
    {
      if (hp_db_check (db, error))
        g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such file");
      return NULL;
    }
  gconstpointer hash = hp_rows_bytes (&rows, 0, &length);
  memcpy (sha256, hash, MIN (length, HP_SHA256_SIZE));
  gconstpointer data = hp_rows_bytes (&rows, 1, &length);
  return hp_rows_is_null (&rows, 1) ? hp_blob_file_read (folder, sha256, error)
                                    : g_bytes_new (data, length);
}
