/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables change and local: what each commit touched, so that other processes can follow,
 * and what concerns this desk folder alone. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-change-table.h"

#define KEPT 100000
#define TRIM_STEP 5000

void
hp_changes_add (HpDb *db, const char *kind, gint64 id)
{
  hp_db_run (db, "INSERT INTO change (kind, id) VALUES (?, ?)", "si", kind, id);
}

gint64
hp_changes_get_last (HpDb *db)
{
  return hp_db_get_int (db, 0, "SELECT max (seq) FROM change", NULL);
}

void
hp_changes_trim (HpDb *db)
{
  gint64 first = hp_db_get_int (db, 0, "SELECT min (seq) FROM change", NULL);
  gint64 last = hp_changes_get_last (db);

  if (last - first > KEPT + TRIM_STEP)
    hp_db_run (db, "DELETE FROM change WHERE seq <= ?", "i", last - KEPT);
}

GArray *
hp_changes_list (HpDb *db, gint64 after, gboolean *is_complete)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (HpChange));
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT max (seq), kind, id FROM change WHERE seq > ? GROUP BY kind, id ORDER BY 1", "i",
      after);

  *is_complete = hp_changes_get_last (db) >= after &&
                 hp_db_get_int (db, after + 1, "SELECT min (seq) FROM change", NULL) <= after + 1;
  while (hp_rows_next (&rows))
    {
      HpChange change = { .seq = hp_rows_int (&rows, 0),
                          .kind = g_intern_string (hp_rows_text (&rows, 1)),
                          .id = hp_rows_int (&rows, 2) };
      g_array_append_val (changes, change);
    }
  return changes;
}

gint64
hp_locals_get_int (HpDb *db, const char *name, gint64 fallback)
{
  return hp_db_get_int (db, fallback, "SELECT value FROM local WHERE name = ?", "s", name);
}

void
hp_locals_set_int (HpDb *db, const char *name, gint64 value)
{
  hp_db_run (db, "INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", "si", name, value);
}

char *
hp_locals_dup_text (HpDb *db, const char *name)
{
  return hp_db_dup_text (db, "SELECT value FROM local WHERE name = ?", "s", name);
}

void
hp_locals_set_text (HpDb *db, const char *name, const char *value)
{
  hp_db_run (db, "INSERT OR REPLACE INTO local (name, value) VALUES (?, ?)", "ss", name, value);
}
