/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns one SQLite connection: its settings, its cache of prepared statements, its transactions and
 * its first error. Used by one thread at a time. Invariant: once a statement has failed nothing
 * runs until the failure has been reported, so a transaction is whole or not there. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-db.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/hp-migrations.h"
#include "store/hp-search-places.h"
#include "store/hp-tokenizer.h"

#define BUSY_STEP_US 2000
#define BUSY_STEPS 5000
#define PROGRESS_STEPS 2000
#define READER_CACHE_KIB 4096
/* Pages of the WAL after which a commit copies them into the file: 64 MiB, so that hardly a commit
 * waits for it where hp_db_checkpoint() is called at leisure; 16 MiB in an import. */
#define WAL_PAGES 4000
#define BULK_WAL_PAGES 1000

struct _HpDb
{
  char *path;                /* (owned) */
  sqlite3 *handle;           /* (owned) */
  HpWords *words;            /* (owned) */
  HpTokenizer *tokenizer;    /* (unowned) the connection's */
  GHashTable *statements;    /* (owned) SQL literal to sqlite3_stmt */
  GCancellable *cancellable; /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) the first failure not yet reported */
};

static void
finalize_statement (gpointer data)
{
  sqlite3_finalize (data);
}

/* SQLite's own code, or SQLITE_FULL where the system said so of another call. */
static int
find_cause (HpDb *db, int result)
{
  int system = (result & 0xff) == SQLITE_IOERR ? sqlite3_system_errno (db->handle) : 0;
  return system == ENOSPC || system == EDQUOT ? SQLITE_FULL : result;
}

static HpError
get_code (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return HP_ERROR_NO_SPACE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return HP_ERROR_CORRUPT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return HP_ERROR_BUSY;
    case SQLITE_INTERRUPT:
      return HP_ERROR_CANCELLED;
    case SQLITE_CANTOPEN:
      return HP_ERROR_NOT_FOUND;
    default:
      return HP_ERROR_FAILED;
    }
}

static const char *
get_advice (int result)
{
  switch (get_code (result))
    {
    case HP_ERROR_NO_SPACE:
      return "The disk is full. Free some space and try again";
    case HP_ERROR_CORRUPT:
      return "The desk's file is damaged. Restore a backup";
    case HP_ERROR_BUSY:
      return "Another program holds the desk. Try again";
    case HP_ERROR_CANCELLED:
      return "Cancelled";
    case HP_ERROR_NOT_FOUND:
      return "The desk's file can't be opened";
    default:
      return (result & 0xff) == SQLITE_READONLY || (result & 0xff) == SQLITE_PERM
                 ? "The desk can't be written. Check its permissions"
                 : "The desk's file could not be used";
    }
}

static void
fail_with_result (HpDb *db, int result, const char *sql)
{
  if (db->error != NULL)
    return;
  result = find_cause (db, result);
  if (get_code (result) == HP_ERROR_CANCELLED)
    db->error = g_error_new_literal (HP_ERROR, HP_ERROR_CANCELLED, "Cancelled");
  else
    db->error = g_error_new (HP_ERROR, (int) get_code (result), "%s (%s)", get_advice (result),
                             sqlite3_errmsg (db->handle));
  g_debug ("%s: %s", db->error->message, sql != NULL ? sql : "");
}

static int
on_progress_cb (void *data)
{
  HpDb *db = data;
  return g_cancellable_is_cancelled (db->cancellable);
}

/* Short steps: SQLite's own grow to 100 ms, in which an import takes the desk many times over. */
static int
on_busy_cb (void *data, int times)
{
  HpDb *db = data;

  if (times >= BUSY_STEPS || g_cancellable_is_cancelled (db->cancellable))
    return 0;
  g_usleep (BUSY_STEP_US);
  return 1;
}

