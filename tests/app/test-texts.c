/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What of a message is folded away, and how loosely typed letters fit. No display needed. */

#include "app/inbox/hp-message-folds.h"
#include "app/inbox/hp-search-marks.h"
#include "app/palette/hp-fuzzy.h"
#include "mime/hp-new-words.h"

#include <string.h>

static HpMessage *
make_message (const char *text)
{
  HpMessage *message = hp_message_new ();

  message->text = g_strdup (text);
  g_array_unref (message->folds);
  message->folds = hp_new_words_find (text, strlen (text));
  return message;
}

static void
check_folds (const char *text, const char *expected)
{
  g_autoptr (HpMessage) message = make_message (text);
  g_autoptr (GArray) folds = hp_message_folds_dup (message);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < folds->len; i++)
    {
      const HpFold *fold = &g_array_index (folds, HpFold, i);
      g_string_append_printf (found, "%c[", fold->kind == HP_FOLD_QUOTE ? 'q' : 's');
      g_string_append_len (found, text + fold->start, (gssize) (fold->end - fold->start));
      g_string_append (found, "]");
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_folds (void)
{
  check_folds ("", "");
  check_folds ("Hei", "");
  check_folds ("Hei\n\n> 1\n> 2\n>\n> 3\n", "q[> 1\n> 2\n>\n> 3\n]");
  check_folds ("> a few lines\n> between\nmy answer\n", "");
  check_folds ("> 1\n> 2\n> 3\n> 4\nmy answer\n", "q[> 1\n> 2\n> 3\n> 4\n]");
  check_folds ("my answer\n> a few lines\n", "q[> a few lines\n]");
  check_folds ("Hei\n-- \nAino\nHavukka Oy\n", "s[-- \nAino\nHavukka Oy\n]");
}

static void
test_count (void)
{
  const char *text = "Hei\n> 1\n> 2\n> 3\n> 4\n";
  g_autoptr (HpMessage) message = make_message (text);
  g_autoptr (GArray) folds = hp_message_folds_dup (message);

  g_assert_cmpuint (hp_message_folds_count_lines (folds, HP_FOLD_QUOTE, text), ==, 4);
  g_assert_cmpuint (hp_message_folds_count_lines (folds, HP_FOLD_SIGNATURE, text), ==, 0);
}

static guint
score (const char *pattern, const char *text)
{
  g_autofree char *one = hp_fuzzy_fold (pattern);
  g_autofree char *other = hp_fuzzy_fold (text);

  return hp_fuzzy_score (one, other);
}

static void
test_fuzzy (void)
{
  gsize start;
  gsize end;

  g_assert_cmpuint (score ("makela", "Mäkelä"), >, 0);
  g_assert_cmpuint (score ("mer", "Merge into"), >, score ("mer", "A summer"));
  g_assert_cmpuint (score ("int", "Merge into"), >, score ("erg", "Merge into"));
  g_assert_cmpuint (score ("mgi", "Merge into"), >, 0);
  g_assert_cmpuint (score ("xyz", "Merge into"), ==, 0);
  g_assert_true (hp_fuzzy_find ("ke", "Mäkelä", &start, &end));
  g_assert_cmpuint (start, ==, 3);
  g_assert_cmpuint (end, ==, 5);
}

static void
check_marks (const char *query, const char *text, const char *expected)
{
  g_autoptr (HpSearchMarks) marks = hp_search_marks_new (query);
  g_autoptr (GString) found = g_string_new (NULL);

  for (gsize start = 0, end = 0; hp_search_marks_next (marks, text, &start, &end);)
    g_string_append_printf (found, "[%.*s]", (int) (end - start), text + start);
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_marks (void)
{
  check_marks ("viltti", "Viltit eivät ole saapuneet, vilttejä", "[Viltit][vilttejä]");
  check_marks ("lasku is:open", "Lasku 88120, laskut; is open", "[Lasku][laskut]");
  check_marks ("makela", "Liisa Mäkelä", "[Mäkelä]");
  check_marks ("-viltti", "Viltit", "");
  check_marks ("", "Viltit", "");
  check_marks ("viltti", "", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/texts/folds", test_folds);
  g_test_add_func ("/texts/count", test_count);
  g_test_add_func ("/texts/fuzzy", test_fuzzy);
  g_test_add_func ("/texts/marks", test_marks);
  return g_test_run ();
}
