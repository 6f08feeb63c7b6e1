/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns telling languages apart. The commonest words decide most texts at little cost; the n-grams
 * of libexttextcat are asked about the rest. It takes Norwegian for Danish, so between the Nordic
 * languages the words have the last say. Each thread has a classifier of its own, as libexttextcat
 * works inside of its handle; it is made at a thread's first text and freed with the thread. No
 * outcome depends on what a thread has read before. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-language.h"

#include "config.h"

#include <libexttextcat/textcat.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "mime/hp-language-words.h"

/* In bytes: of the text, and of its words. */
#define MAX_TEXT 4096
#define MAX_WORDS 512
#define MIN_LETTERS 40
/* Letters of other languages: a name may have one. */
#define MAX_FOREIGN 1

/* Words alone decide if they are so many in each word, and so far ahead of the next language. */
#define SURE_SHARE 0.15
#define SURE_RATIO 1.35
#define SURE_LEAD 0.5
/* With n-grams that agree, so many are enough; less is another language. */
#define MIN_SHARE 0.1
#define MIN_LEAD 0.05

typedef struct
{
  HpLanguageWords *words; /* (owned) */
  void *textcat;          /* (owned) (nullable) no fingerprints are installed */
  candidate_t *output;    /* (owned) (nullable) */
} Classifier;

typedef struct
{
  char text[MAX_WORDS + 8]; /* words in lower case, set apart by single spaces */
  gsize length;
  guint letters;
  guint cyrillic;
  guint foreign;
} Sample;

static const char *const NAMES[HP_N_LANGUAGES] = { "fi", "sv", "en", "de", "fr", "es", "it",
                                                   "nl", "no", "da", "pl", "pt", "ru" };

static gboolean
is_nordic (HpLanguage language)
{
  return language == HP_LANGUAGE_SV || language == HP_LANGUAGE_NO || language == HP_LANGUAGE_DA;
}

/* The list of fingerprints is a file to libexttextcat; "nb" is its name for Norwegian. */
static void *
open_textcat (void)
{
  int file = memfd_create ("fingerprints", MFD_CLOEXEC);
  g_autoptr (GString) list = g_string_new (NULL);
  void *textcat = NULL;
  char path[32];

  for (guint i = 0; i < HP_N_LANGUAGES; i++)
    g_string_append_printf (list, "%s.lm %s--utf8\n", i == HP_LANGUAGE_NO ? "nb" : NAMES[i],
                            NAMES[i]);
  g_snprintf (path, sizeof path, "/proc/self/fd/%d", file);
  if (file >= 0 && write (file, list->str, list->len) == (gssize) list->len)
    textcat = special_textcat_Init (path, HP_TEXTCATDIR "/");
  if (file >= 0)
    close (file);
  return textcat;
}

static Classifier *
new_classifier (void)
{
  Classifier *self = g_new0 (Classifier, 1);

  self->words = hp_language_words_new ();
  self->textcat = open_textcat ();
  if (self->textcat != NULL)
    self->output = textcat_GetClassifyFullOutput (self->textcat);
  return self;
}

static void
free_classifier (gpointer data)
{
  Classifier *self = data;

  if (self->textcat != NULL)
    {
      textcat_ReleaseClassifyFullOutput (self->textcat, self->output);
      textcat_Done (self->textcat);
    }
  hp_language_words_free (self->words);
  g_free (self);
}

static Classifier *
get_classifier (void)
{
  static GPrivate key = G_PRIVATE_INIT (free_classifier);
  Classifier *self = g_private_get (&key);

  if (self == NULL)
    {
      self = new_classifier ();
      g_private_set (&key, self);
    }
  return self;
}

static inline gboolean
is_code_mark (char c)
{
  return (c >= '0' && c <= '9') || c == '@' || c == '/' || c == '\\' || c == '_' || c == '=' ||
         c == '&' || c == '#';
}

/* Addresses, links, numbers and codes are of no language. */
static gboolean
is_word (const char *token, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (is_code_mark (token[i]) ||
        (token[i] == '.' && i + 1 < length && g_ascii_isalnum (token[i + 1])))
      return FALSE;
  return TRUE;
}