static gboolean
set_up_connection (HpDb *db, HpDbMode mode, GError **error)
{
  sqlite3_busy_handler (db->handle, on_busy_cb, db);
  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_progress_handler (db->handle, PROGRESS_STEPS, on_progress_cb, db);
  db->words = hp_words_new (error);
  if (db->words != NULL)
    db->tokenizer = hp_tokenizer_register (db->handle, db->words, error);
  if (db->tokenizer == NULL || !hp_search_places_register (db->handle, error))
    return FALSE;
  if (mode == HP_DB_WRITE && !hp_migrations_run (db, error))
    return FALSE;
  if (mode == HP_DB_READ && !hp_migrations_check (db, error))
    return FALSE;
  hp_db_exec (db, "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = 2");
  hp_db_set_cache (db, READER_CACHE_KIB);
  hp_db_set_relaxed (db, FALSE);
  if (mode == HP_DB_READ)
    hp_db_exec (db, "PRAGMA query_only = ON");
  return hp_db_check (db, error);
}

void
hp_db_make_private_file (const char *path)
{
  int fd = open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);

  if (fd >= 0)
    close (fd);
}

/* SQLite counts all its memory under a lock, and nobody reads the figures. */
static void
spare_counting (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0); /* too late where SQLite is in use already */
      g_once_init_leave (&done, 1);
    }
}

HpDb *
hp_db_open (const char *path, HpDbMode mode, GError **error)
{
  g_autoptr (HpDb) db = g_new0 (HpDb, 1);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;

  spare_counting ();
  db->path = g_strdup (path);
  db->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, finalize_statement);
  if (mode == HP_DB_WRITE)
    hp_db_make_private_file (path);
  int result = sqlite3_open_v2 (path, &db->handle, flags, NULL);
  if (result != SQLITE_OK)
    {
      fail_with_result (db, result, NULL);
      hp_db_check (db, error);
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  if (!set_up_connection (db, mode, error))
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return g_steal_pointer (&db);
}

void
hp_db_close (HpDb *db)
{
  g_clear_pointer (&db->statements, g_hash_table_unref);
  sqlite3_close_v2 (db->handle);
  g_clear_pointer (&db->words, hp_words_free);
  g_clear_object (&db->cancellable);
  g_clear_error (&db->error);
  g_free (db->path);
  g_free (db);
}

void
hp_db_set_cancellable (HpDb *db, GCancellable *cancellable)
{
  g_set_object (&db->cancellable, cancellable);
}

void
hp_db_set_cache (HpDb *db, guint kib)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA cache_size = -%u", kib);
  hp_db_exec (db, sql);
}

