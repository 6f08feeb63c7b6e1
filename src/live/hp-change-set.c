/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is known of other people's commits: the value that travels with "changed". */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-change-set.h"

G_DEFINE_BOXED_TYPE (HpChangeSet, hp_change_set, hp_change_set_ref, hp_change_set_unref)

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

void
hp_rows_sort (GArray *rows)
{
  g_array_sort (rows, compare_rows);
}

int
hp_rows_find (const GArray *rows, gint64 row)
{
  guint at;

  return g_array_binary_search ((GArray *) rows, &row, compare_rows, &at) ? (int) at : -1;
}

HpChangeSet *
hp_change_set_new (GArray *tickets, HpChanged changed)
{
  gboolean is_everything = (changed & HP_CHANGED_EVERYTHING) != 0;
  HpChangeSet *set = g_atomic_rc_box_new0 (HpChangeSet);

  hp_rows_sort (tickets);
  set->tickets = tickets;
  set->has_customers = (changed & HP_CHANGED_CUSTOMERS) != 0;
  set->has_views = (changed & HP_CHANGED_VIEWS) != 0;
  set->has_drafts = is_everything || (changed & HP_CHANGED_DRAFTS) != 0;
  set->has_outbox = is_everything || (changed & HP_CHANGED_OUTBOX) != 0;
  set->is_everything = is_everything;
  return set;
}

HpChangeSet *
hp_change_set_ref (HpChangeSet *set)
{
  return g_atomic_rc_box_acquire (set);
}

static void
clear_set (gpointer data)
{
  g_array_unref (((HpChangeSet *) data)->tickets);
}

void
hp_change_set_unref (HpChangeSet *set)
{
  g_atomic_rc_box_release_full (set, clear_set);
}

static HpChanged
get_changed (const HpChangeSet *set)
{
  return (set->has_customers ? HP_CHANGED_CUSTOMERS : 0) | (set->has_views ? HP_CHANGED_VIEWS : 0) |
         (set->has_drafts ? HP_CHANGED_DRAFTS : 0) | (set->has_outbox ? HP_CHANGED_OUTBOX : 0) |
         (set->is_everything ? HP_CHANGED_EVERYTHING : 0);
}

HpChangeSet *
hp_change_set_join (HpChangeSet *one, HpChangeSet *other)
{
  g_autoptr (HpChangeSet) first = one;

  if (first == NULL)
    return hp_change_set_ref (other);
  GArray *tickets = g_array_copy (first->tickets);
  for (guint i = 0; i < other->tickets->len; i++)
    {
      gint64 row = g_array_index (other->tickets, gint64, i);
      if (hp_rows_find (first->tickets, row) < 0)
        g_array_append_val (tickets, row);
    }
  return hp_change_set_new (tickets, get_changed (first) | get_changed (other));
}

gboolean
hp_change_set_has_ticket (const HpChangeSet *set, gint64 row)
{
  return set->is_everything || hp_rows_find (set->tickets, row) >= 0;
}
