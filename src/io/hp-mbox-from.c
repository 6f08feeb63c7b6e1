/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns telling the line that begins a mail in an mbox from a sentence that begins with "From".
 * Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-mbox-from.h"

#include <stdlib.h>
#include <string.h>

#include "model/hp-mail.h"

#define MAX_LINE 1024

static const char DAYS[] = "sunmontuewedthufrisat";
static const char MONTHS[] = "janfebmaraprmayjunjulaugsepoctnovdec";

typedef struct
{
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int zone; /* minutes east of UTC */
} FromDate;

/* The index of a three-letter name in @names, or -1. */
static int
find_name (const char *names, const char *word)
{
  g_autofree char *lower = g_ascii_strdown (word, 3);

  if (strlen (word) < 3)
    return -1;
  for (int i = 0; names[i * 3] != '\0'; i++)
    if (strncmp (names + i * 3, lower, 3) == 0)
      return i;
  return -1;
}

static gboolean
is_number (const char *word, gsize min, gsize max)
{
  gsize length = strspn (word, "0123456789");

  return word[length] == '\0' && length >= min && length <= max;
}

static gboolean
read_clock (const char *word, FromDate *date)
{
  char *end;

  if (!g_ascii_isdigit (word[0]))
    return FALSE;
  date->hour = (int) strtol (word, &end, 10);
  if (*end != ':' || !g_ascii_isdigit (end[1]))
    return FALSE;
  date->minute = (int) strtol (end + 1, &end, 10);
  if (*end == ':' && g_ascii_isdigit (end[1]))
    date->second = (int) strtol (end + 1, &end, 10);
  return *end == '\0' && date->hour < 24 && date->minute < 60 && date->second <= 60;
}

static void
read_zone (const char *word, FromDate *date)
{
  int value;

  if ((word[0] != '+' && word[0] != '-') || !is_number (word + 1, 4, 4))
    return;
  value = atoi (word + 1);
  date->zone = (value / 100 * 60 + value % 100) * (word[0] == '-' ? -1 : 1);
}

/* "Jan 1" or "1 Jan". */
static gboolean
read_day (char **words, FromDate *date)
{
  gboolean month_first = find_name (MONTHS, words[0]) >= 0;
  const char *month = words[month_first ? 0 : 1];
  const char *day = words[month_first ? 1 : 0];

  date->month = find_name (MONTHS, month) + 1;
  date->day = is_number (day, 1, 2) ? atoi (day) : 0;
  return date->month > 0 && date->day >= 1 && date->day <= 31;
}

/* Reads the words behind the name of a weekday: the year stands before or behind clock and zone. */
static gboolean
read_date (char **words, FromDate *date)
{
  gboolean has_clock = FALSE;

  if (g_strv_length (words) < 4 || !read_day (words, date))
    return FALSE;
  for (int i = 2; words[i] != NULL && i < 8; i++)
    if (date->year == 0 && is_number (words[i], 4, 4))
      date->year = atoi (words[i]);
    else if (!has_clock && strchr (words[i], ':') != NULL)
      has_clock = read_clock (words[i], date);
    else
      read_zone (words[i], date);
  return has_clock && date->year >= 1970;
}

static gint64
get_time (const FromDate *date)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (date->year, date->month, date->day, date->hour,
                                                    date->minute, MIN (date->second, 59));
  gint64 seconds = time != NULL ? g_date_time_to_unix (time) - date->zone * 60 : 0;

  return seconds > 0 ? seconds * G_USEC_PER_SEC : HP_TIME_NONE;
}

static char **
split_words (const char *line, gsize length)
{
  g_autofree char *text = g_strndup (line, length);
  g_auto (GStrv) raw = g_strsplit_set (text, " \t,\r", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; raw[i] != NULL; i++)
    if (*raw[i] != '\0')
      g_strv_builder_add (words, raw[i]);
  return g_strv_builder_end (words);
}

gboolean
hp_mbox_from_parse (const char *line, gsize length, gint64 *time)
{
  *time = HP_TIME_NONE;
  if (length < 5 || length > MAX_LINE || memcmp (line, "From ", 5) != 0)
    return FALSE;

  g_auto (GStrv) words = split_words (line + 5, length - 5);
  for (guint i = 0; words[i] != NULL; i++)
    {
      FromDate date = { 0 };
      if (find_name (DAYS, words[i]) < 0 || strlen (words[i]) != 3 ||
          !read_date (words + i + 1, &date))
        continue;
      *time = get_time (&date);
      return TRUE;
    }
  return FALSE;
}
