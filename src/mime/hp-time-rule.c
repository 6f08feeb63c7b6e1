/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what local times in calendars mean: a zone is known by its name, or else by the rules that
 * the calendar brings with it, as Outlook's "FLE Standard Time" does. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "mime/hp-time-rule.h"

#include <stdlib.h>
#include <string.h>

#include "mime/hp-content-line.h"

#define DAY (24 * 60 * 60)

/* Rules that begin in 1601 (Outlook) have been true ever since. */
#define FIRST_YEAR 1601

/* One STANDARD or DAYLIGHT: from its onset on, the offset holds. */
typedef struct
{
  gint64 start; /* the first onset, local */
  gint64 until; /* the last possible one, or G_MAXINT64 */
  gint64 offset;
  gboolean is_yearly;
  int month;   /* of the rule, 1 to 12 */
  int weekday; /* GDateWeekday, or 0 for the day of the start */
  int week;    /* which of that weekday in the month; negative from the end */
} Observance;

static int
read_digits (const char *at, int count)
{
  int number = 0;

  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit (at[i]))
        return -1;
      number = number * 10 + at[i] - '0';
    }
  return number;
}

static gint64
days_to_local (int year, int month, int day)
{
  GDate date;
  GDate epoch;

  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return HP_LOCAL_NONE;
  g_date_clear (&date, 1);
  g_date_clear (&epoch, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
  return (gint64) g_date_days_between (&epoch, &date) * DAY;
}

gint64
hp_time_rule_parse_local (const char *value, gboolean *is_date, gboolean *is_utc)
{
  gsize length = strlen (value);
  int year = length >= 8 ? read_digits (value, 4) : -1;
  int month = year >= FIRST_YEAR ? read_digits (value + 4, 2) : -1;
  int day = month >= 1 ? read_digits (value + 6, 2) : -1;
  gint64 local = day >= 1 && month <= 12 ? days_to_local (year, month, day) : HP_LOCAL_NONE;

  *is_date = length == 8;
  *is_utc = length == 16 && g_ascii_toupper (value[15]) == 'Z';
  if (local == HP_LOCAL_NONE || *is_date)
    return local;
  if (length < 15 || g_ascii_toupper (value[8]) != 'T')
    return HP_LOCAL_NONE;

  int hour = read_digits (value + 9, 2);
  int minute = read_digits (value + 11, 2);
  int second = read_digits (value + 13, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return HP_LOCAL_NONE;
  return local + hour * 3600 + minute * 60 + second;
}

/* "+0200", "-023000". */
static gint64
parse_offset (const char *value)
{
  int hours = strlen (value) >= 5 ? read_digits (value + 1, 2) : -1;
  int minutes = hours >= 0 ? read_digits (value + 3, 2) : -1;

  if (minutes < 0)
    return 0;
  return (value[0] == '-' ? -1 : 1) * (gint64) (hours * 3600 + minutes * 60);
}

static void
read_rule_part (Observance *observance, const char *part)
{
  static const char days[] = "MOTUWETHFRSASU";
  gboolean ignored;

  if (g_str_has_prefix (part, "FREQ=YEARLY"))
    observance->is_yearly = TRUE;
  else if (g_str_has_prefix (part, "BYMONTH="))
    observance->month = CLAMP (atoi (part + 8), 1, 12);
  else if (g_str_has_prefix (part, "UNTIL="))
    observance->until = hp_time_rule_parse_local (part + 6, &ignored, &ignored);
  else if (g_str_has_prefix (part, "BYDAY="))
    {
      const char *name = part + 6 + strspn (part + 6, "+-0123456789");
      observance->week = CLAMP (atoi (part + 6), -5, 5);
      for (int i = 0; i < 7; i++)
        if (strncmp (days + 2 * i, name, 2) == 0)
          observance->weekday = i + 1;
    }
}

static void
read_rule (Observance *observance, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ";", 16);

  for (gsize i = 0; parts[i] != NULL; i++)
    read_rule_part (observance, parts[i]);
}

/* The onset in @year, or HP_LOCAL_NONE. */
static gint64
find_onset (const Observance *observance, int year)
{
  GDate date;
  int last = g_date_get_days_in_month ((GDateMonth) observance->month, (GDateYear) year);

  if (observance->weekday == 0 || observance->week == 0)
    return HP_LOCAL_NONE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) (observance->week > 0 ? 1 : last),
                  (GDateMonth) observance->month, (GDateYear) year);
  int at = (int) g_date_get_weekday (&date);
  int day = observance->week > 0
                ? 1 + (observance->weekday - at + 7) % 7 + (observance->week - 1) * 7
                : last - (at - observance->weekday + 7) % 7 + (observance->week + 1) * 7;
  gint64 time = ((observance->start % DAY) + DAY) % DAY;
  gint64 start = days_to_local (year, observance->month, CLAMP (day, 1, last));
  return start + time >= observance->start && start + time <= observance->until ? start + time
                                                                                : HP_LOCAL_NONE;
}

