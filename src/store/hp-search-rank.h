/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-search-places.h"

G_BEGIN_DECLS

/* How well a row matches: higher is better. A phrase counts by how often it stands in the row,
 * weighted by column, and the more often the less each time. It depends on the row and the query
 * alone, so it does not change when other mail comes in. @places: of hp_places(). @weights: of each
 * column. Pure; any thread. */
double hp_search_rank (const HpSearchPlace *places, guint n_places, const double *weights);

G_END_DECLS
