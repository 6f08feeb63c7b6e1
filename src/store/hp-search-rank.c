/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the order of search results. Runs on the thread of the connection. A row's rank depends on
 * the row and the query alone, so it does not change when other mail comes in. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-search-rank.h"

#include "base/hp-error.h"
#include "store/hp-fts5.h"

/* How soon more of the same word stops counting: the k1 of BM25. */
#define SATURATION 1.2
/* A quoted log may hold a word a thousand times. */
#define MAX_PLACES 64

typedef struct
{
  const Fts5ExtensionApi *api;
  Fts5Context *context;
  sqlite3_value **values;
  int n_values;
} Call;

static double
get_argument (const Call *call, int index)
{
  return index < call->n_values ? sqlite3_value_double (call->values[index]) : 1.0;
}

/* The places of the phrase in the row, each as heavy as its column, into @weight. */
static int
weigh_phrase (const Call *call, int phrase, double *weight)
{
  Fts5PhraseIter place;
  int column, offset;

  *weight = 0;
  int rc = call->api->xPhraseFirst (call->context, phrase, &place, &column, &offset);
  for (int i = 0; rc == SQLITE_OK && column >= 0 && i < MAX_PLACES; i++)
    {
      *weight += get_argument (call, column);
      call->api->xPhraseNext (call->context, &place, &column, &offset);
    }
  return rc;
}

static void
rank (const Fts5ExtensionApi *api,
      Fts5Context *context,
      sqlite3_context *result,
      int n_values,
      sqlite3_value **values)
{
  Call call = { api, context, values, n_values };
  int n_columns = api->xColumnCount (context);
  int n_phrases = api->xPhraseCount (context);
  double score = 0;

  for (int i = 0; i < n_phrases; i++)
    {
      double weight;
      int rc = weigh_phrase (&call, i, &weight);
      if (rc != SQLITE_OK)
        {
          sqlite3_result_error_code (result, rc);
          return;
        }
      score += get_argument (&call, n_columns + i) * weight / (weight + SATURATION);
    }
  sqlite3_result_double (result, -score);
}

gboolean
hp_search_rank_register (sqlite3 *db, GError **error)
{
  fts5_api *api = hp_fts5_find_api (db, error);

  if (api == NULL)
    return FALSE;
  if (api->xCreateFunction (api, "hp_rank", NULL, rank, NULL) == SQLITE_OK)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_FAILED, "Setting up the search: %s", sqlite3_errmsg (db));
  return FALSE;
}
