/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Owns the languages' word lists, split once. Immutable after hp_babble_new(), one thread. */

#include "hp-babble.h"

#include <string.h>

#include "hp-babble-words.h"

#define LINE_BYTES 76

/* How many words a language draws from. Of a million and a half running words Finnish has some
 * hundred thousand different ones, English with its few forms and spaces in compounds some forty
 * thousand, Swedish in between (Heaps' law). */
#define FI_RANKS 230000
#define SV_RANKS 120000
#define EN_RANKS 60000

typedef struct
{
  char **words;
  guint n;
} Words;

typedef struct
{
  const char *const *sentences;
  guint n_sentences;
  const char *const *subjects;
  guint n_subjects;
  Words common, stems, endings, firsts, lasts, products;
  guint ranks;
  gboolean compounds; /* two nouns make a word, as in Finnish and Swedish */
  const char *greeting, *closing, *reply_prefix;
} Language;

struct _HpBabble
{
  Language languages[3];
  Words towns;
};

static Words
split_words (const char *text)
{
  Words words = { g_strsplit (text, " ", -1), 0 };

  words.n = g_strv_length (words.words);
  for (guint i = 0; i < words.n; i++)
    g_strdelimit (words.words[i], "_", ' ');
  return words;
}

static const char *
pick (const Words *words, HpDice *dice)
{
  return words->words[hp_dice_below (dice, words->n)];
}

/* Finnish vowel harmony: a, o and u anywhere in the stem ask for a back vowel. */
static void
add_ending (GString *out, const char *stem, const char *ending)
{
  const char *vowel = strpbrk (stem, "aou") ? "a" : "ä";

  for (const char *p = ending; *p != '\0' && *p != '-'; p++)
    {
      if (*p == 'A')
        g_string_append (out, vowel);
      else
        g_string_append_c (out, *p);
    }
}

static void
add_syllables (GString *out, guint which)
{
  static const char *const onsets[] = { "b", "br", "d", "f", "g", "k",  "kr", "l",
                                        "m", "n",  "p", "r", "s", "st", "t",  "v" };
  static const char *const rimes[] = { "al", "an", "ar", "e",  "el", "en", "er", "i",
                                       "in", "is", "o",  "on", "or", "u",  "ul" };

  which += G_N_ELEMENTS (onsets) * G_N_ELEMENTS (rimes); /* never a single syllable */
  while (which > 0)
    {
      g_string_append (out, onsets[which % G_N_ELEMENTS (onsets)]);
      which /= G_N_ELEMENTS (onsets);
      g_string_append (out, rimes[which % G_N_ELEMENTS (rimes)]);
      which /= G_N_ELEMENTS (rimes);
    }
}

/* Common words first, then inflected ones, then compounds or made-up words. */
static void
add_word_by_rank (GString *out, const Language *language, guint rank)
{
  const Words *stems = &language->stems;
  const Words *endings = &language->endings;
  guint n_inflected = stems->n * endings->n;
  const char *stem;

  if (rank < language->common.n)
    {
      g_string_append (out, language->common.words[rank]);
      return;
    }
  rank -= language->common.n;
  if (rank >= n_inflected && !language->compounds)
    {
      add_syllables (out, rank - n_inflected);
      return;
    }
  if (rank >= n_inflected)
    g_string_append (out, stems->words[(rank / n_inflected - 1) % stems->n]);
  stem = stems->words[rank % stems->n];
  g_string_append (out, stem);
  add_ending (out, stem, endings->words[rank / stems->n % endings->n]);
}

static void
add_word (GString *out, HpDice *dice, const Language *language)
{
  add_word_by_rank (out, language, hp_dice_zipf (dice, language->ranks));
}

