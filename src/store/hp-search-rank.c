/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the order of search results. Pure. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-search-rank.h"

/* How soon more of the same word stops counting: the k1 of BM25. */
#define SATURATION 1.2

double
hp_search_rank (const HpSearchPlace *places, guint n_places, const double *weights)
{
  double score = 0;
  guint i = 0;

  while (i < n_places)
    {
      guint phrase = places[i].phrase;
      double weight = 0;
      for (; i < n_places && places[i].phrase == phrase; i++)
        weight += weights[places[i].column];
      score += weight / (weight + SATURATION);
    }
  return score;
}
