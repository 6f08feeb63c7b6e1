/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the words for moments to come in Finnish, Swedish and English. Pure; any thread. Invariant:
 * what is not understood whole is not understood. */

#define G_LOG_DOMAIN "helppari"

#include "base/hp-when-text.h"

#include <stdlib.h>
#include <string.h>

#define MORNING 8
#define NOON 12
#define AFTERNOON 13
#define EVENING 18
#define MAX_WORDS 12
#define MAX_COUNT 1000

typedef enum
{
  NOISE,
  NEXT,
  DAY,  /* value: days from today */
  PART, /* value: its hour */
  UNIT, /* value: Unit */
  COUNT,
} Kind;

typedef enum
{
  NO_UNIT,
  HALF_HOUR,
  MINUTE,
  HOUR,
  A_DAY,
  WEEK,
  MONTH,
  YEAR,
} Unit;

/* Spellings are lower case and without accents, a space around each. */
static const struct
{
  Kind kind;
  int value;
  const char *spellings;
} WORDS[] = {
  { NOISE, 0,
    " in at on the o'clock this of klo klo. kello tana paasta kuluttua kl kl. klockan pa om den "
    "i till until asti saakka and ja och " },
  { NEXT, 0, " next ensi seuraavana tulevana nasta kommande " },
  { DAY, 0, " today tanaan idag " },
  { DAY, 1, " tomorrow huomenna huomiseen imorgon imorron " },
  { DAY, 2, " overmorrow ylihuomenna overmorgon iovermorgon " },
  { PART, MORNING,
    " morning morgonen morgonnen aamulla aamuna aamuun aamupaivalla bitti formiddag "
    "formiddagen " },
  { PART, NOON, " noon midday keskipaivalla middag " },
  { PART, AFTERNOON, " afternoon iltapaivalla iltapaivaan eftermiddag eftermiddagen " },
  { PART, EVENING, " evening illalla iltana iltaan kvall kvallen " },
  { UNIT, HALF_HOUR, " halvtimme puolituntia " },
  { UNIT, MINUTE, " min mins minute minutes minuutti minuutin minuuttia minut minuter " },
  { UNIT, HOUR, " h hr hrs hour hours tunti tunnin tuntia tim timme timmar " },
  { UNIT, A_DAY, " d day days pv paiva paivan paivaa vrk vuorokauden dag dagar dygn " },
  { UNIT, WEEK, " w week weeks vk viikko viikon viikkoa viikolla vecka veckor veckan " },
  { UNIT, MONTH, " month months kk kuukausi kuukauden kuukautta kuussa manad manader " },
  { UNIT, YEAR, " year years vuosi vuoden vuotta ar " },
  { COUNT, 1, " a an one yhden en ett " },
  { COUNT, 2, " two couple kahden parin tva par " },
  { COUNT, 3, " three kolmen tre " },
  { COUNT, 4, " four neljan fyra " },
  { COUNT, 5, " five viiden fem " },
  { COUNT, 6, " six kuuden sex " },
  { COUNT, 7, " seven seitseman sju " },
  { COUNT, 8, " eight kahdeksan atta " },
  { COUNT, 9, " nine yhdeksan nio " },
  { COUNT, 10, " ten kymmenen tio " },
};

static const char *const WEEKDAYS[7][3] = {
  { "maanantai", "mandag", "monday" },      { "tiistai", "tisdag", "tuesday" },
  { "keskiviikko", "onsdag", "wednesday" }, { "torstai", "torsdag", "thursday" },
  { "perjantai", "fredag", "friday" },      { "lauantai", "lordag", "saturday" },
  { "sunnuntai", "sondag", "sunday" },
};
static const char *const SHORT_WEEKDAYS[7] = {
  " ma man mon ", " ti tis tue tues ", " ke ons wed ", " to tors thu thur thurs ",
  " pe fre fri ", " la lor sat ",      " su son sun ",
};
static const char *const MONTHS[12][3] = {
  { "tammikuu", "januari", "january" },
  { "helmikuu", "februari", "february" },
  { "maaliskuu", "mars", "march" },
  { "huhtikuu", "april", "april" },
  { "toukokuu", "maj", "may" },
  { "kesakuu", "juni", "june" },
  { "heinakuu", "juli", "july" },
  { "elokuu", "augusti", "august" },
  { "syyskuu", "september", "september" },
  { "lokakuu", "oktober", "october" },
  { "marraskuu", "november", "november" },
  { "joulukuu", "december", "december" },
};

