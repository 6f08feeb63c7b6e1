/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/hp-error.h"
#include "base/hp-key.h"
#include "store/hp-words.h"

G_BEGIN_DECLS

/* One connection to a desk's database.
 *
 * Errors stick: the first statement that fails makes every later one on this connection do nothing
 * and give no rows, until hp_db_commit(), hp_db_rollback() or hp_db_check() reports it. So code
 * between begin and commit reads straight, and nothing can be half done. */
typedef struct _HpDb HpDb;

typedef enum
{
  HP_DB_READ,  /* never writes */
  HP_DB_WRITE, /* creates and migrates when needed */
} HpDbMode;

/* What a statement's values are, one letter each, in the order of its question marks:
 *   i gint64 · s const char* (NULL = null) · k const HpKey* (NULL = null) · b gconstpointer, gsize
 *   d double · n null · I gint64, null where HP_DB_NULL_INT */
#define HP_DB_NULL_INT G_MININT64

/* The rows of one running query; ends by itself after the last row. A value on the stack. */
typedef struct
{
  HpDb *db;
  gpointer statement;
  gboolean is_cached;
} HpRows;

/* @path: the database file. The schema comes from the library's resources. Errors: TOO_NEW (file
 * untouched), CORRUPT, NO_SPACE (no room for the backup before a migration), NOT_FOUND (read mode),
 * INVALID (not a desk). Returns: (transfer full) (nullable). */
HpDb *hp_db_open (const char *path, HpDbMode mode, GError **error);
void hp_db_close (HpDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpDb, hp_db_close)

/* Makes an empty file that only its owner reads, unless it is there: mail is nobody else's. */
void hp_db_make_private_file (const char *path);

/* Statements of this connection end with CANCELLED when @cancellable is. (nullable) */
void hp_db_set_cancellable (HpDb *db, GCancellable *cancellable);

/* The page cache of this connection. */
void hp_db_set_cache (HpDb *db, guint kib);

/* TRUE: synchronous=NORMAL, for imports that can be run again; FALSE: FULL. */
void hp_db_set_relaxed (HpDb *db, gboolean relaxed);

/* Copies what the WAL holds into the file, as far as nobody reads what is there now. To be called
 * where nobody waits: else a commit does it when the WAL has grown to 64 MiB, and the last that
 * closes the desk. Outside of a transaction. That it fails is no loss. */
void hp_db_checkpoint (HpDb *db);

/* BEGIN IMMEDIATE and its end. Commit gives the first error since begin, after rolling back. */
void hp_db_begin (HpDb *db);
gboolean hp_db_commit (HpDb *db, GError **error);
void hp_db_rollback (HpDb *db);
gboolean hp_db_in_transaction (HpDb *db);

/* A consistent snapshot for several reads; ended by hp_db_rollback(). */
void hp_db_begin_read (HpDb *db);

/* Reports and clears the stuck error; TRUE if there was none. */
gboolean hp_db_check (HpDb *db, GError **error);
gboolean hp_db_has_failed (HpDb *db);

/* Makes @error the stuck one, if none is yet. Takes @error. */
void hp_db_fail (HpDb *db, GError *error);

/* Runs @sql once. @sql must be a literal: it is cached by its address. */
void hp_db_run (HpDb *db, const char *sql, const char *types, ...);

/* Runs @sql that is made at run time, not cached. */
void hp_db_exec (HpDb *db, const char *sql);

/* The first column of the first row, or @fallback. */
gint64 hp_db_get_int (HpDb *db, gint64 fallback, const char *sql, const char *types, ...);
char *hp_db_dup_text (HpDb *db, const char *sql, const char *types, ...);

gint64 hp_db_get_last_row_id (HpDb *db);
gint64 hp_db_get_changes (HpDb *db);
/* Of all statements since the connection was opened. */
gint64 hp_db_get_total_changes (HpDb *db);

/* Starts a query. The rows must be read to the end or ended with hp_rows_end(). */
HpRows hp_db_query (HpDb *db, const char *sql, const char *types, ...);

/* The same for SQL made at run time of a few shapes (it is kept for good); @values, (element-type
 * GVariant) of int64, text or bytes, bind to its question marks in order. */
HpRows hp_db_query_made (HpDb *db, const char *sql, GPtrArray *values);

gboolean hp_rows_next (HpRows *rows);
void hp_rows_end (HpRows *rows);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HpRows, hp_rows_end)

/* The first column of all rows. Returns: (element-type gint64). */
GArray *hp_rows_list_ints (HpRows *rows);

int hp_rows_get_columns (HpRows *rows);
gint64 hp_rows_int (HpRows *rows, int column);
double hp_rows_double (HpRows *rows, int column);
gint64 hp_rows_int_or (HpRows *rows, int column, gint64 if_null);
gboolean hp_rows_is_null (HpRows *rows, int column);
/* (nullable) valid until the next row. */
const char *hp_rows_text (HpRows *rows, int column);
char *hp_rows_dup_text (HpRows *rows, int column);
/* (nullable) valid until the next row. */
const HpKey *hp_rows_key (HpRows *rows, int column);
gconstpointer hp_rows_bytes (HpRows *rows, int column, gsize *length);

/* @tokens of hp_tokens_prepare() are taken when @text comes to be indexed; both NULL at the end. */
void hp_db_set_prepared_text (HpDb *db, const char *text, GBytes *tokens);

/* The connection's words, for its thread. Returns: (transfer none). */
HpWords *hp_db_get_words (HpDb *db);

/* The sqlite3 handle, for the other files of src/store. */
gpointer hp_db_get_handle (HpDb *db);
const char *hp_db_get_path (HpDb *db);

/* Changes made by others since the last call (PRAGMA data_version). */
gint64 hp_db_get_data_version (HpDb *db);

G_END_DECLS
