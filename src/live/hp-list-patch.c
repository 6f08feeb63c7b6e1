/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the rows of a long list follow single tickets: those are taken out, and put where they
 * belong now, which the tickets between tell in some twenty steps. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-list-patch.h"

#include "store/hp-ticket-table.h"
#include "store/hp-view-table.h"

static gboolean
has_row (const GArray *rows, gint64 row)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == row)
      return TRUE;
  return FALSE;
}

static GArray *
dup_without (const GArray *rows, const GArray *touched)
{
  GArray *left = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len + touched->len);

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);
      if (!has_row (touched, row))
        g_array_append_val (left, row);
    }
  return left;
}

/* Whether the ticket at @place is listed before (@updated, @row). */
static gboolean
is_before (HpDb *db, const GArray *rows, guint place, gint64 updated, gint64 row)
{
  gint64 other = g_array_index (rows, gint64, place);
  gint64 other_updated = hp_tickets_get_updated (db, other);

  return other_updated > updated || (other_updated == updated && other > row);
}

static guint
find_place (HpDb *db, const GArray *rows, gint64 updated, gint64 row)
{
  guint low = 0;
  guint high = rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (is_before (db, rows, middle, updated, row))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

GArray *
hp_list_patch (HpDb *db, gint64 view, const GArray *before, const GArray *touched)
{
  GArray *rows = dup_without (before, touched);

  for (guint i = 0; i < touched->len; i++)
    {
      gint64 row = g_array_index (touched, gint64, i);
      gint64 updated = hp_tickets_get_updated (db, row);
      if (updated != HP_DB_NULL_INT && (view == 0 || hp_views_has_member (db, view, updated, row)))
        g_array_insert_val (rows, find_place (db, rows, updated, row), row);
    }
  return rows;
}
