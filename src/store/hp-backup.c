/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns copies of a whole desk: one file, blobs included, checked before it counts. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "store/hp-blob-files.h"
#include "store/hp-digest.h"

#define PAGES_PER_STEP 256

static GArray *
list_blobs (HpDb *db, gboolean outside)
{
  g_auto (HpRows) rows =
      outside ? hp_db_query (db, "SELECT id FROM blob WHERE data IS NULL", NULL)
              : hp_db_query (db, "SELECT id FROM blob WHERE data IS NOT NULL AND size > ?", "i",
                             (gint64) HP_BLOB_INLINE_MAX);

  return hp_rows_list_ints (&rows);
}

static GBytes *
read_blob (HpDb *db, gint64 id, guint8 sha256[HP_SHA256_SIZE])
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT hash, data FROM blob WHERE id = ?", "i", id);
  gsize length;

  if (!hp_rows_next (&rows))
    return NULL;
  gconstpointer hash = hp_rows_bytes (&rows, 0, &length);
  memcpy (sha256, hash, MIN (length, HP_SHA256_SIZE));
  gconstpointer data = hp_rows_bytes (&rows, 1, &length);
  return g_bytes_new (data, length);
}

static gboolean
take_blobs_in (HpDb *copy, const char *folder, GError **error)
{
  g_autoptr (GArray) ids = list_blobs (copy, TRUE);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      guint8 sha256[HP_SHA256_SIZE];
      g_autoptr (GBytes) none = read_blob (copy, id, sha256);
      g_autoptr (GBytes) data = hp_blob_file_read (folder, sha256, error);
      if (data == NULL)
        return FALSE;
      hp_db_run (copy, "UPDATE blob SET data = ? WHERE id = ?", "bi", g_bytes_get_data (data, NULL),
                 g_bytes_get_size (data), id);
      if (!hp_db_check (copy, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_blobs_out (HpDb *copy, const char *folder, GError **error)
{
  g_autoptr (GArray) ids = list_blobs (copy, FALSE);

  for (guint i = 0; i < ids->len; i++)
    {
      guint8 sha256[HP_SHA256_SIZE];
      g_autoptr (GBytes) data = read_blob (copy, g_array_index (ids, gint64, i), sha256);
      if (data == NULL || !hp_blob_file_write (folder, sha256, data, error))
        return hp_db_check (copy, error) && FALSE;
    }
  return TRUE;
}

static gboolean
check_copy (HpDb *copy, const char *folder, const char *path, GError **error)
{
  g_autoptr (GPtrArray) problems = hp_check_list_problems (copy, folder);

  if (problems->len == 0)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_CORRUPT, "%s is damaged: %s", path,
               (const char *) g_ptr_array_index (problems, 0));
  return FALSE;
}

static gboolean
finish_copy (const char *temporary, const char *folder, GError **error)
{
  g_autoptr (HpDb) copy = hp_db_open (temporary, HP_DB_WRITE, error);

  if (copy == NULL || !take_blobs_in (copy, folder, error) ||
      !check_copy (copy, folder, temporary, error))
    return FALSE;
  hp_db_exec (copy, "PRAGMA wal_checkpoint (TRUNCATE)");
  hp_db_exec (copy, "PRAGMA journal_mode = DELETE");
  return hp_db_check (copy, error);
}

/* That a folder is missing or read-only must not sound as if the desk were. */
static gboolean
check_written (const char *temporary, const char *path, GError **error)
{
  int descriptor = g_open (temporary, O_WRONLY | O_CLOEXEC, 0);
  int saved = errno;

  if (descriptor >= 0)
    return g_close (descriptor, error);
  g_set_error (error, HP_ERROR, saved == ENOSPC ? HP_ERROR_NO_SPACE : HP_ERROR_FAILED,
               "The backup can't be written to %s: %s", path, g_strerror (saved));
  return FALSE;
}

gboolean
hp_backup_write (HpDb *db, const char *folder, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".part", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_EXISTS,
                   "%s is there already. Choose another name or remove it first", path);
      return FALSE;
    }
  g_unlink (temporary);
  hp_db_make_private_file (temporary);
  if (!check_written (temporary, path, error))
    return FALSE;
  hp_db_run (db, "VACUUM INTO ?", "s", temporary);
  if (hp_db_check (db, error) && finish_copy (temporary, folder, error) &&
      g_rename (temporary, path) == 0)
    return TRUE;
  g_unlink (temporary);
  if (error != NULL && *error == NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_FAILED, "%s can't be written", path);
  return FALSE;
}

/* Page by page into the open database; it becomes visible as one commit. */
static gboolean
copy_pages (HpDb *from, HpDb *to, GError **error)
{
  sqlite3 *target = hp_db_get_handle (to);
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", hp_db_get_handle (from), "main");
  int result = SQLITE_OK;

  while (backup != NULL && (result == SQLITE_OK || result == SQLITE_BUSY))
    result = sqlite3_backup_step (backup, PAGES_PER_STEP);
  if (backup != NULL)
    sqlite3_backup_finish (backup);
  if (backup != NULL && result == SQLITE_DONE)
    return TRUE;
  g_set_error (error, HP_ERROR, result == SQLITE_FULL ? HP_ERROR_NO_SPACE : HP_ERROR_FAILED,
               "The backup could not be put in place: %s", sqlite3_errmsg (target));
  return FALSE;
}

/* What is no backup must not become a desk by being opened. */
static HpDb *
open_backup (const char *path, const char *folder, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GStatBuf file;

  if (g_stat (path, &file) != 0)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no file %s", path);
      return NULL;
    }
  if (g_access (path, W_OK) != 0)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_FAILED,
                   "%s can't be written, which checking it needs. Copy it to where you may write "
                   "and restore the copy",
                   path);
      return NULL;
    }
  g_autoptr (HpDb) copy = file.st_size > 0 ? hp_db_open (path, HP_DB_WRITE, &cause) : NULL;
  if (copy != NULL)
    return check_copy (copy, folder, path, error) ? g_steal_pointer (&copy) : NULL;
  if (g_error_matches (cause, HP_ERROR, HP_ERROR_TOO_NEW))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                 "%s is not a backup of a desk, or it is damaged. Nothing was changed", path);
  return NULL;
}

gboolean
hp_backup_check (const char *path, const char *folder, GError **error)
{
  g_autoptr (HpDb) copy = open_backup (path, folder, error);
  return copy != NULL;
}

gboolean
hp_backup_restore (HpDb *db, const char *folder, const char *path, GError **error)
{
  g_autoptr (HpDb) copy = open_backup (path, folder, error);

  if (copy == NULL || !put_blobs_out (copy, folder, error) || !copy_pages (copy, db, error))
    return FALSE;
  hp_db_begin (db);
  hp_db_run (db, "UPDATE blob SET data = NULL WHERE size > ?", "i", (gint64) HP_BLOB_INLINE_MAX);
  return hp_db_commit (db, error);
}