void
hp_db_set_relaxed (HpDb *db, gboolean relaxed)
{
  hp_db_exec (db, relaxed ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
  if (db->error == NULL)
    sqlite3_wal_autocheckpoint (db->handle, relaxed ? BULK_WAL_PAGES : WAL_PAGES);
}

void
hp_db_checkpoint (HpDb *db)
{
  int result = SQLITE_OK;

  if (db->error == NULL)
    result = sqlite3_wal_checkpoint_v2 (db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  if (result != SQLITE_OK)
    g_debug ("%s: checkpoint: %s", db->path, sqlite3_errstr (result));
}

/* What is written to a file that was deleted or put elsewhere would be lost unseen. */
static void
check_in_place (HpDb *db)
{
  int has_moved = 0;

  if (db->error == NULL &&
      sqlite3_file_control (db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &has_moved) == SQLITE_OK &&
      has_moved != 0)
    db->error =
        g_error_new (HP_ERROR, HP_ERROR_NOT_FOUND,
                     "%s is gone: it was deleted, moved, or its disk was taken away", db->path);
}

void
hp_db_begin (HpDb *db)
{
  check_in_place (db);
  hp_db_exec (db, "BEGIN IMMEDIATE");
}

void
hp_db_begin_read (HpDb *db)
{
  hp_db_exec (db, "BEGIN");
}

gboolean
hp_db_in_transaction (HpDb *db)
{
  return !sqlite3_get_autocommit (db->handle);
}

gboolean
hp_db_commit (HpDb *db, GError **error)
{
  hp_db_exec (db, "COMMIT");
  if (db->error == NULL)
    return TRUE;
  if (hp_db_in_transaction (db))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
  return hp_db_check (db, error);
}

void
hp_db_rollback (HpDb *db)
{
  g_clear_error (&db->error);
  if (hp_db_in_transaction (db))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
hp_db_check (HpDb *db, GError **error)
{
  if (db->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&db->error));
  return FALSE;
}

gboolean
hp_db_has_failed (HpDb *db)
{
  return db->error != NULL;
}

void
hp_db_fail (HpDb *db, GError *error)
{
  if (db->error == NULL)
    db->error = error;
  else
    g_error_free (error);
}

void
hp_db_exec (HpDb *db, const char *sql)
{
  if (db->error != NULL)
    return;
  int result = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  if (result != SQLITE_OK)
    fail_with_result (db, result, sql);
}

static sqlite3_stmt *
prepare (HpDb *db, const char *sql, gboolean persistent)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v3 (db->handle, sql, -1, persistent ? SQLITE_PREPARE_PERSISTENT : 0,
                                   &statement, NULL);
  if (result != SQLITE_OK)
    fail_with_result (db, result, sql);
  return statement;
}

static sqlite3_stmt *
ensure_statement (HpDb *db, const char *sql, gboolean *is_cached)
{
  sqlite3_stmt *statement = g_hash_table_lookup (db->statements, sql);

  *is_cached = TRUE;
  if (statement != NULL && !sqlite3_stmt_busy (statement))
    return statement;
  if (statement != NULL)
    {
      *is_cached = FALSE;
      return prepare (db, sql, FALSE);
    }
  statement = prepare (db, sql, TRUE);
  if (statement != NULL)
    g_hash_table_insert (db->statements, (gpointer) sql, statement);
  return statement;
}

static void
bind_int_or_null (sqlite3_stmt *statement, int n, gint64 value)
{
  if (value == HP_DB_NULL_INT)
    sqlite3_bind_null (statement, n);
  else
    sqlite3_bind_int64 (statement, n, value);
}

static void
bind_key (sqlite3_stmt *statement, int n, const HpKey *key)
{
  if (key == NULL)
    sqlite3_bind_null (statement, n);
  else
    sqlite3_bind_blob (statement, n, key->bytes, HP_KEY_SIZE, SQLITE_TRANSIENT);
}

static void
bind_values (sqlite3_stmt *statement, const char *types, va_list values)
{
  for (int n = 1; types[n - 1] != '\0'; n++)
    switch (types[n - 1])
      {
      case 'i':
        sqlite3_bind_int64 (statement, n, va_arg (values, gint64));
        break;
      case 'I':
        bind_int_or_null (statement, n, va_arg (values, gint64));
        break;
      case 's':
        sqlite3_bind_text (statement, n, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'k':
        bind_key (statement, n, va_arg (values, const HpKey *));
        break;
      case 'b':
        {
          gconstpointer data = va_arg (values, gconstpointer);
          gsize length = va_arg (values, gsize);
          sqlite3_bind_blob64 (statement, n, data != NULL ? data : "", length, SQLITE_TRANSIENT);
          break;
        }
      case 'd':
        sqlite3_bind_double (statement, n, va_arg (values, double));
        break;
      default:
        sqlite3_bind_null (statement, n);
      }
}

static HpRows
start_query (HpDb *db, const char *sql, const char *types, va_list values)
{
  HpRows rows = { .db = db };

  if (db->error != NULL)
    return rows;
  rows.statement = ensure_statement (db, sql, &rows.is_cached);
  if (rows.statement != NULL && types != NULL)
    bind_values (rows.statement, types, values);
  return rows;
}

HpRows
hp_db_query (HpDb *db, const char *sql, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  HpRows rows = start_query (db, sql, types, values);
  va_end (values);
  return rows;
}

HpRows
hp_db_query_made (HpDb *db, const char *sql, GPtrArray *values)
{
  HpRows rows = { .db = db };

  if (db->error != NULL)
    return rows;
  rows.statement = ensure_statement (db, g_intern_string (sql), &rows.is_cached);
  for (guint n = 0; rows.statement != NULL && n < values->len; n++)
    {
      GVariant *value = g_ptr_array_index (values, n);
      if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
        sqlite3_bind_int64 (rows.statement, (int) n + 1, g_variant_get_int64 (value));
      else if (g_variant_is_of_type (value, G_VARIANT_TYPE_BYTESTRING))
        sqlite3_bind_blob64 (rows.statement, (int) n + 1, g_variant_get_data (value),
                             g_variant_get_size (value), SQLITE_TRANSIENT);
      else
        sqlite3_bind_text (rows.statement, (int) n + 1, g_variant_get_string (value, NULL), -1,
                           SQLITE_TRANSIENT);
    }
  return rows;
}

gboolean
hp_rows_next (HpRows *rows)
{
  if (rows->statement == NULL)
    return FALSE;
  int result = sqlite3_step (rows->statement);
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    fail_with_result (rows->db, result, sqlite3_sql (rows->statement));
  hp_rows_end (rows);
  return FALSE;
}

void
hp_rows_end (HpRows *rows)
{
  sqlite3_stmt *statement = g_steal_pointer (&rows->statement);

  if (statement == NULL)
    return;
  if (rows->is_cached)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
    }
  else
    {
      sqlite3_finalize (statement);
    }
}

void
hp_db_run (HpDb *db, const char *sql, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  g_auto (HpRows) rows = start_query (db, sql, types, values);
  va_end (values);
  while (hp_rows_next (&rows))
    ;
}

gint64
hp_db_get_int (HpDb *db, gint64 fallback, const char *sql, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  g_auto (HpRows) rows = start_query (db, sql, types, values);
  va_end (values);
  return hp_rows_next (&rows) ? hp_rows_int_or (&rows, 0, fallback) : fallback;
}

char *
hp_db_dup_text (HpDb *db, const char *sql, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  g_auto (HpRows) rows = start_query (db, sql, types, values);
  va_end (values);
  return hp_rows_next (&rows) ? hp_rows_dup_text (&rows, 0) : NULL;
}

gint64
hp_db_get_last_row_id (HpDb *db)
{
  return sqlite3_last_insert_rowid (db->handle);
}

gint64
hp_db_get_changes (HpDb *db)
{
  return sqlite3_changes64 (db->handle);
}

gint64
hp_db_get_total_changes (HpDb *db)
{
  return sqlite3_total_changes64 (db->handle);
}

GArray *
hp_rows_list_ints (HpRows *rows)
{
  GArray *ints = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (hp_rows_next (rows))
    {
      gint64 value = hp_rows_int (rows, 0);
      g_array_append_val (ints, value);
    }
  return ints;
}

int
hp_rows_get_columns (HpRows *rows)
{
  return sqlite3_column_count (rows->statement);
}

gint64
hp_rows_int (HpRows *rows, int column)
{
  return sqlite3_column_int64 (rows->statement, column);
}

double
hp_rows_double (HpRows *rows, int column)
{
  return sqlite3_column_double (rows->statement, column);
}

gboolean
hp_rows_is_null (HpRows *rows, int column)
{
  return sqlite3_column_type (rows->statement, column) == SQLITE_NULL;
}

gint64
hp_rows_int_or (HpRows *rows, int column, gint64 if_null)
{
  return hp_rows_is_null (rows, column) ? if_null : hp_rows_int (rows, column);
}

const char *
hp_rows_text (HpRows *rows, int column)
{
  return (const char *) sqlite3_column_text (rows->statement, column);
}

char *
hp_rows_dup_text (HpRows *rows, int column)
{
  return g_strdup (hp_rows_text (rows, column));
}

gconstpointer
hp_rows_bytes (HpRows *rows, int column, gsize *length)
{
  gconstpointer bytes = sqlite3_column_blob (rows->statement, column);
  *length = (gsize) sqlite3_column_bytes (rows->statement, column);
  return bytes;
}

const HpKey *
hp_rows_key (HpRows *rows, int column)
{
  gsize length;
  gconstpointer bytes = hp_rows_bytes (rows, column, &length);
  return length == HP_KEY_SIZE ? bytes : NULL;
}

void
hp_db_set_prepared_text (HpDb *db, const char *text, GBytes *tokens)
{
  hp_tokenizer_set_prepared (db->tokenizer, text, tokens);
}

HpWords *
hp_db_get_words (HpDb *db)
{
  return db->words;
}

gpointer
hp_db_get_handle (HpDb *db)
{
  return db->handle;
}

const char *
hp_db_get_path (HpDb *db)
{
  return db->path;
}

gint64
hp_db_get_data_version (HpDb *db)
{
  return hp_db_get_int (db, 0, "PRAGMA data_version", NULL);
}