/* Letters that none of the languages has, but their neighbours. */
static gboolean
is_foreign (gunichar c)
{
  static const char *const letters = "řěůďťňčšžľĺŕșțăğışőűāēīūģķļņėįųіїєґђћљњџ";

  return c >= 0x80 && g_utf8_strchr (letters, -1, c) != NULL;
}

static void
append_letter (Sample *self, gunichar c)
{
  if (c < 0x80 && g_ascii_isalpha (c))
    {
      self->text[self->length++] = g_ascii_tolower (c);
      self->letters++;
      return;
    }
  if (!g_unichar_isalpha (c))
    {
      if (self->length > 0 && self->text[self->length - 1] != ' ')
        self->text[self->length++] = ' ';
      return;
    }
  c = g_unichar_tolower (c);
  self->length += (gsize) g_unichar_to_utf8 (c, self->text + self->length);
  self->letters++;
  if (c >= 0x400 && c < 0x530)
    self->cyrillic++;
  if (is_foreign (c))
    self->foreign++;
}

static void
append_token (Sample *self, const char *token, gsize length)
{
  if (!is_word (token, length))
    return;
  for (const char *at = token; at < token + length && self->length < MAX_WORDS;
       at = g_utf8_next_char (at))
    append_letter (self, g_utf8_get_char (at));
  append_letter (self, ' ');
}

static void
take_sample (Sample *self, const char *text)
{
  const char *limit = text + strnlen (text, MAX_TEXT);

  memset (self, 0, sizeof *self);
  for (const char *at = text; at < limit && self->length < MAX_WORDS;)
    {
      gsize length = strcspn (at, " \t\r\n");
      append_token (self, at, length);
      at += length + strspn (at + length, " \t\r\n");
    }
}

static HpLanguage
find_best (const HpLanguageScores *scores, guint among)
{
  HpLanguage best = HP_N_LANGUAGES;

  for (guint i = 0; i < HP_N_LANGUAGES; i++)
    if ((among & (1u << i)) && (best == HP_N_LANGUAGES || scores->scores[i] > scores->scores[best]))
      best = i;
  return best;
}

static double
get_second (const HpLanguageScores *scores, guint among, HpLanguage best)
{
  HpLanguage second = find_best (scores, among & ~(1u << best));

  return second < HP_N_LANGUAGES ? scores->scores[second] : 0;
}

/* The languages whose n-grams are like those of the text, as bits. */
static guint
find_candidates (const Classifier *self, const Sample *sample)
{
  guint candidates = 0;
  int count;

  if (self->textcat == NULL)
    return 0;
  count = textcat_ClassifyFull (self->textcat, sample->text, sample->length, self->output);
  for (int i = 0; i < count; i++)
    for (guint j = 0; j < HP_N_LANGUAGES; j++)
      if (strncmp (self->output[i].name, NAMES[j], 2) == 0)
        candidates |= is_nordic (j)
                          ? 1u << HP_LANGUAGE_SV | 1u << HP_LANGUAGE_NO | 1u << HP_LANGUAGE_DA
                          : 1u << j;
  return candidates;
}

static const char *
guess_latin (const Classifier *self, const Sample *sample)
{
  const guint all = (1u << HP_N_LANGUAGES) - 1;
  HpLanguageScores scores;

  hp_language_words_weigh (self->words, sample->text, &scores);
  HpLanguage best = find_best (&scores, all);
  double second = get_second (&scores, all, best);
  if (scores.scores[best] >= SURE_SHARE * scores.n_words &&
      scores.scores[best] >= second * SURE_RATIO && scores.scores[best] >= second + SURE_LEAD)
    return NAMES[best];

  guint candidates = find_candidates (self, sample);
  best = find_best (&scores, candidates);
  if (best == HP_N_LANGUAGES || scores.scores[best] < MIN_SHARE * scores.n_words ||
      scores.scores[best] < get_second (&scores, candidates, best) + MIN_LEAD)
    return NULL;
  return NAMES[best];
}

const char *
hp_language_guess (const char *text)
{
  Sample sample;

  take_sample (&sample, text);
  if (sample.letters < MIN_LETTERS || sample.foreign > MAX_FOREIGN)
    return NULL;
  if (sample.cyrillic > sample.letters / 2)
    return NAMES[HP_LANGUAGE_RU];
  return guess_latin (get_classifier (), &sample);
}
