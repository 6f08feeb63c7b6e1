/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables view, view_member and timer: which tickets each saved search holds, kept with
 * every commit, so that a view opens and counts without a search. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-view-table.h"

#include "store/hp-query-sql.h"

void
hp_view_free (HpView *view)
{
  g_free (view->name);
  g_free (view->text);
  g_clear_pointer (&view->query, hp_query_unref);
  g_free (view);
}

GPtrArray *
hp_views_list (HpDb *db)
{
  GPtrArray *views = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_view_free);
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT id, key, name, query, members FROM view ORDER BY position, name, id", NULL);

  while (hp_rows_next (&rows))
    {
      HpView *view = g_new0 (HpView, 1);
      view->id = hp_rows_int (&rows, 0);
      view->key = *hp_rows_key (&rows, 1);
      view->name = hp_rows_dup_text (&rows, 2);
      view->text = hp_rows_dup_text (&rows, 3);
      view->query = hp_query_parse (view->text);
      view->members = hp_rows_int (&rows, 4);
      g_ptr_array_add (views, view);
    }
  return views;
}

void
hp_views_write (HpDb *db, const HpKey *key, const char *name, const char *text, gint64 position)
{
  if (text == NULL)
    {
      hp_db_run (db, "DELETE FROM view_member WHERE view IN (SELECT id FROM view WHERE key = ?)",
                 "k", key);
      hp_db_run (db, "DELETE FROM view WHERE key = ?", "k", key);
      return;
    }
  hp_db_run (db,
             "INSERT INTO view (key, name, query, position, members) VALUES (?, ?, ?, ?, 0) "
             "ON CONFLICT (key) DO UPDATE SET name = excluded.name, query = excluded.query, "
             "position = excluded.position",
             "kssi", key, name, text, position);
}

static gboolean
is_member (HpDb *db, const HpView *view, gint64 ticket, gint64 now)
{
  g_autoptr (HpQuerySql) condition = hp_query_sql_new (view->query, NULL, now, TRUE);
  g_autofree char *sql =
      g_strconcat ("SELECT 1 FROM ticket t WHERE ", condition->sql->str, " AND t.id = ?", NULL);

  g_ptr_array_add (condition->values, hp_query_value_int (ticket));
  g_auto (HpRows) rows = hp_db_query_made (db, sql, condition->values);
  return hp_rows_next (&rows);
}

static void
remove_member (HpDb *db, const HpView *view, gint64 ticket, gint64 updated)
{
  hp_db_run (db, "DELETE FROM view_member WHERE view = ? AND updated = ? AND ticket = ?", "iii",
             view->id, updated, ticket);
  if (hp_db_get_changes (db) > 0)
    hp_db_run (db, "UPDATE view SET members = members - 1 WHERE id = ?", "i", view->id);
}

static void
add_member (HpDb *db, const HpView *view, gint64 ticket, gint64 updated)
{
  hp_db_run (db, "INSERT OR IGNORE INTO view_member (view, updated, ticket) VALUES (?, ?, ?)",
             "iii", view->id, updated, ticket);
  if (hp_db_get_changes (db) > 0)
    hp_db_run (db, "UPDATE view SET members = members + 1 WHERE id = ?", "i", view->id);
}

static void
set_timer (HpDb *db, gint64 ticket, gint64 at)
{
  if (at == G_MAXINT64)
    hp_db_run (db, "DELETE FROM timer WHERE ticket = ?", "i", ticket);
  else
    hp_db_run (db, "INSERT OR REPLACE INTO timer (ticket, at) VALUES (?, ?)", "ii", ticket, at);
}

void
hp_views_update_ticket (HpDb *db,
                        GPtrArray *views,
                        gint64 ticket,
                        gint64 before,
                        gboolean is_gone,
                        gint64 now)
{
  gint64 updated = hp_db_get_int (db, 0, "SELECT updated FROM ticket WHERE id = ?", "i", ticket);
  gint64 next_change = G_MAXINT64;

  for (guint i = 0; i < views->len; i++)
    {
      const HpView *view = g_ptr_array_index (views, i);
      gboolean belongs = !is_gone && is_member (db, view, ticket, now);
      if (!belongs || before != updated)
        remove_member (db, view, ticket, before);
      if (belongs)
        add_member (db, view, ticket, updated);
      next_change = MIN (next_change, hp_query_get_next_change (view->query, updated, now));
    }
  set_timer (db, ticket, is_gone ? G_MAXINT64 : next_change);
}

GArray *
hp_timers_list_due (HpDb *db, gint64 now, guint limit)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT ticket FROM timer WHERE at <= ? ORDER BY at LIMIT ?", "ii", now, (gint64) limit);
  return hp_rows_list_ints (&rows);
}

void
hp_views_clear (HpDb *db, gint64 view)
{
  hp_db_run (db, "DELETE FROM view_member WHERE view = ?", "i", view);
  hp_db_run (db, "UPDATE view SET members = 0 WHERE id = ?", "i", view);
}

GArray *
hp_views_list_all_tickets (HpDb *db, gint64 after, guint limit)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT id FROM ticket WHERE id > ? ORDER BY id LIMIT ?",
                                      "ii", after, (gint64) limit);
  return hp_rows_list_ints (&rows);
}
