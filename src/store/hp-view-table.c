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
  g_free (view->icon);
  g_free (view->sort);
  g_free (view->columns);
  g_free (view->owner);
  g_clear_pointer (&view->query, hp_query_unref);
  g_free (view);
}

GPtrArray *
hp_views_list (HpDb *db)
{
  GPtrArray *views = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_view_free);
  g_auto (HpRows) rows = hp_db_query (
      db,
      "SELECT id, key, name, query, members, position, icon, sort, columns, owner FROM view "
      "ORDER BY position, name, id",
      NULL);

  while (hp_rows_next (&rows))
    {
      HpView *view = g_new0 (HpView, 1);
      view->id = hp_rows_int (&rows, 0);
      view->key = *hp_rows_key (&rows, 1);
      view->name = hp_rows_dup_text (&rows, 2);
      view->text = hp_rows_dup_text (&rows, 3);
      view->query = hp_query_parse (view->text);
      view->members = hp_rows_int (&rows, 4);
      view->position = hp_rows_int (&rows, 5);
      view->icon = hp_rows_dup_text (&rows, 6);
      view->sort = hp_rows_dup_text (&rows, 7);
      view->columns = hp_rows_dup_text (&rows, 8);
      view->owner = hp_rows_dup_text (&rows, 9);
      g_ptr_array_add (views, view);
    }
  return views;
}

void
hp_views_write (HpDb *db, const HpView *view)
{
  if (view->text == NULL)
    {
      hp_db_run (db, "DELETE FROM view_member WHERE view IN (SELECT id FROM view WHERE key = ?)",
                 "k", &view->key);
      hp_db_run (db, "DELETE FROM view WHERE key = ?", "k", &view->key);
      return;
    }
  hp_db_run (db,
             "INSERT INTO view (key, name, query, position, icon, sort, columns, owner, members) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (key) DO UPDATE SET "
             "name = excluded.name, query = excluded.query, position = excluded.position, "
             "icon = excluded.icon, sort = excluded.sort, columns = excluded.columns, "
             "owner = excluded.owner",
             "kssissss", &view->key, view->name, view->text, view->position, view->icon, view->sort,
             view->columns, view->owner);
}

/* All views' conditions in one statement: "SELECT (…), (…) FROM ticket t WHERE t.id = ?". */
typedef struct
{
  HpDb *db;
  GPtrArray *views;  /* (unowned) */
  GString *sql;      /* (owned) */
  GPtrArray *values; /* (owned) the last one is the ticket's id */
  gint64 *gained;    /* (owned) members of each view, to be counted at the end */
  gint64 now;
} Update;

static void
init_update (Update *self, HpDb *db, GPtrArray *views, gint64 now)
{
  *self = (Update){ .db = db, .views = views, .now = now };
  self->sql = g_string_new ("SELECT t.updated, t.snoozed");
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->gained = g_new0 (gint64, views->len);
  for (guint i = 0; i < views->len; i++)
    {
      const HpView *view = g_ptr_array_index (views, i);
      g_autoptr (HpQuerySql) condition = hp_query_sql_new (view->query, view->owner, now, TRUE);
      g_string_append_printf (self->sql, ", (%s)", condition->sql->str);
      g_ptr_array_extend_and_steal (self->values, g_ptr_array_ref (condition->values));
    }
  g_string_append (self->sql, " FROM ticket t WHERE t.id = ?");
  g_ptr_array_add (self->values, hp_query_value_int (0));
}

static void
finish_update (Update *self)
{
  for (guint i = 0; i < self->views->len; i++)
    if (self->gained[i] != 0)
      hp_db_run (self->db, "UPDATE view SET members = members + ? WHERE id = ?", "ii",
                 self->gained[i], ((HpView *) g_ptr_array_index (self->views, i))->id);
  g_string_free (self->sql, TRUE);
  g_ptr_array_unref (self->values);
  g_free (self->gained);
}