/* What the words said so far. */
typedef struct
{
  gint64 now;     /* us UTC */
  GDateTime *day; /* (owned) now, later moved */
  int offset;     /* days from today, -1 = not said */
  int weekday;    /* 1 = Monday */
  int date;
  int month;
  int year;
  int hour; /* -1 = not said */
  int minute;
  int part; /* hour, -1 = not said */
  int count;
  Unit unit; /* of the distance */
  gboolean is_next;
} When;

static char *
fold (const char *text)
{
  g_autofree char *plain = g_str_to_ascii (text, "C");
  return g_ascii_strdown (plain, -1);
}

static gboolean
is_spelled (const char *spellings, const char *word)
{
  g_autofree char *spaced = g_strconcat (" ", word, " ", NULL);
  return strstr (spellings, spaced) != NULL;
}

/* 1 and up, 0 = none. */
static int
find_weekday (const char *word)
{
  for (int i = 0; i < 7; i++)
    {
      if (is_spelled (SHORT_WEEKDAYS[i], word))
        return i + 1;
      for (int n = 0; n < 3; n++)
        if (g_str_has_prefix (word, WEEKDAYS[i][n]))
          return i + 1;
    }
  return 0;
}

static int
find_month (const char *word)
{
  for (int i = 0; i < 12 && strlen (word) >= 3; i++)
    for (int n = 0; n < 3; n++)
      if (g_str_has_prefix (word, MONTHS[i][n]) || g_str_has_prefix (MONTHS[i][n], word))
        return i + 1;
  return 0;
}

static int
fetch (GMatchInfo *match, const char *name, int fallback)
{
  g_autofree char *digits = g_match_info_fetch_named (match, name);
  return digits != NULL && *digits != '\0' ? atoi (digits) : fallback;
}

static gboolean
set_time (When *self, int hour, int minute)
{
  if (self->hour >= 0 || hour > 23 || minute > 59)
    return FALSE;
  self->hour = hour;
  self->minute = minute;
  return TRUE;
}

/* 2026-12-01, 1.12., 1.12.2026, 1/12. */
static gboolean
take_date (When *self, const char *word)
{
  g_autoptr (GRegex) regex =
      g_regex_new ("^(?:(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})(?:t(?<h>\\d\\d):(?<i>\\d\\d))?"
                   "|(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>\\d{4})?"
                   "|(?<d>\\d{1,2})/(?<m>\\d{1,2})(?:/(?<y>\\d{4}))?|(?<d>\\d{1,2})\\.(?<m>\\d))$",
                   G_REGEX_DUPNAMES, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (self->date != 0 || !g_regex_match (regex, word, 0, &match))
    return FALSE;
  self->date = fetch (match, "d", 0);
  self->month = fetch (match, "m", 0);
  self->year = fetch (match, "y", 0);
  int hour = fetch (match, "h", -1);
  return hour < 0 || set_time (self, hour, fetch (match, "i", 0));
}

/* 9:30, 9.30, 9am. */
static gboolean
take_clock (When *self, const char *word)
{
  g_autoptr (GRegex) regex = g_regex_new ("^(?<h>\\d{1,2})(?:[:.](?<i>\\d\\d))?(?<half>[ap]m)?$",
                                          G_REGEX_DEFAULT, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, word, 0, &match))
    return FALSE;
  g_autofree char *half = g_match_info_fetch_named (match, "half");
  int hour = fetch (match, "h", 0);
  if (half != NULL && *half != '\0')
    hour = hour % 12 + (*half == 'p' ? 12 : 0);
  return set_time (self, hour, fetch (match, "i", 0));
}

static gboolean
take_unit (When *self, int count, Unit unit)
{
  if (self->unit != NO_UNIT)
    return FALSE;
  self->unit = unit;
  self->count = count;
  return count <= MAX_COUNT;
}

/* FALSE if the word is in no table. @kind: (out). */
static gboolean
find_word (const char *word, Kind *kind, int *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (is_spelled (WORDS[i].spellings, word))
      {
        *kind = WORDS[i].kind;
        *value = WORDS[i].value;
        return TRUE;
      }
  return FALSE;
}

