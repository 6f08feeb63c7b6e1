/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how Swedish words are inflected, as far as a query needs to know it. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-swedish.h"

#include <string.h>

#define MIN_STEM_BYTES 3

/* Endings that stand after any letter, and those that stand after a vowel. */
static const char *const ENDINGS[] = {
  "a",    "an",   "ans",   "as",  "or",  "ors",  "orna",  "ornas", "ar", "ars",
  "arna", "ade",  "arnas", "er",  "ers", "erna", "ernas", "e",     "en", "ens",
  "ena",  "enas", "et",    "ets", "at",  "ad",   "are",   "aste",  NULL,
};
static const char *const VOWEL_ENDINGS[] = {
  "n", "ns", "t", "ts", "na", "nas", "r", "rs", "rna", "rnas", "s", "d", "dde", "tt", NULL,
};
/* Only where the word has å, ä or ö: "köpt" and "krävd", but not "test" and "card". */
static const char *const VERB_ENDINGS[] = { "t", "d", "de", "te", "da", "ta", NULL };

/* What is put on a stem; Snowball makes one of all endings not named here. */
static const char *const CONSONANT_FORMS[] = { "",  "a", "an", "et", "en",  "e", "or",
                                               "d", "t", "de", "te", "ets", NULL };
static const char *const VOWEL_FORMS[] = { "", "n", "t", "r", "na", "rna", "ts", NULL };
/* After el, er and or: datorn, nyckelns. */
static const char *const LIQUID_ENDINGS[] = { "n", "ns", NULL };

static gboolean
ends_in_vowel (const char *text, gsize length)
{
  if (length >= 2 && (guchar) text[length - 2] == 0xc3)
    return TRUE; /* å ä ö é */
  return length > 0 && strchr ("aeiouy", text[length - 1]) != NULL;
}

static gboolean
ends_in_liquid (const char *text, gsize length)
{
  return length > 3 && strchr ("eo", text[length - 2]) != NULL &&
         strchr ("lr", text[length - 1]) != NULL;
}

static gboolean
is_swedish_looking (const char *word)
{
  return strstr (word, "å") != NULL || strstr (word, "ä") != NULL || strstr (word, "ö") != NULL;
}

static void
add_stripped (const char *word, const char *const *endings, gboolean after_vowel, GPtrArray *stems)
{
  gsize length = strlen (word);

  for (guint i = 0; endings[i] != NULL; i++)
    {
      gsize rest = length - MIN (length, strlen (endings[i]));
      if (rest >= MIN_STEM_BYTES && g_str_has_suffix (word, endings[i]) &&
          ends_in_vowel (word, rest) == after_vowel)
        g_ptr_array_add (stems, g_strndup (word, rest));
    }
}

/* Stems change inside: nyckel nyckl-ar, nummer numr-et, rum rumm-et, ansökan ansökning-ar. */
static void
add_changed (const char *stem, GPtrArray *stems)
{
  gsize n = strlen (stem);
  char last = stem[n - 1];
  char before = stem[n - 2];

  if (last == before && (last == 'm' || last == 'n'))
    g_ptr_array_add (stems, g_strndup (stem, n - 1));
  else if (last == 'm')
    g_ptr_array_add (stems, g_strconcat (stem, "m", NULL));
  if (n > 3 && (last == 'l' || last == 'r') && before == 'e' && !ends_in_vowel (stem, n - 2))
    {
      gsize cut = n - 2 - (n > 4 && stem[n - 3] == 'm' && stem[n - 4] == 'm' ? 1 : 0);
      g_ptr_array_add (stems, g_strdup_printf ("%.*s%c", (int) cut, stem, last));
    }
  else if ((last == 'l' || last == 'r') && !ends_in_vowel (stem, n - 1) && before != last)
    g_ptr_array_add (
        stems, g_strdup_printf ("%.*s%se%c", (int) n - 1, stem, before == 'm' ? "m" : "", last));
  if (n > 6 && g_str_has_suffix (stem, "ning"))
    g_ptr_array_add (stems, g_strdup_printf ("%.*san", (int) n - 4, stem));
  if (n > 6 && g_str_has_suffix (stem, "an"))
    g_ptr_array_add (stems, g_strdup_printf ("%.*sning", (int) n - 2, stem));
}

static void
add_forms (const char *stem, GPtrArray *forms)
{
  const char *const *endings = ends_in_vowel (stem, strlen (stem)) ? VOWEL_FORMS : CONSONANT_FORMS;

  for (guint i = 0; endings[i] != NULL; i++)
    g_ptr_array_add (forms, g_strconcat (stem, endings[i], NULL));
  if (ends_in_liquid (stem, strlen (stem)))
    g_ptr_array_add (forms, g_strconcat (stem, "n", NULL));
}

void
hp_swedish_list_forms (const char *word, GPtrArray *forms)
{
  g_autoptr (GPtrArray) stems = g_ptr_array_new_with_free_func (g_free);

  if (strlen (word) < MIN_STEM_BYTES)
    return;
  g_ptr_array_add (stems, g_strdup (word));
  add_stripped (word, ENDINGS, FALSE, stems);
  add_stripped (word, VOWEL_ENDINGS, TRUE, stems);
  if (is_swedish_looking (word))
    add_stripped (word, VERB_ENDINGS, FALSE, stems);
  for (guint i = 0; LIQUID_ENDINGS[i] != NULL; i++)
    {
      gsize rest = strlen (word) - strlen (LIQUID_ENDINGS[i]);
      if (g_str_has_suffix (word, LIQUID_ENDINGS[i]) && ends_in_liquid (word, rest))
        g_ptr_array_add (stems, g_strndup (word, rest));
    }
  guint n_plain = stems->len;
  for (guint i = 0; i < n_plain; i++)
    if (strlen (stems->pdata[i]) >= MIN_STEM_BYTES)
      add_changed (stems->pdata[i], stems);
  for (guint i = 0; i < stems->len; i++)
    add_forms (stems->pdata[i], forms);
}
