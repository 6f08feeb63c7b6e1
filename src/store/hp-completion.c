/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what the word being typed may become. Runs on the thread of the connection. Its work is
 * bounded by counts, not by time, so that the same index gives the same completions. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-completion.h"

#include "base/hp-error.h"
#include "store/hp-fold.h"

#include <string.h>

/* Places of one term that are read; more only say that it is frequent. */
#define TERM_PLACES 100
/* All places that are read, and what one leap to another term counts as. Measured: 0.4 us a
 * place, 50 us a leap. */
#define MAX_WORK 40000
#define LEAP_WORK 150

typedef struct
{
  char *text; /* (owned) */
  guint n_places;
  gint64 row; /* of its last place that was read: the lower, the more frequent */
} Candidate;

static void
clear_candidate (gpointer data)
{
  g_free (((Candidate *) data)->text);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a;
  const Candidate *y = b;

  if (x->n_places != y->n_places)
    return x->n_places > y->n_places ? -1 : 1;
  if (x->n_places == TERM_PLACES && x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return strcmp (x->text, y->text);
}

/* Counts one place; TRUE if the term has enough of them. */
static gboolean
add_place (GArray *candidates, const char *term, gint64 row)
{
  Candidate *last =
      candidates->len > 0 ? &g_array_index (candidates, Candidate, candidates->len - 1) : NULL;

  if (last == NULL || strcmp (last->text, term) != 0)
    {
      Candidate candidate = { g_strdup (term), 1, row };
      g_array_append_val (candidates, candidate);
      return FALSE;
    }
  last->n_places++;
  last->row = row;
  return last->n_places == TERM_PLACES;
}

/* Reads the places of the terms in [@from, @to) until one term has enough of them, whose successor
 * is returned, or there are no more. Returns: (transfer full) (nullable). */
static char *
read_places (sqlite3_stmt *statement,
             const char *from,
             const char *to,
             GArray *candidates,
             guint *work)
{
  char *next = NULL;

  sqlite3_bind_text (statement, 1, from, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, to, -1, SQLITE_STATIC);
  while (next == NULL && ++*work < MAX_WORK && sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *term = (const char *) sqlite3_column_text (statement, 0);
      if (term != NULL && add_place (candidates, term, sqlite3_column_int64 (statement, 1)))
        next = g_strconcat (term, "\x01", NULL);
    }
  return next;
}

static gboolean
find_candidates (sqlite3_stmt *statement, const char *prefix, GArray *candidates)
{
  g_autofree char *to = g_strconcat (prefix, "\xf4\x8f\xbf\xbf", NULL);
  g_autofree char *from = g_strdup (prefix);
  guint work = 0;
  int rc = SQLITE_OK;

  while (from != NULL && rc == SQLITE_OK && work < MAX_WORK)
    {
      char *next = read_places (statement, from, to, candidates, &work);
      rc = sqlite3_reset (statement);
      g_free (from);
      from = next;
      work += LEAP_WORK;
    }
  return rc == SQLITE_OK;
}

GPtrArray *
hp_completion_list (sqlite3 *db,
                    const char *vocab_table,
                    const char *prefix,
                    guint limit,
                    GError **error)
{
  g_autofree char *lower = hp_fold_lower (prefix, -1);
  g_autofree char *folded = hp_fold_term (lower);
  g_autofree char *sql = g_strdup_printf (
      "SELECT term, doc, offset FROM \"%s\" WHERE term >= ?1 AND term < ?2", vocab_table);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;

  g_array_set_clear_func (candidates, clear_candidate);
  if (g_utf8_strlen (folded, -1) < HP_COMPLETION_MIN_CHARS)
    return g_steal_pointer (&list);
  gboolean done = sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) == SQLITE_OK &&
                  find_candidates (statement, folded, candidates);
  if (!done)
    g_set_error (error, HP_ERROR, HP_ERROR_FAILED, "Completing “%s”: %s", prefix,
                 sqlite3_errmsg (db));
  sqlite3_finalize (statement);
  if (!done)
    return NULL;

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < MIN (limit, candidates->len); i++)
    g_ptr_array_add (list, g_steal_pointer (&g_array_index (candidates, Candidate, i).text));
  return g_steal_pointer (&list);
}
