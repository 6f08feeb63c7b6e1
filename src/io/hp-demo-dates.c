/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns moving the dates inside a demo mail. A pattern needs a year, so that no time of day, price
 * or phone number is taken for a date; base64 has none of the characters that one needs. Pure; any
 * thread. */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-demo-dates.h"

#include <string.h>

#define FORMS 6
#define MONTHS 12
#define WEEKDAYS 7

/* Two forms a language, the long one first: English, Finnish, Swedish. */
static const char *const MONTH_NAMES[FORMS][MONTHS] = {
  { "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December" },
  { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" },
  { "tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesäkuuta",
    "heinäkuuta", "elokuuta", "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta" },
  { "tammik", "helmik", "maalisk", "huhtik", "toukok", "kesäk", "heinäk", "elok", "syysk", "lokak",
    "marrask", "jouluk" },
  { "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
    "oktober", "november", "december" },
  { "jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec" },
};
static const char *const WEEKDAY_NAMES[FORMS][WEEKDAYS] = {
  { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
  { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" },
  { "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai" },
  { "ma", "ti", "ke", "to", "pe", "la", "su" },
  { "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag" },
  { "mån", "tis", "ons", "tors", "fre", "lör", "sön" },
};

/* The parts of a date that change, as groups of the pattern. */
static const char *const PARTS[] = { "weekday", "day", "month", "year" };
enum
{
  PART_WEEKDAY,
  PART_DAY,
  PART_MONTH,
  PART_YEAR,
  N_PARTS
};

typedef struct
{
  int days;
  int start[N_PARTS]; /* -1 = not there */
  int end[N_PARTS];
} Date;

static char *
join_names (const char *const *names, gsize n)
{
  g_autoptr (GPtrArray) copy = g_ptr_array_new ();

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (copy, (gpointer) names[i]);
  g_ptr_array_add (copy, NULL);
  return g_strjoinv ("|", (char **) copy->pdata);
}

static GRegex *
make_pattern (void)
{
  g_autofree char *months = join_names (&MONTH_NAMES[0][0], FORMS * MONTHS);
  g_autofree char *weekdays = join_names (&WEEKDAY_NAMES[0][0], FORMS * WEEKDAYS);
  g_autofree char *pattern = g_strdup_printf (
      "\\b(?:(?<weekday>%1$s),? (?:den )?)?(?<day>\\d{1,2})\\.? (?<month>%2$s)\\.? "
      "(?<year>\\d{4})\\b"
      "|\\b(?:(?<weekday>%1$s), )?(?<month>%2$s) (?<day>\\d{1,2}), (?<year>\\d{4})\\b"
      "|(?<![\\d.])(?<day>\\d{1,2})\\.(?<month>\\d{1,2})\\.(?<year>\\d{4})\\b"
      "|\\b(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})(?!\\d)"
      "|(?<=:)(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?=T\\d{6}|\\r?\\n)",
      weekdays, months);

  /* Mails are bytes; some are in Latin 1. */
  return g_regex_new (pattern, G_REGEX_RAW | G_REGEX_DUPNAMES | G_REGEX_OPTIMIZE, 0, NULL);
}

/* Where @word stands in a table of names: its index in the row, and the row as *form. */
static int
find_name (const char *word, const char *const *names, int n, int *form)
{
  for (int i = 0; i < FORMS * n; i++)
    if (strcmp (names[i], word) == 0)
      {
        *form = i / n;
        return i % n;
      }
  return -1;
}

/* In two digits where the year stands first, or where the old one has a nought. */
static char *
dup_number (const char *old, int number, gboolean is_iso)
{
  return g_strdup_printf (is_iso || *old == '0' ? "%02d" : "%d", number);
}

static char *
dup_month (const char *old, int month, gboolean is_iso, int *form)
{
  if (find_name (old, &MONTH_NAMES[0][0], MONTHS, form) >= 0)
    return g_strdup (MONTH_NAMES[*form][month - 1]);
  return dup_number (old, month, is_iso);
}

/* "to" before an English date is no torstai. */
static char *
dup_weekday (const char *old, int weekday, int month_form)
{
  int form;

  if (find_name (old, &WEEKDAY_NAMES[0][0], WEEKDAYS, &form) >= 0 && form / 2 == month_form / 2)
    return g_strdup (WEEKDAY_NAMES[form][weekday - 1]);
  return g_strdup (old);
}

static int
read_month (const char *word)
{
  int form;
  int index = find_name (word, &MONTH_NAMES[0][0], MONTHS, &form);

  return index >= 0 ? index + 1 : (int) g_ascii_strtoll (word, NULL, 10);
}

/* The new words in the places of @old. FALSE where it is no day of the calendar. */
static gboolean
move_words (const Date *date, char *const old[N_PARTS], char *fresh[N_PARTS])
{
  gboolean is_iso = date->start[PART_YEAR] < date->start[PART_DAY];
  int form = -1;
  g_autoptr (GDateTime) then = g_date_time_new_utc (
      (int) g_ascii_strtoll (old[PART_YEAR], NULL, 10), read_month (old[PART_MONTH]),
      (int) g_ascii_strtoll (old[PART_DAY], NULL, 10), 0, 0, 0);
  g_autoptr (GDateTime) now = then != NULL ? g_date_time_add_days (then, date->days) : NULL;

  if (now == NULL)
    return FALSE;
  fresh[PART_YEAR] = g_strdup_printf ("%04d", g_date_time_get_year (now));
  fresh[PART_MONTH] = dup_month (old[PART_MONTH], g_date_time_get_month (now), is_iso, &form);
  fresh[PART_DAY] = dup_number (old[PART_DAY], g_date_time_get_day_of_month (now), is_iso);
  if (old[PART_WEEKDAY] != NULL)
    fresh[PART_WEEKDAY] = dup_weekday (old[PART_WEEKDAY], g_date_time_get_day_of_week (now), form);
  return TRUE;
}

/* The part that begins first at or behind @from, or -1. */
static int
find_next_part (const Date *date, int from)
{
  int next = -1;

  for (int i = 0; i < N_PARTS; i++)
    if (date->start[i] >= from && (next < 0 || date->start[i] < date->start[next]))
      next = i;
  return next;
}

static void
append_moved (const GMatchInfo *match,
              const Date *date,
              char *const fresh[N_PARTS],
              GString *result)
{
  const char *text = g_match_info_get_string (match);
  int at;
  int end;

  g_match_info_fetch_pos (match, 0, &at, &end);
  for (int part; (part = find_next_part (date, at)) >= 0; at = date->end[part])
    {
      g_string_append_len (result, text + at, date->start[part] - at);
      g_string_append (result, fresh[part]);
    }
  g_string_append_len (result, text + at, end - at);
}

static gboolean
on_match_cb (const GMatchInfo *match, GString *result, gpointer data)
{
  Date date = { .days = GPOINTER_TO_INT (data) };
  char *old[N_PARTS] = { NULL };
  char *fresh[N_PARTS] = { NULL };

  for (int i = 0; i < N_PARTS; i++)
    {
      if (!g_match_info_fetch_named_pos (match, PARTS[i], &date.start[i], &date.end[i]))
        date.start[i] = -1;
      if (date.start[i] >= 0)
        old[i] = g_match_info_fetch_named (match, PARTS[i]);
    }
  if (!move_words (&date, old, fresh))
    for (int i = 0; i < N_PARTS; i++)
      fresh[i] = g_strdup (old[i]);
  append_moved (match, &date, fresh, result);
  for (int i = 0; i < N_PARTS; i++)
    {
      g_free (old[i]);
      g_free (fresh[i]);
    }
  return FALSE;
}

GBytes *
hp_demo_dates_shift (GBytes *raw, int days)
{
  g_autoptr (GRegex) pattern = make_pattern ();
  gsize length;
  const char *data = g_bytes_get_data (raw, &length);
  char *moved = g_regex_replace_eval (pattern, data, (gssize) length, 0, 0, on_match_cb,
                                      GINT_TO_POINTER (days), NULL);

  if (moved == NULL)
    return g_bytes_ref (raw);
  return g_bytes_new_take (moved, strlen (moved));
}
