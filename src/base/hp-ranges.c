/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns sets of numbers that are mostly whole. */

#define G_LOG_DOMAIN "helppari"

#include "base/hp-ranges.h"

static const HpRange *
get (const HpRanges *ranges, guint i)
{
  return &g_array_index (ranges, HpRange, i);
}

HpRanges *
hp_ranges_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (HpRange));
}

/* The first range that ends at @n or behind it. */
static guint
find (const HpRanges *ranges, gint64 n)
{
  guint low = 0;
  guint high = ranges->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (get (ranges, middle)->last < n)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

void
hp_ranges_add (HpRanges *ranges, gint64 first, gint64 last)
{
  HpRange range = { first, last };
  guint at = find (ranges, first - 1);
  guint end = at;

  for (; end < ranges->len && get (ranges, end)->first <= last + 1; end++)
    {
      range.first = MIN (range.first, get (ranges, end)->first);
      range.last = MAX (range.last, get (ranges, end)->last);
    }
  if (end > at)
    g_array_remove_range (ranges, at, end - at);
  g_array_insert_val (ranges, at, range);
}

gboolean
hp_ranges_has (const HpRanges *ranges, gint64 n)
{
  guint at = find (ranges, n);

  return at < ranges->len && get (ranges, at)->first <= n;
}

gint64
hp_ranges_get_whole (const HpRanges *ranges)
{
  return ranges->len > 0 && get (ranges, 0)->first == 1 ? get (ranges, 0)->last : 0;
}

gint64
hp_ranges_get_last (const HpRanges *ranges)
{
  return ranges->len > 0 ? get (ranges, ranges->len - 1)->last : 0;
}

HpRanges *
hp_ranges_subtract (const HpRanges *ranges, const HpRanges *others)
{
  HpRanges *rest = hp_ranges_new ();

  for (guint i = 0; i < ranges->len; i++)
    {
      HpRange left = *get (ranges, i);
      guint at = others != NULL ? find (others, left.first) : 0;
      for (; others != NULL && at < others->len && get (others, at)->first <= left.last; at++)
        {
          if (get (others, at)->first > left.first)
            hp_ranges_add (rest, left.first, get (others, at)->first - 1);
          left.first = get (others, at)->last + 1;
        }
      if (left.first <= left.last)
        hp_ranges_add (rest, left.first, left.last);
    }
  return rest;
}