static void
add_filled (HpBabble *self,
            GString *out,
            HpDice *dice,
            const Language *language,
            const char *sentence)
{
  for (const char *p = sentence; *p != '\0'; p++)
    {
      guint a, b; /* rolled one by one: within a call their order would be the compiler's */

      if (*p != '%')
        {
          g_string_append_c (out, *p);
          continue;
        }
      switch (*++p)
        {
        case 'o':
          g_string_append_printf (out, "H-%u", 10000 + hp_dice_below (dice, 90000));
          break;
        case 'p':
          g_string_append (out, pick (&language->products, dice));
          break;
        case 'd':
          a = 1 + hp_dice_below (dice, 28);
          b = 1 + hp_dice_below (dice, 12);
          g_string_append_printf (out, "%u.%u.", a, b);
          break;
        case 'k':
          g_string_append (out, pick (&self->towns, dice));
          break;
        case 'm':
          a = 5 + hp_dice_below (dice, 400);
          b = hp_dice_below (dice, 20) * 5;
          g_string_append_printf (out, "%u,%02u", a, b);
          break;
        case 'n':
          g_string_append_printf (out, "%u", 2 + hp_dice_below (dice, 40));
          break;
        case 'f':
          g_string_append (out, pick (&language->firsts, dice));
          break;
        case 't':
          a = hp_dice_below (dice, 1000000);
          b = hp_dice_below (dice, 1000000);
          g_string_append_printf (out, "JJFI%06u%06u", a, b);
          break;
        case 'w':
          add_word (out, dice, language);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/* Words as they fall, like the talk between the set phrases. */
static void
add_free_sentence (GString *out, HpDice *dice, const Language *language)
{
  guint n = 5 + hp_dice_below (dice, 11);
  gsize start = out->len;

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (out, i % 7 == 6 ? ", " : " ");
      add_word (out, dice, language);
    }
  out->str[start] = g_ascii_toupper (out->str[start]);
  g_string_append_c (out, '.');
}

static void
add_sentence (HpBabble *self, GString *out, HpDice *dice, const Language *language)
{
  if (hp_dice_percent (dice, 60))
    add_filled (self, out, dice, language,
                language->sentences[hp_dice_below (dice, language->n_sentences)]);
  else
    add_free_sentence (out, dice, language);
}

/* Breaks what follows @start into lines, at spaces. */
static void
wrap (GString *text, gsize start)
{
  gsize line = start;
  gssize space = -1;

  for (gsize i = start; i < text->len; i++)
    {
      if (text->str[i] == ' ')
        space = (gssize) i;
      if (i - line >= LINE_BYTES && space >= (gssize) line)
        {
          text->str[space] = '\n';
          line = (gsize) space + 1;
          space = -1;
        }
    }
}

static void
init_language (Language *language,
               const char *common,
               const char *stems,
               const char *endings,
               const char *firsts,
               const char *lasts,
               const char *products)
{
  language->common = split_words (common);
  language->stems = split_words (stems);
  language->endings = split_words (endings);
  language->firsts = split_words (firsts);
  language->lasts = split_words (lasts);
  language->products = split_words (products);
}

static void
free_language (Language *language)
{
  g_strfreev (language->common.words);
  g_strfreev (language->stems.words);
  g_strfreev (language->endings.words);
  g_strfreev (language->firsts.words);
  g_strfreev (language->lasts.words);
  g_strfreev (language->products.words);
}

HpBabble *
hp_babble_new (void)
{
  HpBabble *self = g_new0 (HpBabble, 1);
  Language *fi = &self->languages[HP_LANGUAGE_FI];
  Language *sv = &self->languages[HP_LANGUAGE_SV];
  Language *en = &self->languages[HP_LANGUAGE_EN];

  *fi = (Language){ .sentences = fi_sentences,
                    .n_sentences = G_N_ELEMENTS (fi_sentences),
                    .subjects = fi_subjects,
                    .n_subjects = G_N_ELEMENTS (fi_subjects),
                    .ranks = FI_RANKS,
                    .compounds = TRUE,
                    .greeting = "Hei",
                    .closing = "Ystävällisin terveisin",
                    .reply_prefix = "Vs: " };
  init_language (fi, fi_common, fi_stems, fi_endings, fi_firsts, fi_lasts, fi_products);
  *sv = (Language){ .sentences = sv_sentences,
                    .n_sentences = G_N_ELEMENTS (sv_sentences),
                    .subjects = sv_subjects,
                    .n_subjects = G_N_ELEMENTS (sv_subjects),
                    .ranks = SV_RANKS,
                    .compounds = TRUE,
                    .greeting = "Hej",
                    .closing = "Med vänliga hälsningar",
                    .reply_prefix = "SV: " };
  init_language (sv, sv_common, sv_stems, sv_endings, sv_firsts, sv_lasts, sv_products);
  *en = (Language){ .sentences = en_sentences,
                    .n_sentences = G_N_ELEMENTS (en_sentences),
                    .subjects = en_subjects,
                    .n_subjects = G_N_ELEMENTS (en_subjects),
                    .ranks = EN_RANKS,
                    .greeting = "Hello",
                    .closing = "Kind regards",
                    .reply_prefix = "Re: " };
  init_language (en, en_common, en_stems, en_endings, en_firsts, en_lasts, en_products);
  self->towns = split_words (towns);
  return self;
}

void
hp_babble_free (HpBabble *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->languages); i++)
    free_language (&self->languages[i]);
  g_strfreev (self->towns.words);
  g_free (self);
}