/* The last onset not after @local, or HP_LOCAL_NONE. */
static gint64
find_last_onset (const Observance *observance, gint64 local)
{
  gint64 found = observance->start <= local ? observance->start : HP_LOCAL_NONE;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (local);
  int year = time != NULL ? g_date_time_get_year (time) : FIRST_YEAR;

  if (!observance->is_yearly || observance->month == 0)
    return found;
  for (int at = MAX (year - 1, FIRST_YEAR); at <= year; at++)
    {
      gint64 onset = find_onset (observance, at);
      if (onset != HP_LOCAL_NONE && onset <= local && onset > found)
        found = onset;
    }
  return found;
}

/* Takes what one finished STANDARD or DAYLIGHT says. */
static void
take_observance (const Observance *observance, gint64 local, gint64 *last, gint64 *offset)
{
  gint64 onset = find_last_onset (observance, local);

  if (*last == HP_LOCAL_NONE && *offset == 0)
    *offset = observance->offset;
  if (onset != HP_LOCAL_NONE && onset > *last)
    {
      *last = onset;
      *offset = observance->offset;
    }
}

static void
read_observance_line (Observance *observance, const HpContentLine *line)
{
  gboolean ignored;

  if (hp_content_line_is (line, "DTSTART", NULL))
    observance->start = hp_time_rule_parse_local (line->value, &ignored, &ignored);
  else if (hp_content_line_is (line, "TZOFFSETTO", NULL))
    observance->offset = parse_offset (line->value);
  else if (hp_content_line_is (line, "RRULE", NULL))
    read_rule (observance, line->value);
}

/* The offset by the VTIMEZONE in @calendar; the last of several with one name counts. */
static gint64
get_own_offset (const char *calendar, const char *tzid, gint64 local)
{
  g_auto (HpContentLine) line;
  Observance observance = { .start = HP_LOCAL_NONE };
  gboolean is_ours = FALSE;
  gint64 last = HP_LOCAL_NONE;
  gint64 offset = 0;
  const char *at = calendar;

  hp_content_line_init (&line);
  while (hp_content_line_next (&line, &at))
    {
      gboolean is_begin = hp_content_line_is (&line, "BEGIN", NULL);
      gboolean is_end = hp_content_line_is (&line, "END", NULL);
      if (hp_content_line_is (&line, "TZID", NULL))
        is_ours = strcmp (line.value, tzid) == 0;
      else if (is_begin)
        observance = (Observance){ .start = HP_LOCAL_NONE, .until = G_MAXINT64 };
      else if (is_end && is_ours && observance.start != HP_LOCAL_NONE)
        take_observance (&observance, local, &last, &offset);
      else if (is_end && hp_content_line_is (&line, "END", "VTIMEZONE"))
        is_ours = FALSE;
      else
        read_observance_line (&observance, &line);
    }
  return offset;
}

/* The last two names of "/citadel.org/20190101_1/Europe/Helsinki". */
static const char *
skip_prefix (const char *tzid)
{
  const char *slash = strrchr (tzid, '/');

  while (slash > tzid && slash[-1] != '/')
    slash--;
  return slash;
}

static GTimeZone *
find_zone (const char *tzid)
{
  const char *name = tzid[0] == '/' ? skip_prefix (tzid) : tzid;

  /* Only names of places: others mean something else to the system, or are paths. */
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("_+-/", *at) == NULL)
      return NULL;
  if (!g_ascii_isalpha (*name) || strchr (name, '/') == NULL)
    return NULL;
  return g_time_zone_new_identifier (name);
}

gint64
hp_time_rule_get_offset (const char *calendar, const char *tzid, gint64 local)
{
  g_autoptr (GTimeZone) zone = find_zone (tzid);

  if (zone == NULL)
    return get_own_offset (calendar, tzid, local);
  gint64 time = local;
  int interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &time);
  return g_time_zone_get_offset (zone, interval);
}
