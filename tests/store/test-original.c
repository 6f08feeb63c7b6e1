/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Mails come back byte for byte, whatever was cut out of them; databases are brought to this
 * version or left alone; backups hold everything. */

#define G_LOG_DOMAIN "helppari-test"

#include <glib/gstdio.h>
#include <string.h>

#include "store/hp-backup.h"
#include "store/hp-blob-files.h"
#include "store/hp-digest.h"
#include "store/hp-fact-table.h"
#include "store/hp-migrations.h"

static GBytes *
make_noise (gsize size, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_rand_int (rand);
  return g_bytes_new_take (data, size);
}

static char *
encode (GBytes *data, guint line_length, const char *line_end)
{
  g_autofree char *flat = g_base64_encode (g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  GString *text = g_string_new (NULL);

  for (gsize at = 0; at < strlen (flat); at += line_length)
    g_string_append_printf (text, "%.*s%s", (int) line_length, flat + at, line_end);
  return g_string_free (text, FALSE);
}

static HpOriginal *
check_round (GBytes *raw)
{
  g_autoptr (GError) error = NULL;
  HpOriginal *packed = hp_original_pack (raw);
  g_autoptr (GBytes) again = hp_original_unpack (packed, &error);

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (raw, again));
  return packed;
}

static GBytes *
make_mail (const char *body)
{
  char *text = g_strconcat ("From: a@b\r\nContent-Transfer-Encoding: base64\r\n\r\n", body,
                            "\r\n--x--\r\n", NULL);
  return g_bytes_new_take (text, strlen (text));
}

static void
test_large_base64_is_cut_out (void)
{
  static const struct
  {
    guint line_length;
    const char *line_end;
    guint holes;
  } CASES[] = {
    { 76, "\r\n", 1 }, { 76, "\n", 1 }, { 60, "\r\n", 1 }, { 72, "\n", 1 }, { 75, "\n", 0 }
  };
  g_autoptr (GBytes) data = make_noise (100001, 1);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *body = encode (data, CASES[i].line_length, CASES[i].line_end);
      g_autoptr (GBytes) mail = make_mail (body);
      g_autoptr (HpOriginal) packed = check_round (mail);
      g_assert_cmpuint (packed->holes->len, ==, CASES[i].holes);
      if (CASES[i].holes > 0)
        g_assert_true (g_bytes_equal (g_array_index (packed->holes, HpHole, 0).data, data));
    }
}

static void
test_odd_base64_stays (void)
{
  g_autoptr (GBytes) data = make_noise (50000, 2);
  g_autofree char *body = encode (data, 76, "\r\n");
  static const char *const SPOILERS[] = { " ", "=", "\n", "!", "\r" };

  for (guint i = 0; i < G_N_ELEMENTS (SPOILERS); i++)
    {
      g_autofree char *start = g_strndup (body, 30001);
      g_autofree char *spoiled = g_strconcat (start, SPOILERS[i], body + 30001, NULL);
      g_autoptr (GBytes) mail = make_mail (spoiled);
      g_autoptr (HpOriginal) packed = check_round (mail);
      g_assert_nonnull (packed);
    }
}

static void
test_any_bytes (void)
{
  for (guint32 seed = 0; seed < 300; seed++)
    {
      g_autoptr (GBytes) raw = make_noise (seed * 37 % 900, seed);
      g_autoptr (HpOriginal) packed = check_round (raw);
      g_assert_cmpuint (packed->chunks->len, >=, 1);
    }
  g_autoptr (GBytes) large = make_noise (3 * 256 * 1024 + 17, 3);
  g_autoptr (HpOriginal) packed = check_round (large);
  g_assert_cmpuint (packed->chunks->len, ==, 4);
}

static HpDb *
open_new (const char *folder, const char *name, HpDbMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  HpDb *db = hp_db_open (path, mode, &error);

  g_assert_no_error (error);
  return db;
}

