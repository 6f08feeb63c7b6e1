/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a write transaction: what it touched, the order in which state is derived from it, and the
 * change log at its end. Invariant: after a commit all state is what the facts and ops alone give,
 * whatever their order of arrival. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-apply-private.h"

#include "base/hp-clock.h"
#include "store/hp-change-table.h"
#include "store/hp-message-table.h"
#include "store/hp-op-table.h"
#include "store/hp-ticket-table.h"
#include "store/hp-view-table.h"

#define LOCAL_CLOCK "clock"
#define VIEW_STEP 500

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static GHashTable *
new_map (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

HpApply *
hp_apply_begin (HpDesk *desk)
{
  HpApply *apply = g_new0 (HpApply, 1);

  apply->desk = desk;
  apply->db = hp_desk_get_db (desk);
  apply->dirty_nodes = new_set ();
  apply->dirty_tickets = new_set ();
  apply->dirty_identities = new_set ();
  apply->free_ids = new_map ();
  apply->view_tickets = g_array_new (FALSE, FALSE, sizeof (HpViewTicket));
  apply->touched_customers = new_set ();
  apply->now = g_get_real_time ();
  hp_db_begin (apply->db);
  return apply;
}

static void
free_apply (HpApply *apply)
{
  g_hash_table_unref (apply->dirty_nodes);
  g_hash_table_unref (apply->dirty_tickets);
  g_hash_table_unref (apply->dirty_identities);
  g_hash_table_unref (apply->free_ids);
  g_array_unref (apply->view_tickets);
  g_hash_table_unref (apply->touched_customers);
  g_free (apply);
}

void
hp_apply_add_dirty (GHashTable *set, gint64 row)
{
  if (row > 0 && !g_hash_table_contains (set, &row))
    g_hash_table_add (set, g_memdup2 (&row, sizeof row));
}

GArray *
hp_apply_list_dirty (GHashTable *set)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_val (rows, *(gint64 *) key);
  return rows;
}

gint64
hp_apply_next_clock (HpApply *apply)
{
  gint64 last =
      MAX (hp_locals_get_int (apply->db, LOCAL_CLOCK, 0), hp_ops_get_last_clock (apply->db));
  gint64 clock = hp_clock_next (last, g_get_real_time ());

  hp_locals_set_int (apply->db, LOCAL_CLOCK, clock);
  return clock;
}

gint64
hp_apply_take_message_id (HpApply *apply, gint64 time)
{
  gint64 first = MAX (time, 0) / G_USEC_PER_SEC << 4;
  gint64 *last = g_hash_table_lookup (apply->free_ids, &first);
  gint64 id = hp_messages_find_free_id (apply->db, MAX (last != NULL ? *last + 1 : first, 1));

  g_hash_table_insert (apply->free_ids, g_memdup2 (&first, sizeof first),
                       g_memdup2 (&id, sizeof id));
  return id;
}

void
hp_apply_touch_ticket (HpApply *apply, gint64 ticket)
{
  hp_apply_add_dirty (apply->dirty_tickets, ticket);
}

static void
derive_dirty_tickets (HpApply *apply)
{
  g_autoptr (GArray) tickets = hp_apply_list_dirty (apply->dirty_tickets);

  for (guint i = 0; i < tickets->len; i++)
    {
      gint64 ticket = g_array_index (tickets, gint64, i);
      HpViewTicket touched = { .row = ticket,
                               .before = hp_tickets_get_updated (apply->db, ticket) };
      g_array_append_val (apply->view_tickets, touched);
      hp_derive_ticket (apply, ticket);
    }
}

/* A view was written: every ticket is looked at again, which for now is one transaction. */
static void
fill_changed_views (HpApply *apply, GPtrArray *views)
{
  gint64 after = 0;

  for (guint i = 0; i < views->len; i++)
    hp_views_clear (apply->db, ((HpView *) g_ptr_array_index (views, i))->id);
  for (;;)
    {
      g_autoptr (GArray) tickets = hp_views_list_all_tickets (apply->db, after, VIEW_STEP);
      g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (HpViewTicket));
      for (guint i = 0; i < tickets->len; i++)
        {
          after = g_array_index (tickets, gint64, i);
          HpViewTicket ticket = { .row = after, .before = HP_DB_NULL_INT };
          g_array_append_val (touched, ticket);
        }
      hp_views_update_tickets (apply->db, views, touched, apply->now);
      if (tickets->len < VIEW_STEP)
        return;
    }
}

static void
update_views (HpApply *apply)
{
  GPtrArray *views;

  if (apply->views_changed)
    hp_desk_forget_views (apply->desk);
  views = hp_desk_get_views (apply->desk);
  if (apply->views_changed)
    fill_changed_views (apply, views);
  hp_views_update_tickets (apply->db, views, apply->view_tickets, apply->now);
}

static void
log_changes (HpApply *apply)
{
  g_autoptr (GArray) tickets = hp_apply_list_dirty (apply->dirty_tickets);
  g_autoptr (GArray) customers = hp_apply_list_dirty (apply->touched_customers);

  for (guint i = 0; i < tickets->len; i++)
    hp_changes_add (apply->db, HP_CHANGE_TICKET, g_array_index (tickets, gint64, i));
  for (guint i = 0; i < customers->len; i++)
    hp_changes_add (apply->db, HP_CHANGE_CUSTOMER, g_array_index (customers, gint64, i));
  if (apply->views_changed)
    hp_changes_add (apply->db, HP_CHANGE_VIEW, 0);
  if (apply->settings_changed)
    hp_changes_add (apply->db, HP_CHANGE_DESK, 0);
  hp_changes_trim (apply->db);
}

gboolean
hp_apply_commit (HpApply *apply, GError **error)
{
  gboolean done;

  hp_derive_tickets (apply);
  hp_derive_customers (apply);
  derive_dirty_tickets (apply);
  update_views (apply);
  log_changes (apply);
  done = hp_db_commit (apply->db, error);
  if (!done)
    hp_desk_forget_views (apply->desk);
  free_apply (apply);
  return done;
}

void
hp_apply_abort (HpApply *apply)
{
  hp_db_rollback (apply->db);
  hp_desk_forget_views (apply->desk);
  free_apply (apply);
}
