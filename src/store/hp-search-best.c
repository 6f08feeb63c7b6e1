/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which messages a search shows. They are chosen while the matches are walked once, and of
 * those chosen it is kept where the words stand, since asking the index again for each of them
 * would cost more than the walk. Read-only; the connection's thread. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-search-best.h"

#include <string.h>

#include "store/hp-query-sql.h"
#include "store/hp-search.h"
#include "store/hp-search-places.h"
#include "store/hp-search-rank.h"

#define MATCHES                                                                                    \
  "(SELECT rowid AS id, hp_places (search) AS places FROM search WHERE search MATCH ? "            \
  "ORDER BY rowid DESC LIMIT ?) s "

/* How much a hit in each column counts: subject, people, body, files. */
static const double WEIGHTS[] = { 4.0, 2.0, 1.0, 1.0 };

static void
clear_match (gpointer data)
{
  g_clear_pointer (&((HpSearchMatch *) data)->places, g_bytes_unref);
}

static HpRows
query_matches (HpDb *db, const HpQuery *query, const char *me, const char *match)
{
  g_autoptr (HpQuerySql) condition = hp_query_sql_new (query, me, g_get_real_time (), FALSE);
  g_autofree char *sql = NULL;

  if (strcmp (condition->sql->str, "1") == 0)
    sql = g_strdup ("SELECT s.id, s.places, 1 FROM " MATCHES);
  else
    sql = g_strdup_printf ("SELECT s.id, s.places, t.id IS NOT NULL AND (%s) FROM " MATCHES
                           "CROSS JOIN message m ON m.id = s.id "
                           "LEFT JOIN ticket t ON t.id = m.ticket",
                           condition->sql->str);
  g_ptr_array_add (condition->values, hp_query_value_text (match));
  g_ptr_array_add (condition->values, hp_query_value_int (HP_SEARCH_RANKED + 1));
  return hp_db_query_made (db, sql, condition->values);
}

/* Where a match of this score goes, which is older than all that are there. */
static guint
find_place (GArray *best, double score)
{
  guint low = 0;
  guint high = best->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (g_array_index (best, HpSearchMatch, middle).score >= score)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
keep_if_better (GArray *best, HpRows *rows, guint limit)
{
  gsize length;
  const HpSearchPlace *places = hp_rows_bytes (rows, 1, &length);
  double score = hp_search_rank (places, (guint) (length / sizeof *places), WEIGHTS);
  guint at = find_place (best, score);

  if (at == limit)
    return;
  if (best->len == limit)
    g_array_set_size (best, limit - 1);
  HpSearchMatch match = { hp_rows_int (rows, 0), score, g_bytes_new (places, length) };
  g_array_insert_val (best, at, match);
}

GArray *
hp_search_list_best (HpDb *db,
                     const HpQuery *query,
                     const char *me,
                     const char *match,
                     guint limit,
                     gboolean *is_cut)
{
  GArray *best = g_array_new (FALSE, FALSE, sizeof (HpSearchMatch));
  g_auto (HpRows) rows = query_matches (db, query, me, match);
  guint n = 0;

  g_array_set_clear_func (best, clear_match);
  while (n < HP_SEARCH_RANKED && hp_rows_next (&rows))
    {
      n++;
      if (hp_rows_int (&rows, 2) != 0)
        keep_if_better (best, &rows, limit);
    }
  *is_cut = n == HP_SEARCH_RANKED && hp_rows_next (&rows);
  return best;
}
