/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns reading the dates of mail: the order of their words is free, but each must make sense, for
 * a ticket at a wrong time is worse than one at the time it came. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-mail-date.h"

#include <string.h>

#include "model/hp-mail.h"

#define MAX_WORD 32
#define MAX_OFFSET_HOURS 14

typedef struct
{
  int day;
  int month;
  int year;
  int hour;
  int minute;
  int second;
  gint64 offset; /* seconds east of Greenwich */
  gboolean has_time;
  gboolean has_zone;
} Date;

typedef struct
{
  const char *name;
  int value;
} Named;

/* The first three letters, also as programs that speak other languages write them. */
static const Named MONTHS[] = {
  { "jan", 1 }, { "feb", 2 }, { "mar", 3 },  { "apr", 4 },  { "may", 5 },  { "jun", 6 },
  { "jul", 7 }, { "aug", 8 }, { "sep", 9 },  { "oct", 10 }, { "nov", 11 }, { "dec", 12 },
  { "mrz", 3 }, { "mai", 5 }, { "maj", 5 },  { "okt", 10 }, { "dez", 12 }, { "tam", 1 },
  { "hel", 2 }, { "maa", 3 }, { "huh", 4 },  { "tou", 5 },  { "kes", 6 },  { "hei", 7 },
  { "elo", 8 }, { "syy", 9 }, { "lok", 10 }, { "jou", 12 },
};

/* Minutes east of Greenwich (RFC 5322 section 4.3 and a few that servers write). */
static const Named ZONES[] = {
  { "est", -300 }, { "edt", -240 }, { "cst", -360 }, { "cdt", -300 },     { "mst", -420 },
  { "mdt", -360 }, { "pst", -480 }, { "pdt", -420 }, { "wet", 0 },        { "west", 60 },
  { "bst", 60 },   { "cet", 60 },   { "met", 60 },   { "mez", 60 },       { "cest", 120 },
  { "mest", 120 }, { "mesz", 120 }, { "eet", 120 },  { "eest", 180 },     { "msk", 180 },
  { "jst", 540 },  { "kst", 540 },  { "hst", -600 }, { "est5edt", -300 },
};

static const Named *
find_named (const Named *names, gsize count, const char *word, gsize length)
{
  for (gsize i = 0; i < count; i++)
    if (g_ascii_strncasecmp (word, names[i].name, length) == 0 && names[i].name[length] == '\0')
      return &names[i];
  return NULL;
}

/* Past white space, commas and comments, which may nest; NULL behind a comment that never ends. */
static const char *
skip_gap (const char *at)
{
  guint depth = 0;

  for (; *at != '\0'; at++)
    if (*at == '\\' && at[1] != '\0' && depth > 0)
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && depth > 0)
      depth--;
    else if (depth == 0 && !g_ascii_isspace (*at) && *at != ',')
      break;
  return depth == 0 ? at : NULL;
}

/* The number at *@at, past which it moves; -1 if there is none of @min to @max digits. */
static int
take_number (const char **at, gsize min, gsize max)
{
  gsize length = strspn (*at, "0123456789");
  int number = 0;

  if (length < min || length > max)
    return -1;
  for (gsize i = 0; i < length; i++)
    number = number * 10 + (*at)[i] - '0';
  *at += length;
  return number;
}

/* "10:00", "10:00:05", "10.00.05", perhaps with a fraction. */
static gboolean
read_time (Date *date, const char *word)
{
  const char *at = word;
  char mark;

  date->hour = take_number (&at, 1, 2);
  mark = *at;
  if (date->has_time || date->hour < 0 || (mark != ':' && mark != '.'))
    return FALSE;
  at++;
  date->minute = take_number (&at, 1, 2);
  if (*at == mark)
    {
      at++;
      date->second = take_number (&at, 1, 2);
    }
  if (*at == '.')
    {
      at++;
      take_number (&at, 1, 9);
    }
  date->has_time = TRUE;
  return *at == '\0' && date->hour < 24 && date->minute >= 0 && date->minute < 60 &&
         date->second >= 0 && date->second <= 60;
}

/* "+0200", "-02:00", "+2". What lies outside the world counts for nothing. */
static gboolean
read_offset (Date *date, const char *word)
{
  const char *at = word + 1;
  gsize digits = strspn (at, "0123456789");
  int hours = take_number (&at, 1, digits > 2 ? 4 : 2);
  int minutes = 0;

  if (hours < 0)
    return FALSE;
  if (digits > 2)
    {
      minutes = hours % 100;
      hours /= 100;
    }
  else if (*at == ':')
    {
      at++;
      minutes = take_number (&at, 2, 2);
    }
  date->has_zone = TRUE;
  if (hours <= MAX_OFFSET_HOURS && minutes >= 0 && minutes < 60)
    date->offset = (*word == '-' ? -60 : 60) * (gint64) (hours * 60 + minutes);
  return TRUE;
}