static void
remove_member (Update *self, guint view, gint64 ticket, gint64 updated)
{
  hp_db_run (self->db, "DELETE FROM view_member WHERE view = ? AND updated = ? AND ticket = ?",
             "iii", ((HpView *) g_ptr_array_index (self->views, view))->id, updated, ticket);
  self->gained[view] -= hp_db_get_changes (self->db);
}

static void
add_member (Update *self, guint view, gint64 ticket, gint64 updated)
{
  hp_db_run (self->db, "INSERT OR IGNORE INTO view_member (view, updated, ticket) VALUES (?, ?, ?)",
             "iii", ((HpView *) g_ptr_array_index (self->views, view))->id, updated, ticket);
  self->gained[view] += hp_db_get_changes (self->db);
}

static void
set_timer (HpDb *db, gint64 ticket, gint64 at)
{
  if (at == G_MAXINT64)
    hp_db_run (db, "DELETE FROM timer WHERE ticket = ?", "i", ticket);
  else
    hp_db_run (db, "INSERT OR REPLACE INTO timer (ticket, at) VALUES (?, ?)", "ii", ticket, at);
}

static void
update_ticket (Update *self, const HpViewTicket *ticket)
{
  GVariant **id = (GVariant **) &self->values->pdata[self->values->len - 1];
  gint64 next_change = G_MAXINT64;
  gint64 updated = 0;
  gint64 snoozed = 0;
  gboolean is_there;

  g_clear_pointer (id, g_variant_unref);
  *id = hp_query_value_int (ticket->row);
  g_auto (HpRows) rows = hp_db_query_made (self->db, self->sql->str, self->values);
  is_there = hp_rows_next (&rows);
  if (is_there)
    {
      updated = hp_rows_int (&rows, 0);
      snoozed = hp_rows_int (&rows, 1);
    }
  for (guint i = 0; i < self->views->len; i++)
    {
      const HpView *view = g_ptr_array_index (self->views, i);
      gboolean belongs = is_there && hp_rows_int (&rows, (int) i + 2) != 0;
      if (ticket->before != HP_DB_NULL_INT && (!belongs || ticket->before != updated))
        remove_member (self, i, ticket->row, ticket->before);
      if (belongs)
        add_member (self, i, ticket->row, updated);
      if (is_there)
        next_change =
            MIN (next_change, hp_query_get_next_change (view->query, updated, snoozed, self->now));
    }
  if (ticket->before != HP_DB_NULL_INT || next_change != G_MAXINT64)
    set_timer (self->db, ticket->row, next_change);
}

void
hp_views_update_tickets (HpDb *db, GPtrArray *views, GArray *tickets, gint64 now)
{
  Update update;

  init_update (&update, db, views, now);
  for (guint i = 0; i < tickets->len; i++)
    update_ticket (&update, &g_array_index (tickets, HpViewTicket, i));
  finish_update (&update);
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

gint64
hp_views_find (HpDb *db, const char *text)
{
  return hp_db_get_int (db, 0, "SELECT id FROM view WHERE query = ?", "s", text);
}

GArray *
hp_views_list_members (HpDb *db, gint64 view, guint limit)
{
  g_auto (HpRows) rows =
      view == 0 ? hp_db_query (db, "SELECT id FROM ticket ORDER BY updated DESC, id DESC LIMIT ?",
                               "i", (gint64) limit)
                : hp_db_query (db,
                               "SELECT ticket FROM view_member WHERE view = ? "
                               "ORDER BY updated DESC, ticket DESC LIMIT ?",
                               "ii", view, (gint64) limit);
  return hp_rows_list_ints (&rows);
}

gboolean
hp_views_has_member (HpDb *db, gint64 view, gint64 updated, gint64 ticket)
{
  return hp_db_get_int (db, 0,
                        "SELECT 1 FROM view_member WHERE view = ? AND updated = ? AND ticket = ?",
                        "iii", view, updated, ticket) == 1;
}

GArray *
hp_views_list_all_tickets (HpDb *db, gint64 after, guint limit)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT id FROM ticket WHERE id > ? ORDER BY id LIMIT ?",
                                      "ii", after, (gint64) limit);
  return hp_rows_list_ints (&rows);
}
