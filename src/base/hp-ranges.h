/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A set of whole numbers from 1 on, as ranges in order that neither touch nor overlap. One thread.
 */
typedef struct
{
  gint64 first;
  gint64 last;
} HpRange;

typedef GArray HpRanges; /* (element-type HpRange) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpRanges, g_array_unref)

HpRanges *hp_ranges_new (void);
void hp_ranges_add (HpRanges *ranges, gint64 first, gint64 last);
gboolean hp_ranges_has (const HpRanges *ranges, gint64 n);
/* The last number to which nothing is missing, 0 where 1 is. */
gint64 hp_ranges_get_whole (const HpRanges *ranges);
gint64 hp_ranges_get_last (const HpRanges *ranges);
/* What is in @ranges and not in @others (nullable). Returns: (transfer full). */
HpRanges *hp_ranges_subtract (const HpRanges *ranges, const HpRanges *others);

G_END_DECLS