/* RFC 5322 section 4.3. */
static int
complete_year (int year, gsize digits)
{
  if (digits == 2)
    return year < 50 ? 2000 + year : 1900 + year;
  return digits == 3 ? 1900 + year : year;
}

static gboolean
read_number (Date *date, const char *word)
{
  const char *at = word;
  gsize digits = strspn (word, "0123456789");
  int number = take_number (&at, 1, 4);

  if (number < 0 || *at != '\0')
    return FALSE;
  if (date->day == 0 && digits <= 2)
    date->day = number > 0 ? number : -1;
  else if (date->year == 0 && digits >= 2)
    date->year = complete_year (number, digits);
  else
    return FALSE;
  return TRUE;
}

/* "2019-04-29T10:00:05Z", "2019-04-29". */
static gboolean
read_iso (Date *date, const char *word)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *whole =
      strchr (word, 'T') == NULL ? g_strconcat (word, "T00:00:00", NULL) : NULL;
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (whole != NULL ? whole : word, utc);

  if (time == NULL || date->day != 0 || date->year != 0)
    return FALSE;
  g_date_time_get_ymd (time, &date->year, &date->month, &date->day);
  if (whole != NULL)
    return TRUE;
  date->hour = g_date_time_get_hour (time);
  date->minute = g_date_time_get_minute (time);
  date->second = g_date_time_get_second (time);
  date->offset = g_date_time_get_utc_offset (time) / G_USEC_PER_SEC;
  date->has_time = TRUE;
  date->has_zone = TRUE;
  return TRUE;
}

/* A month, or else a zone, or else the name of a day. */
static gboolean
read_name (Date *date, const char *word)
{
  gsize length = strlen (word);
  gboolean is_utc =
      g_ascii_strncasecmp (word, "GMT", 3) == 0 || g_ascii_strncasecmp (word, "UTC", 3) == 0;
  const Named *month = find_named (MONTHS, G_N_ELEMENTS (MONTHS), word, MIN (length, 3));
  const Named *zone = find_named (ZONES, G_N_ELEMENTS (ZONES), word, length);

  if (date->month == 0 && month != NULL)
    date->month = month->value;
  else if (zone != NULL && date->has_time && !date->has_zone)
    {
      date->offset = 60 * (gint64) zone->value;
      date->has_zone = TRUE;
    }
  else if (is_utc && date->has_time && !date->has_zone && (word[3] == '+' || word[3] == '-'))
    return read_offset (date, word + 3);
  else if (g_ascii_strcasecmp (word, "PM") == 0 && date->has_time && date->hour < 12)
    date->hour += 12;
  return TRUE;
}

/* "29-Apr-2019". */
static gboolean
read_dashes (Date *date, const char *word)
{
  g_auto (GStrv) pieces = g_strsplit (word, "-", 4);

  return g_strv_length (pieces) == 3 && read_number (date, pieces[0]) &&
         read_name (date, pieces[1]) && read_number (date, pieces[2]);
}

static gboolean
read_word (Date *date, const char *word)
{
  gsize digits = strspn (word, "0123456789");

  if (*word == '+' || *word == '-')
    return date->has_zone || !date->has_time || read_offset (date, word);
  if (digits == 0)
    return read_name (date, word);
  if (digits == 4 && word[4] == '-')
    return read_iso (date, word);
  if (word[digits] == ':' || word[digits] == '.')
    return read_time (date, word);
  if (word[digits] == '-')
    return read_dashes (date, word);
  /* What follows the zone is no part of the date any more. */
  return read_number (date, word) || date->has_zone;
}

static gint64
finish (const Date *date)
{
  if (!g_date_valid_dmy ((GDateDay) CLAMP (date->day, 0, 99), (GDateMonth) date->month,
                         (GDateYear) MAX (date->year, 0)))
    return HP_TIME_NONE;
  g_autoptr (GDateTime) time = g_date_time_new_utc (date->year, date->month, date->day, date->hour,
                                                    date->minute, MIN (date->second, 59));
  return time != NULL ? (g_date_time_to_unix (time) - date->offset) * G_USEC_PER_SEC : HP_TIME_NONE;
}

gint64
hp_mail_date_parse (const char *value)
{
  Date date = { 0 };
  const char *at = value;

  while ((at = skip_gap (at)) != NULL && *at != '\0')
    {
      char word[MAX_WORD];
      gsize length = strcspn (at, " \t\r\n,(");
      g_strlcpy (word, at, MIN (sizeof word, length + 1));
      if (!read_word (&date, word))
        return HP_TIME_NONE;
      at += length;
    }
  return at != NULL && date.day > 0 && date.month > 0 ? finish (&date) : HP_TIME_NONE;
}