char *
hp_babble_make_name (HpBabble *self, HpDice *dice, HpLanguage language)
{
  const Language *l = &self->languages[language];
  const char *first = pick (&l->firsts, dice);

  return g_strconcat (first, " ", pick (&l->lasts, dice), NULL);
}

char *
hp_babble_make_brand (HpDice *dice)
{
  g_autoptr (GString) out = g_string_new (NULL);

  add_syllables (out, hp_dice_below (dice, 20000));
  return g_strdup (out->str);
}

char *
hp_babble_make_subject (HpBabble *self, HpDice *dice, HpLanguage language)
{
  const Language *l = &self->languages[language];
  g_autoptr (GString) out = g_string_new (NULL);

  add_filled (self, out, dice, l, l->subjects[hp_dice_below (dice, l->n_subjects)]);
  return g_strdup (out->str);
}

void
hp_babble_add_letter (HpBabble *self,
                      HpDice *dice,
                      HpLanguage language,
                      const char *to,
                      const char *from,
                      gsize bytes,
                      GString *out)
{
  const Language *l = &self->languages[language];
  gsize start = out->len;

  g_string_append_printf (out, "%s %s,\n\n", l->greeting, to);
  while (out->len - start < bytes)
    {
      gsize paragraph = out->len;
      guint n = 2 + hp_dice_below (dice, 4);

      for (guint i = 0; i < n; i++)
        {
          if (i > 0)
            g_string_append_c (out, ' ');
          add_sentence (self, out, dice, l);
        }
      wrap (out, paragraph);
      g_string_append (out, "\n\n");
    }
  g_string_append_printf (out, "%s\n%s\n", l->closing, from);
}

char *
hp_babble_make_attribution (HpLanguage language, const char *name, gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);
  int day = g_date_time_get_day_of_month (date), month = g_date_time_get_month (date);
  int year = g_date_time_get_year (date);
  int hour = g_date_time_get_hour (date), minute = g_date_time_get_minute (date);

  switch (language)
    {
    case HP_LANGUAGE_FI:
      return g_strdup_printf ("%s kirjoitti %d.%d.%d klo %d.%02d:", name, day, month, year, hour,
                              minute);
    case HP_LANGUAGE_SV:
      return g_strdup_printf ("%s skrev den %d.%d.%d kl. %02d:%02d:", name, day, month, year, hour,
                              minute);
    case HP_LANGUAGE_EN:
    default:
      return g_strdup_printf ("On %d-%02d-%02d at %02d:%02d, %s wrote:", year, month, day, hour,
                              minute, name);
    }
}

const char *
hp_babble_get_reply_prefix (HpBabble *self, HpLanguage language)
{
  return self->languages[language].reply_prefix;
}
