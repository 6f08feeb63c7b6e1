/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a list of rows becomes another with as little change as can be, so that selection and
 * scrolling stay. Pure: a walk along both lists; rows that moved are taken from one place and put
 * in another. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-list-diff.h"

#include "live/hp-change-set.h"

enum
{
  IN_BEFORE = 1 << 0,
  IN_AFTER = 1 << 1,
  MOVED = 1 << 2,
};

/* The walk along the middles, which is what lies between a common start and a common end. */
typedef struct
{
  const gint64 *before;
  const gint64 *after;
  guint n_before;
  guint n_after;
  const GArray *touched;
  guint8 *flags; /* (owned) of each touched row */
  GArray *splices;
  guint offset;
} Walk;

static guint8 *
find_flags (Walk *walk, gint64 row)
{
  int at = hp_rows_find (walk->touched, row);
  return at >= 0 ? &walk->flags[at] : NULL;
}

static void
mark (Walk *walk, const gint64 *rows, guint n, guint8 flag)
{
  for (guint i = 0; i < n; i++)
    {
      guint8 *flags = find_flags (walk, rows[i]);
      if (flags != NULL)
        *flags |= flag;
    }
}

static void
add_step (Walk *walk, guint position, guint removed, guint added)
{
  HpSplice *last = walk->splices->len > 0
                       ? &g_array_index (walk->splices, HpSplice, walk->splices->len - 1)
                       : NULL;
  HpSplice step = { walk->offset + position, removed, added };

  if (last != NULL && last->position + last->added == step.position)
    {
      last->removed += removed;
      last->added += added;
      return;
    }
  g_array_append_val (walk->splices, step);
}

/* A touched row that is not on the other side, or is dealt with there. */
static gboolean
is_alone (const guint8 *flags, guint8 other_side)
{
  return flags != NULL && ((*flags & other_side) == 0 || (*flags & MOVED) != 0);
}

/* FALSE if a row moved that was not said to be touched. */
static gboolean
walk_along (Walk *walk)
{
  guint i = 0;
  guint j = 0;

  while (i < walk->n_before || j < walk->n_after)
    {
      if (i < walk->n_before && j < walk->n_after && walk->before[i] == walk->after[j])
        {
          i++, j++;
          continue;
        }
      guint8 *old = i < walk->n_before ? find_flags (walk, walk->before[i]) : NULL;
      guint8 *new = j < walk->n_after ? find_flags (walk, walk->after[j]) : NULL;
      if (is_alone (old, IN_AFTER))
        add_step (walk, j, 1, 0), i++;
      else if (is_alone (new, IN_BEFORE))
        add_step (walk, j, 0, 1), j++;
      else if (new != NULL)
        *new |= MOVED;
      else if (old != NULL)
        *old |= MOVED;
      else
        return FALSE;
    }
  return TRUE;
}

static gboolean
try_walk (Walk *walk, const GArray *touched)
{
  g_autofree guint8 *flags = g_malloc0 (touched->len + 1);

  walk->touched = touched;
  walk->flags = flags;
  g_array_set_size (walk->splices, 0);
  mark (walk, walk->before, walk->n_before, IN_BEFORE);
  mark (walk, walk->after, walk->n_after, IN_AFTER);
  return walk_along (walk);
}

static GArray *
list_all (Walk *walk)
{
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (gint64), walk->n_before + walk->n_after);
  guint kept = 0;

  g_array_append_vals (all, walk->before, walk->n_before);
  g_array_append_vals (all, walk->after, walk->n_after);
  hp_rows_sort (all);
  gint64 *rows = (gint64 *) (gpointer) all->data;
  for (guint i = 0; i < all->len; i++)
    if (kept == 0 || rows[i] != rows[kept - 1])
      rows[kept++] = rows[i];
  g_array_set_size (all, kept);
  return all;
}

GArray *
hp_list_diff (const GArray *before, const GArray *after, const GArray *touched)
{
  const gint64 *old = (const gint64 *) (gpointer) before->data;
  const gint64 *new = (const gint64 *) (gpointer) after->data;
  guint start = 0;
  guint end = 0;
  guint shorter = MIN (before->len, after->len);

  while (start < shorter && old[start] == new[start])
    start++;
  while (end < shorter - start && old[before->len - 1 - end] == new[after->len - 1 - end])
    end++;
  Walk walk = { .before = old + start,
                .after = new + start,
                .n_before = before->len - start - end,
                .n_after = after->len - start - end,
                .splices = g_array_new (FALSE, FALSE, sizeof (HpSplice)),
                .offset = start };
  if (!try_walk (&walk, touched))
    {
      g_autoptr (GArray) all = list_all (&walk);
      try_walk (&walk, all);
    }
  return walk.splices;
}