/* "2" before a unit or a month, else an hour. @used: (out) words taken. */
static gboolean
take_number (When *self, int number, char **words, guint *used)
{
  const char *next = words[1];
  Kind kind;
  int value;

  *used = 2;
  if (next != NULL && find_word (next, &kind, &value) && kind == UNIT)
    return take_unit (self, number, value);
  if (next != NULL && find_month (next) != 0 && self->date == 0)
    {
      self->date = number;
      self->month = find_month (next);
      return TRUE;
    }
  if (next != NULL && (strcmp (next, "am") == 0 || strcmp (next, "pm") == 0) && number <= 12)
    return set_time (self, number % 12 + (*next == 'p' ? 12 : 0), 0);
  *used = 1;
  return set_time (self, number, 0);
}

static gboolean
take_table_word (When *self, Kind kind, int value, char **words, guint *used)
{
  switch (kind)
    {
    case NEXT:
      self->is_next = TRUE;
      return words[1] != NULL;
    case DAY:
      self->offset = value;
      return TRUE;
    case PART:
      self->part = value;
      return TRUE;
    case UNIT:
      return take_unit (self, 1, value);
    case COUNT:
      return words[1] != NULL && take_number (self, value, words, used) && *used == 2;
    default:
      return TRUE;
    }
}

/* "i morgon", "i dag": two words for what other languages say in one. */
static gboolean
take_swedish_day (When *self, char **words)
{
  if (words[1] == NULL || strcmp (words[0], "i") != 0)
    return FALSE;
  gboolean is_today = strcmp (words[1], "dag") == 0;
  if (!is_today && strcmp (words[1], "morgon") != 0 && strcmp (words[1], "morron") != 0)
    return FALSE;
  self->offset = !is_today;
  return TRUE;
}

/* "December 1" and "2h". */
static gboolean
take_compound (When *self, char **words, guint *used)
{
  int month = find_month (words[0]);
  gsize digits = strspn (words[0], "0123456789");
  Kind kind;
  int value;

  if (month != 0 && self->date == 0 && words[1] != NULL && atoi (words[1]) > 0)
    {
      self->month = month;
      self->date = atoi (words[1]);
      *used = 2;
      return TRUE;
    }
  return digits > 0 && digits < 5 && find_word (words[0] + digits, &kind, &value) && kind == UNIT &&
         take_unit (self, atoi (words[0]), value);
}

static gboolean
take_word (When *self, char **words, guint *used)
{
  gsize digits = strspn (words[0], "0123456789");
  gboolean is_number = digits > 0 && digits < 5 &&
                       (words[0][digits] == '\0' || strcmp (words[0] + digits, ".") == 0);
  int weekday = find_weekday (words[0]);
  Kind kind;
  int value;

  *used = 1;
  if (is_number)
    return take_number (self, atoi (words[0]), words, used);
  if (take_swedish_day (self, words))
    {
      *used = 2;
      return TRUE;
    }
  if (strcmp (words[0], "tonight") == 0 || strcmp (words[0], "ikvall") == 0)
    {
      self->offset = 0;
      self->part = EVENING;
      return TRUE;
    }
  if (strcmp (words[0], "huomenaamulla") == 0)
    {
      self->offset = 1;
      self->part = MORNING;
      return TRUE;
    }
  if (find_word (words[0], &kind, &value))
    return take_table_word (self, kind, value, words, used);
  if (weekday != 0)
    {
      self->weekday = weekday;
      return TRUE;
    }
  return take_date (self, words[0]) || take_clock (self, words[0]) ||
         take_compound (self, words, used);
}

static void
move (When *self, GDateTime *moved)
{
  g_date_time_unref (self->day);
  self->day = moved;
}

/* "next week" is its Monday, "next month" its first day. */
static void
move_to_next (When *self)
{
  move (self, self->unit == WEEK
                  ? g_date_time_add_days (self->day, 8 - g_date_time_get_day_of_week (self->day))
              : self->unit == MONTH
                  ? g_date_time_add_full (self->day, 0, 1,
                                          1 - g_date_time_get_day_of_month (self->day), 0, 0, 0)
              : self->unit == YEAR ? g_date_time_add_years (self->day, 1)
                                   : g_date_time_add_days (self->day, 1));
}

