/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables original, original_chunk, original_hole and fact_key: the bytes that came
 * from outside, every different copy of them, and the names by which a fact is known. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-fact-table.h"

#include <string.h>

#include "store/hp-blob-files.h"
#include "store/hp-blob-table.h"

static void
read_copy (HpRows *rows, HpCopy *copy)
{
  copy->id = hp_rows_int (rows, 0);
  copy->message = hp_rows_int (rows, 1);
  copy->hash = *hp_rows_key (rows, 2);
  copy->time = hp_rows_int (rows, 3);
  copy->from_time = hp_rows_int_or (rows, 4, HP_DB_NULL_INT);
  copy->in_sent = hp_rows_int (rows, 5) != 0;
}

gboolean
hp_copies_find (HpDb *db, const HpKey *hash, HpCopy *copy)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT id, message, hash, time, from_time, in_sent FROM original WHERE hash = ?", "k",
      hash);
  if (!hp_rows_next (&rows))
    return FALSE;
  read_copy (&rows, copy);
  return TRUE;
}

gboolean
hp_copies_get (HpDb *db, gint64 id, HpCopy *copy)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT id, message, hash, time, from_time, in_sent FROM original WHERE id = ?", "i", id);
  if (!hp_rows_next (&rows))
    return FALSE;
  read_copy (&rows, copy);
  return TRUE;
}

gint64
hp_copies_add (HpDb *db, const char *folder, const HpOriginal *original, const HpCopy *copy)
{
  GBytes *first = g_ptr_array_index (original->chunks, 0);

  hp_db_run (db,
             "INSERT INTO original (hash, message, size, time, from_time, in_sent, data) "
             "VALUES (?, ?, ?, ?, ?, ?, ?)",
             "kiiiIib", &original->hash, copy->message, (gint64) original->size, copy->time,
             copy->from_time, (gint64) copy->in_sent, g_bytes_get_data (first, NULL),
             g_bytes_get_size (first));
  gint64 id = hp_db_get_last_row_id (db);
  for (guint n = 1; n < original->chunks->len; n++)
    {
      GBytes *chunk = g_ptr_array_index (original->chunks, n);
      hp_db_run (db, "INSERT INTO original_chunk (original, n, data) VALUES (?, ?, ?)", "iib", id,
                 (gint64) n, g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
    }
  for (guint n = 0; n < original->holes->len; n++)
    {
      const HpHole *hole = &g_array_index (original->holes, HpHole, n);
      hp_db_run (db,
                 "INSERT INTO original_hole (original, n, offset, blob, line_length, line_end) "
                 "VALUES (?, ?, ?, ?, ?, ?)",
                 "iiiiis", id, (gint64) n, (gint64) hole->offset,
                 hp_blobs_ref (db, folder, hole->sha256, hole->data), (gint64) hole->line_length,
                 hole->is_crlf ? "\r\n" : "\n");
    }
  return id;
}

void
hp_copies_update (HpDb *db, const HpCopy *copy)
{
  hp_db_run (db, "UPDATE original SET time = ?, from_time = ?, in_sent = ? WHERE id = ?", "iIii",
             copy->time, copy->from_time, (gint64) copy->in_sent, copy->id);
}

GArray *
hp_copies_list (HpDb *db, gint64 message)
{
  GArray *copies = g_array_new (FALSE, FALSE, sizeof (HpCopy));
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT id, message, hash, time, from_time, in_sent "
                                      "FROM original WHERE message = ? ORDER BY time, hash",
                                      "i", message);
  while (hp_rows_next (&rows))
    {
      HpCopy copy;
      read_copy (&rows, &copy);
      g_array_append_val (copies, copy);
    }
  return copies;
}

void
hp_copies_set_message (HpDb *db, gint64 old_message, gint64 message)
{
  hp_db_run (db, "UPDATE original SET message = ? WHERE message = ?", "ii", message, old_message);
}

static gboolean
read_first_chunk (HpDb *db, gint64 copy, HpOriginal *original)
{
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT hash, size, data FROM original WHERE id = ?", "i", copy);
  gsize length;

  if (!hp_rows_next (&rows))
    return FALSE;
  original->hash = *hp_rows_key (&rows, 0);
  original->size = (gsize) hp_rows_int (&rows, 1);
  gconstpointer data = hp_rows_bytes (&rows, 2, &length);
  g_ptr_array_add (original->chunks, g_bytes_new (data, length));
  return TRUE;
}

static void
read_further_chunks (HpDb *db, gint64 copy, HpOriginal *original)
{
  g_auto (HpRows) rows =
      hp_db_query (db, "SELECT data FROM original_chunk WHERE original = ? ORDER BY n", "i", copy);
  while (hp_rows_next (&rows))
    {
      gsize length;
      gconstpointer data = hp_rows_bytes (&rows, 0, &length);
      g_ptr_array_add (original->chunks, g_bytes_new (data, length));
    }
}

static gboolean
read_holes (HpDb *db, const char *folder, gint64 copy, HpOriginal *original, GError **error)
{
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT h.offset, h.line_length, h.line_end, b.hash, b.data "
                                      "FROM original_hole h JOIN blob b ON b.id = h.blob "
                                      "WHERE h.original = ? ORDER BY h.n",
                                      "i", copy);
  while (hp_rows_next (&rows))
    {
      gsize length;
      HpHole hole = { .offset = (gsize) hp_rows_int (&rows, 0),
                      .line_length = (guint) hp_rows_int (&rows, 1),
                      .is_crlf = strlen (hp_rows_text (&rows, 2)) == 2 };
      gconstpointer hash = hp_rows_bytes (&rows, 3, &length);
      memcpy (hole.sha256, hash, MIN (length, HP_SHA256_SIZE));
      gconstpointer data = hp_rows_bytes (&rows, 4, &length);
      hole.data = hp_rows_is_null (&rows, 4) ? hp_blob_file_read (folder, hole.sha256, error)
                                             : g_bytes_new (data, length);
      if (hole.data == NULL)
        return FALSE;
      g_array_append_val (original->holes, hole);
    }
  return TRUE;
}

GBytes *
hp_copies_read (HpDb *db, const char *folder, gint64 copy, GError **error)
{
  g_autoptr (HpOriginal) original = hp_original_new ();

  if (!read_first_chunk (db, copy, original))
    {
      if (hp_db_check (db, error))
        g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such mail");
      return NULL;
    }
  read_further_chunks (db, copy, original);
  if (!read_holes (db, folder, copy, original, error) || !hp_db_check (db, error))
    return NULL;
  return hp_original_unpack (original, error);
}

GArray *
hp_copies_list_shuffled (HpDb *db, guint32 seed)
{
  GArray *copies = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_auto (HpRows) rows = hp_db_query (db, "SELECT id FROM original", NULL);

  while (hp_rows_next (&rows))
    {
      gint64 id = hp_rows_int (&rows, 0);
      g_array_append_val (copies, id);
    }
  for (guint i = copies->len; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
      gint64 *a = &g_array_index (copies, gint64, i - 1);
      gint64 *b = &g_array_index (copies, gint64, j);
      gint64 swapped = *a;
      *a = *b;
      *b = swapped;
    }
  return copies;
}

void
hp_fact_names_add (HpDb *db, const HpKey *name, gint64 message)
{
  hp_db_run (db, "INSERT OR IGNORE INTO fact_key (key, message) VALUES (?, ?)", "ki", name,
             message);
}

void
hp_fact_names_remove (HpDb *db, gint64 message)
{
  hp_db_run (db, "DELETE FROM fact_key WHERE message = ?", "i", message);
}
