/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns where the words of a query stand in a row of the index. Runs on the thread of the
 * connection. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-search-places.h"

#include "base/hp-error.h"
#include "store/hp-fts5.h"

/* A quoted log may hold a word a thousand times. */
#define MAX_PLACES 64

/* The places of one phrase, at most MAX_PLACES, into @places. Returns: SQLite's code. */
static int
list_phrase (const Fts5ExtensionApi *api,
             Fts5Context *context,
             int phrase,
             HpSearchPlace *places,
             guint *n)
{
  guint32 rest = (guint32) api->xPhraseSize (context, phrase) - 1;
  Fts5PhraseIter iter;
  int column, offset;

  int rc = api->xPhraseFirst (context, phrase, &iter, &column, &offset);
  for (*n = 0; rc == SQLITE_OK && column >= 0 && *n < MAX_PLACES;
       api->xPhraseNext (context, &iter, &column, &offset))
    places[(*n)++] = (HpSearchPlace){ (guint16) column, (guint16) phrase, (guint32) offset,
                                      (guint32) offset + rest };
  return rc;
}

static void
list_places (const Fts5ExtensionApi *api,
             Fts5Context *context,
             sqlite3_context *result,
             int n_values,
             sqlite3_value **values)
{
  GArray *places = api->xUserData (context);
  int n_phrases = api->xPhraseCount (context);
  guint length = 0;
  int rc = SQLITE_OK;

  for (int i = 0; i < n_phrases && rc == SQLITE_OK; i++)
    {
      guint n;
      g_array_set_size (places, MAX (places->len, length + MAX_PLACES));
      rc = list_phrase (api, context, i, &g_array_index (places, HpSearchPlace, length), &n);
      length += n;
    }
  if (rc == SQLITE_OK)
    sqlite3_result_blob64 (result, places->data, length * sizeof (HpSearchPlace), SQLITE_TRANSIENT);
  else
    sqlite3_result_error_code (result, rc);
}

static void
free_places (gpointer places)
{
  g_array_unref (places);
}

gboolean
hp_search_places_register (sqlite3 *db, GError **error)
{
  fts5_api *api = hp_fts5_find_api (db, error);

  if (api == NULL)
    return FALSE;
  GArray *places = g_array_new (FALSE, FALSE, sizeof (HpSearchPlace));
  if (api->xCreateFunction (api, "hp_places", places, list_places, free_places) == SQLITE_OK)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_FAILED, "Setting up the search: %s", sqlite3_errmsg (db));
  return FALSE;
}