static void
move_by_distance (When *self)
{
  switch (self->unit)
    {
    case HALF_HOUR:
      move (self, g_date_time_add_minutes (self->day, 30 * self->count));
      break;
    case MINUTE:
      move (self, g_date_time_add_minutes (self->day, self->count));
      break;
    case HOUR:
      move (self, g_date_time_add_hours (self->day, self->count));
      break;
    case A_DAY:
    case WEEK:
      move (self, g_date_time_add_days (self->day, self->count * (self->unit == WEEK ? 7 : 1)));
      break;
    case MONTH:
      move (self, g_date_time_add_months (self->day, self->count));
      break;
    default:
      move (self, g_date_time_add_years (self->day, self->count));
    }
}

/* FALSE where the distance gave the clock too. */
static gboolean
settle_day (When *self)
{
  if (self->unit != NO_UNIT)
    {
      self->is_next ? move_to_next (self) : move_by_distance (self);
      return self->is_next;
    }
  if (self->offset > 0)
    move (self, g_date_time_add_days (self->day, self->offset));
  return TRUE;
}

static GDateTime *
make_date (When *self, int year)
{
  return g_date_time_new (g_date_time_get_timezone (self->day), year, self->month, self->date,
                          self->hour, self->minute, 0);
}

static GDateTime *
set_clock (When *self, GDateTime *day)
{
  return g_date_time_new (g_date_time_get_timezone (day), g_date_time_get_year (day),
                          g_date_time_get_month (day), g_date_time_get_day_of_month (day),
                          self->hour, self->minute, 0);
}

static gboolean
is_past (When *self, GDateTime *moment)
{
  return g_date_time_to_unix (moment) * G_USEC_PER_SEC <= self->now;
}

/* The moment with its clock set; the next such day or date where it would be past.
 * Returns: (transfer full) (nullable). */
static GDateTime *
make_moment (When *self)
{
  GDateTime *moment;

  if (self->date != 0)
    {
      int year = self->year != 0 ? self->year : g_date_time_get_year (self->day);
      moment = make_date (self, year);
      if (moment == NULL || self->year != 0 || !is_past (self, moment))
        return moment;
      g_date_time_unref (moment);
      return make_date (self, year + 1);
    }
  if (self->weekday != 0)
    {
      int days = (self->weekday - g_date_time_get_day_of_week (self->day) + 7) % 7;
      move (self, g_date_time_add_days (self->day, self->is_next && days == 0 ? 7 : days));
    }
  moment = set_clock (self, self->day);
  if (moment == NULL || self->offset >= 0 || self->unit != NO_UNIT || !is_past (self, moment))
    return moment;
  g_date_time_unref (moment);
  move (self, g_date_time_add_days (self->day, self->weekday != 0 ? 7 : 1));
  return set_clock (self, self->day);
}

static void
settle_clock (When *self)
{
  if (self->hour < 0 && self->part >= 0)
    self->hour = self->part;
  else if (self->hour < 0)
    self->hour = MORNING;
  else if (self->part >= AFTERNOON && self->hour < 12)
    self->hour += 12;
}

static gboolean
settle (When *self, gint64 *time)
{
  gboolean is_said = self->offset >= 0 || self->weekday != 0 || self->date != 0 ||
                     self->hour >= 0 || self->part >= 0 || self->unit != NO_UNIT;
  gboolean wants_clock = settle_day (self) || self->hour >= 0 || self->part >= 0;

  if (!is_said || (self->is_next && self->unit == NO_UNIT && self->weekday == 0))
    return FALSE;
  settle_clock (self);
  g_autoptr (GDateTime) moment = wants_clock ? make_moment (self) : g_date_time_ref (self->day);
  if (moment == NULL || is_past (self, moment))
    return FALSE;
  *time = g_date_time_to_unix (moment) * G_USEC_PER_SEC;
  return TRUE;
}

gboolean
hp_when_parse (const char *text, GDateTime *now, gint64 *time)
{
  g_autofree char *folded = fold (text);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (folded), " ,\t\n", -1);
  When self = { .offset = -1, .hour = -1, .part = -1 };
  gboolean is_understood;
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      words[n++] = words[i];
    else
      g_free (words[i]);
  words[n] = NULL;
  self.now = g_date_time_to_unix (now) * G_USEC_PER_SEC;
  self.day = g_date_time_ref (now);
  is_understood = n > 0 && n <= MAX_WORDS;
  for (guint at = 0, used = 1; is_understood && at < n; at += used)
    is_understood = take_word (&self, words + at, &used);
  is_understood = is_understood && settle (&self, time);
  g_date_time_unref (self.day);
  return is_understood;
}