static void
test_errors_stick_and_roll_back (void)
{
  g_autofree char *folder = g_dir_make_tmp ("helppari-store-XXXXXX", NULL);
  g_autoptr (HpDb) db = open_new (folder, "desk.db", HP_DB_WRITE);
  g_autoptr (GError) error = NULL;

  hp_db_begin (db);
  hp_db_run (db, "INSERT INTO local (name, value) VALUES ('a', 1)", NULL);
  hp_db_run (db, "INSERT INTO nonsense VALUES (1)", NULL);
  hp_db_run (db, "INSERT INTO local (name, value) VALUES ('b', 1)", NULL);
  g_assert_true (hp_db_has_failed (db));
  g_assert_false (hp_db_commit (db, &error));
  g_assert_nonnull (error);
  g_assert_false (hp_db_in_transaction (db));
  g_assert_cmpint (hp_db_get_int (db, 0, "SELECT count (*) FROM local", NULL), ==, 0);
}

static void
test_newer_and_foreign_files_are_left_alone (void)
{
  g_autofree char *folder = g_dir_make_tmp ("helppari-store-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "desk.db", NULL);
  g_autoptr (GError) newer = NULL;
  g_autoptr (GError) foreign = NULL;
  HpDb *db = open_new (folder, "desk.db", HP_DB_WRITE);

  hp_db_exec (db, "PRAGMA user_version = 999");
  hp_db_close (db);
  g_assert_null (hp_db_open (path, HP_DB_WRITE, &newer));
  g_assert_error (newer, HP_ERROR, HP_ERROR_TOO_NEW);
  g_unlink (path);
  g_assert_true (
      g_file_set_contents (path, "no database at all, far from it, really not", -1, NULL));
  g_assert_null (hp_db_open (path, HP_DB_WRITE, &foreign));
  g_assert_error (foreign, HP_ERROR, HP_ERROR_CORRUPT);
}

static void
add_copy (HpDb *db, const char *blobs, GBytes *mail)
{
  g_autoptr (HpOriginal) packed = hp_original_pack (mail);
  HpCopy copy = { .message = 1, .hash = packed->hash, .from_time = HP_DB_NULL_INT };

  for (guint i = 0; i < packed->holes->len; i++)
    {
      const HpHole *hole = &g_array_index (packed->holes, HpHole, i);
      g_assert_true (hp_blob_file_write (blobs, hole->sha256, hole->data, NULL));
    }
  hp_db_begin (db);
  hp_copies_add (db, blobs, packed, &copy);
  g_assert_true (hp_db_commit (db, NULL));
}

static void
test_blobs_lie_once_and_damage_is_seen (void)
{
  g_autofree char *folder = g_dir_make_tmp ("helppari-store-XXXXXX", NULL);
  g_autofree char *blobs = g_build_filename (folder, "blobs", NULL);
  g_autoptr (HpDb) db = open_new (folder, "desk.db", HP_DB_WRITE);
  g_autoptr (GBytes) data = make_noise (100000, 5);
  g_autofree char *body = encode (data, 76, "\r\n");
  g_autofree char *other = g_strconcat ("second\r\n", body, NULL);
  g_autoptr (GBytes) one = make_mail (body);
  g_autoptr (GBytes) two = make_mail (other);
  g_autoptr (GError) error = NULL;

  add_copy (db, blobs, one);
  add_copy (db, blobs, two);
  g_assert_cmpint (hp_db_get_int (db, 0, "SELECT count (*) FROM blob", NULL), ==, 1);
  g_assert_cmpint (hp_db_get_int (db, 0, "SELECT refs FROM blob", NULL), ==, 2);
  g_autoptr (GBytes) read = hp_copies_read (db, blobs, 2, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (read, two));

  guint8 sha256[HP_SHA256_SIZE];
  g_autoptr (HpOriginal) packed = hp_original_pack (one);
  memcpy (sha256, g_array_index (packed->holes, HpHole, 0).sha256, sizeof sha256);
  hp_blob_file_remove (blobs, sha256);
  g_assert_null (hp_copies_read (db, blobs, 1, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/original/large-base64", test_large_base64_is_cut_out);
  g_test_add_func ("/store/original/odd-base64", test_odd_base64_stays);
  g_test_add_func ("/store/original/any-bytes", test_any_bytes);
  g_test_add_func ("/store/db/errors-stick", test_errors_stick_and_roll_back);
  g_test_add_func ("/store/db/left-alone", test_newer_and_foreign_files_are_left_alone);
  g_test_add_func ("/store/blobs", test_blobs_lie_once_and_damage_is_seen);
  return g_test_run ();
}
