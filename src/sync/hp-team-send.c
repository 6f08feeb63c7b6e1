/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what goes into the team's log: this desk's decisions, numbered before they are sent; and
 * whatever the log lacks of what is here, its own at once, that of others when they have had time
 * to send it themselves. So a log that lost a part, or a new one, fills by itself. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-team-log-private.h"

#include "store/hp-change-table.h"
#include "sync/hp-log-segment.h"

#define SEGMENT_OPS 500
#define NUMBERED_AT_ONCE 2000

/* Numbers some of this desk's decisions; *more: there may be further ones. */
static gboolean
number_some (HpTeamLog *self, gboolean *more, GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);
  const HpKey *desk = hp_desk_get_id (self->desk);
  HpRanges *held = hp_team_log_get_held (self, desk);
  gint64 last = hp_ranges_get_last (held);

  hp_db_begin (db);
  gint64 before = hp_locals_get_int (db, HP_TEAM_LOCAL_SENT, 0);
  gint64 after = before;
  g_autoptr (GArray) ids = hp_team_ops_list_unsent (db, &after, NUMBERED_AT_ONCE);
  for (guint i = 0; i < ids->len; i++)
    hp_team_ops_add (db, desk, last + 1 + i, &g_array_index (ids, HpKey, i), NULL);
  if (after != before)
    hp_locals_set_int (db, HP_TEAM_LOCAL_SENT, after);
  *more = ids->len == NUMBERED_AT_ONCE;
  if (!hp_db_commit (db, error))
    return FALSE;
  if (ids->len > 0)
    hp_ranges_add (held, last + 1, last + ids->len);
  return TRUE;
}

static gboolean
number_all (HpTeamLog *self, GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);
  gboolean more = hp_team_count_unsent (self->desk) > 0;

  while (more)
    if (!number_some (self, &more, error))
      return FALSE;
  return hp_db_check (db, error);
}

/* What the log holds of whom. Returns: (element-type HpKey HpRanges). */
static GHashTable *
list_covered (HpTeamLog *self)
{
  GHashTable *covered = g_hash_table_new_full (hp_key_table_hash, hp_key_table_equal, g_free,
                                               (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const HpTeamItem *item = value;
      HpLogName name = hp_log_name_parse (item->name);
      if (name.kind != HP_LOG_OPS || item->state != HP_TEAM_ITEM_TAKEN)
        continue;
      HpRanges *ranges = g_hash_table_lookup (covered, &name.key);
      if (ranges == NULL)
        {
          ranges = hp_ranges_new ();
          g_hash_table_insert (covered, g_memdup2 (&name.key, sizeof name.key), ranges);
        }
      hp_ranges_add (ranges, name.first, name.last);
    }
  return covered;
}

static gboolean
send_range (HpTeamLog *self,
            const HpKey *desk,
            gint64 first,
            gint64 last,
            GCancellable *cancellable,
            GError **error)
{
  HpDb *db = hp_desk_get_db (self->desk);
  g_autoptr (GPtrArray) lines =
      hp_team_ops_dup_lines (db, desk, first, last, hp_log_segment_dup_line);

  if (!hp_db_check (db, error))
    return FALSE;
  if (lines == NULL)
    return TRUE;
  g_autofree char *name = hp_log_name_dup (HP_LOG_OPS, desk, first, last);
  g_autoptr (GBytes) plain = hp_log_segment_pack (lines);
  return hp_team_log_append (self, name, plain, cancellable, error);
}

static gboolean
send_ranges (HpTeamLog *self,
             const HpKey *desk,
             HpRanges *ranges,
             guint *sent,
             GCancellable *cancellable,
             GError **error)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const HpRange *range = &g_array_index (ranges, HpRange, i);
      for (gint64 first = range->first; first <= range->last; first += SEGMENT_OPS)
        {
          gint64 last = MIN (range->last, first + SEGMENT_OPS - 1);
          if (!send_range (self, desk, first, last, cancellable, error))
            return FALSE;
          *sent += (guint) (last - first + 1);
        }
    }
  return TRUE;
}

/* Others have some time to send what is theirs before we do. */
static gboolean
is_due (HpTeamLog *self, const HpKey *desk, gboolean lacks)
{
  gint64 now = g_get_monotonic_time ();

  if (hp_key_equal (desk, hp_desk_get_id (self->desk)))
    return lacks;
  if (!lacks)
    {
      g_hash_table_remove (self->lost, desk);
      return FALSE;
    }
  const gint64 *since = g_hash_table_lookup (self->lost, desk);
  if (since == NULL)
    {
      g_hash_table_insert (self->lost, g_memdup2 (desk, sizeof *desk),
                           g_memdup2 (&now, sizeof now));
      return self->patience == 0;
    }
  return now - *since >= self->patience;
}

/* What a desk that does not belong to the team decided is not carried further. */
static HpRanges *
dup_lacking (HpTeamLog *self, const HpKey *desk, const HpRanges *held, const HpRanges *covered)
{
  g_autoptr (HpTeamDesk) row = hp_team_desks_find (hp_desk_get_db (self->desk), desk);
  HpRanges *lacking = hp_ranges_subtract (held, covered);

  if (row == NULL || row->removed_from == 0)
    return lacking;
  g_autoptr (HpRanges) whole = lacking;
  g_autoptr (HpRanges) ignored = hp_ranges_new ();
  hp_ranges_add (ignored, row->removed_from, G_MAXINT64 - 1);
  return hp_ranges_subtract (whole, ignored);
}

gboolean
hp_team_log_send (HpTeamLog *self, HpTeamReport *report, GCancellable *cancellable, GError **error)
{
  if (!number_all (self, error) || !hp_team_log_send_keys (self, cancellable, error))
    return FALSE;
  g_autoptr (GHashTable) covered = list_covered (self);
  GHashTableIter iter;
  gpointer key;
  gpointer held;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, &key, &held))
    {
      g_autoptr (HpRanges) lacking =
          dup_lacking (self, key, held, g_hash_table_lookup (covered, key));
      if (is_due (self, key, lacking->len > 0) &&
          !send_ranges (self, key, lacking, &report->sent, cancellable, error))
        return FALSE;
      gint64 last = hp_ranges_get_last (held);
      g_autoptr (HpRanges) all = hp_ranges_new ();
      if (last > 0)
        hp_ranges_add (all, 1, last);
      g_autoptr (HpRanges) gaps = hp_ranges_subtract (all, held);
      for (guint i = 0; i < gaps->len; i++)
        report->missing += (guint) (g_array_index (gaps, HpRange, i).last -
                                    g_array_index (gaps, HpRange, i).first + 1);
    }
  return TRUE;
}
