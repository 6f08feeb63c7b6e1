/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The peer for search: libnotmuch in this process opens the newest 50 threads of each query. Prints
 * one JSON object a line, as bench-desk does: {"query", "results", "ms"}, where ms is the median of
 * five runs after one that warms up. */

#include <stdio.h>
#include <stdlib.h>

#include <glib.h>
#include <notmuch.h>

#define RUNS 5
#define N_THREADS 50

static void
die (const char *what, notmuch_status_t status)
{
  g_printerr ("bench-notmuch: %s: %s\n", what, notmuch_status_to_string (status));
  exit (1);
}

/* Returns: how many threads were opened. */
static guint
open_newest (notmuch_database_t *database, const char *text)
{
  notmuch_query_t *query = notmuch_query_create (database, text);
  notmuch_threads_t *threads;
  notmuch_status_t status;
  gsize seen = 0; /* what is read is used, so that nothing of it is spared */
  guint n = 0;

  notmuch_query_set_sort (query, NOTMUCH_SORT_NEWEST_FIRST);
  status = notmuch_query_search_threads (query, &threads);
  if (status != NOTMUCH_STATUS_SUCCESS)
    die (text, status);
  for (; n < N_THREADS && notmuch_threads_valid (threads); n++)
    {
      notmuch_thread_t *thread = notmuch_threads_get (threads);

      seen += (gsize) notmuch_thread_get_subject (thread)[0];
      seen += (gsize) notmuch_thread_get_newest_date (thread);
      seen += (gsize) notmuch_thread_get_authors (thread)[0];
      notmuch_thread_destroy (thread);
      notmuch_threads_move_to_next (threads);
    }
  notmuch_query_destroy (query);
  return seen > 0 ? n : 0;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static void
measure (notmuch_database_t *database, const char *query)
{
  double ms[RUNS];
  guint n = open_newest (database, query);

  for (guint i = 0; i < RUNS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      open_newest (database, query);
      ms[i] = (double) (g_get_monotonic_time () - start) / 1000.0;
    }
  qsort (ms, RUNS, sizeof *ms, compare_doubles);
  g_print ("{\"query\": \"%s\", \"results\": %u, \"ms\": %.3f}\n", query, n, ms[RUNS / 2]);
}

int
main (int argc, char **argv)
{
  notmuch_database_t *database;
  notmuch_status_t status;
  g_autofree char *text = NULL;
  g_auto (GStrv) queries = NULL;

  if (argc != 3 || !g_file_get_contents (argv[2], &text, NULL, NULL))
    {
      g_printerr ("Usage: bench-notmuch CONFIG QUERIES\n");
      return 2;
    }
  status = notmuch_database_open_with_config (NULL, NOTMUCH_DATABASE_MODE_READ_ONLY, argv[1], NULL,
                                              &database, NULL);
  if (status != NOTMUCH_STATUS_SUCCESS)
    die (argv[1], status);
  queries = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; queries[i] != NULL; i++)
    measure (database, queries[i]);
  notmuch_database_destroy (database);
  return 0;
}
