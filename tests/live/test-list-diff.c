/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list becomes another in few steps, and always the right one. */

#include "live/hp-list-diff.h"

#include "live/hp-change-set.h"

static GArray *
make_rows (const char *text)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; *text != '\0'; text++)
    {
      gint64 row = *text;
      g_array_append_val (rows, row);
    }
  return rows;
}

/* Applies the steps to @before and compares. Returns how many rows were taken out. */
static guint
check (const GArray *before, const GArray *after, const GArray *touched)
{
  g_autoptr (GArray) splices = hp_list_diff (before, after, touched);
  g_autoptr (GArray) now = g_array_copy ((GArray *) before);
  guint removed = 0;

  for (guint i = 0; i < splices->len; i++)
    {
      HpSplice step = g_array_index (splices, HpSplice, i);
      g_assert_cmpuint (step.position + step.removed, <=, now->len);
      if (step.removed > 0)
        g_array_remove_range (now, step.position, step.removed);
      g_assert_cmpuint (step.position + step.added, <=, after->len);
      if (step.added > 0)
        g_array_insert_vals (now, step.position, &g_array_index (after, gint64, step.position),
                             step.added);
      removed += step.removed;
    }
  g_assert_cmpmem (now->data, now->len * sizeof (gint64), after->data,
                   after->len * sizeof (gint64));
  return removed;
}

static void
check_text (const char *before, const char *after, const char *touched, guint removed)
{
  g_autoptr (GArray) old = make_rows (before);
  g_autoptr (GArray) new = make_rows (after);
  g_autoptr (GArray) moved = make_rows (touched);

  hp_rows_sort (moved);
  g_assert_cmpuint (check (old, new, moved), ==, removed);
}

static void
test_few_steps (void)
{
  check_text ("abcd", "abcd", "b", 0);
  check_text ("abcd", "xabcd", "x", 0);
  check_text ("abcd", "acd", "b", 1);
  check_text ("abcd", "cabd", "c", 1);
  check_text ("abcd", "xabcd", "ax", 0);
  check_text ("abcde", "ebacd", "be", 2);
  check_text ("", "abc", "", 0);
  check_text ("abc", "", "abc", 3);
}

static void
test_said_wrongly (void)
{
  check_text ("abcd", "dabc", "", 1);
  check_text ("abcd", "dcba", "a", 3);
  check_text ("abcd", "xaycz", "q", 2);
}

static void
shuffle (GRand *dice, GArray *rows, guint moves)
{
  for (guint i = 0; i < moves && rows->len > 0; i++)
    {
      guint from = (guint) g_rand_int_range (dice, 0, (gint32) rows->len);
      gint64 row = g_array_index (rows, gint64, from);
      g_array_remove_index (rows, from);
      if (g_rand_boolean (dice))
        g_array_insert_val (rows, (guint) g_rand_int_range (dice, 0, (gint32) rows->len + 1), row);
    }
}

static void
test_at_random (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
      guint n = (guint) g_rand_int_range (dice, 0, 30);
      for (gint64 row = 1; row <= n; row++)
        g_array_append_val (before, row);
      shuffle (dice, before, n);
      g_autoptr (GArray) after = g_array_copy (before);
      shuffle (dice, after, (guint) g_rand_int_range (dice, 0, 8));
      for (gint64 row = 100; row < 100 + g_rand_int_range (dice, 0, 4); row++)
        g_array_insert_val (after, (guint) g_rand_int_range (dice, 0, (gint32) after->len + 1),
                            row);
      check (before, after, none);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-diff/few-steps", test_few_steps);
  g_test_add_func ("/list-diff/said-wrongly", test_said_wrongly);
  g_test_add_func ("/list-diff/at-random", test_at_random);
  return g_test_run ();
}
