/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how times are said in lists and conversations. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "live/hp-time-text.h"

#include <glib/gi18n-lib.h>

static GDateTime *
get_local (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : g_date_time_new_now_local ();
}

static gint64
get_day (GDateTime *local)
{
  gint64 seconds =
      g_date_time_to_unix (local) + g_date_time_get_utc_offset (local) / G_USEC_PER_SEC;
  gint64 day = 24 * 60 * 60;

  return (seconds - (seconds < 0 ? day - 1 : 0)) / day;
}

gint64
hp_time_get_local_day (gint64 time)
{
  g_autoptr (GDateTime) local = get_local (time);
  return get_day (local);
}

/* The day in as few letters as tell it apart at @now. */
static char *
dup_day_text (GDateTime *local, GDateTime *now)
{
  gint64 days = get_day (now) - get_day (local);

  if (days == 1)
    return g_strdup (_ ("Yesterday"));
  if (days == -1)
    return g_strdup (_ ("Tomorrow"));
  /* Translators: the name of a day within a week, as strftime writes it */
  if (ABS (days) > 1 && ABS (days) < 7)
    return g_date_time_format (local, C_ ("day of the week", "%a"));
  if (g_date_time_get_year (local) == g_date_time_get_year (now))
    /* Translators: a date of this year, as strftime writes it */
    return g_date_time_format (local, C_ ("date", "%-d %b"));
  /* Translators: a date of another year, as strftime writes it */
  return g_date_time_format (local, C_ ("date", "%-d %b %Y"));
}

static char *
dup_hour_text (GDateTime *local)
{
  /* Translators: an hour of the day, as strftime writes it */
  return g_date_time_format (local, C_ ("hour", "%H:%M"));
}

char *
hp_time_dup_short_text (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) local = get_local (time);
  g_autoptr (GDateTime) today = get_local (now);

  if (get_day (local) == get_day (today))
    return dup_hour_text (local);
  return dup_day_text (local, today);
}

char *
hp_time_dup_text (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) local = get_local (time);
  g_autoptr (GDateTime) today = get_local (now);
  g_autofree char *hour = dup_hour_text (local);

  if (get_day (local) == get_day (today))
    return g_steal_pointer (&hour);
  g_autofree char *day = dup_day_text (local, today);
  /* Translators: a day and an hour, such as “Mon 10:05” */
  return g_strdup_printf (C_ ("day and hour", "%s %s"), day, hour);
}

char *
hp_time_dup_inner_text (gint64 time, gint64 now)
{
  gint64 days = hp_time_get_local_day (now) - hp_time_get_local_day (time);
  g_autoptr (GDateTime) local = get_local (time);
  g_autofree char *hour = dup_hour_text (local);

  if (days == 0)
    /* Translators: within a sentence; %s is an hour */
    return g_strdup_printf (_ ("today %s"), hour);
  if (days == 1)
    /* Translators: within a sentence; %s is an hour */
    return g_strdup_printf (_ ("yesterday %s"), hour);
  if (days == -1)
    /* Translators: within a sentence; %s is an hour */
    return g_strdup_printf (_ ("tomorrow %s"), hour);
  return hp_time_dup_text (time, now);
}

char *
hp_time_dup_hour_text (gint64 time)
{
  g_autoptr (GDateTime) local = get_local (time);
  return dup_hour_text (local);
}

char *
hp_time_dup_day_text (gint64 time, gint64 now)
{
  g_autoptr (GDateTime) local = get_local (time);
  g_autoptr (GDateTime) today = get_local (now);
  gint64 days = get_day (today) - get_day (local);

  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days > 1 && days < 7)
    /* Translators: the full name of a day within the last week, as strftime writes it */
    return g_date_time_format (local, C_ ("day of the week", "%A"));
  return dup_day_text (local, today);
}

char *
hp_time_dup_full_text (gint64 time)
{
  g_autoptr (GDateTime) local = get_local (time);

  /* Translators: a date and an hour in full, as strftime writes it */
  return g_date_time_format (local, C_ ("date and hour", "%A %-d %B %Y, %H:%M:%S"));
}

char *
hp_time_dup_date_and_hour (gint64 time)
{
  g_autoptr (GDateTime) local = get_local (time);

  /* Translators: a date and an hour to come, as strftime writes it */
  return g_date_time_format (local, C_ ("date and hour", "%A %-d %B %Y, %H:%M"));
}

static char *
dup_date_text (GDateTime *date)
{
  /* Translators: the date of a meeting, as strftime writes it */
  return g_date_time_format (date, C_ ("date of a meeting", "%a %-d %b %Y"));
}

static char *
join_range (const char *from, const char *to)
{
  /* Translators: from when until when, such as “10:00–11:30” */
  return g_strdup_printf (C_ ("range", "%s–%s"), from, to);
}

static char *
dup_days_text (gint64 start, gint64 end)
{
  gint64 day = G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC;
  g_autoptr (GDateTime) first = g_date_time_new_from_unix_utc (start / G_USEC_PER_SEC);
  g_autoptr (GDateTime) last =
      end > start + day ? g_date_time_new_from_unix_utc ((end - day) / G_USEC_PER_SEC) : NULL;
  g_autofree char *from = first != NULL ? dup_date_text (first) : g_strdup ("");
  g_autofree char *to = last != NULL ? dup_date_text (last) : NULL;

  return to != NULL ? join_range (from, to) : g_steal_pointer (&from);
}

static char *
dup_moment_text (GDateTime *local)
{
  g_autofree char *date = dup_date_text (local);
  g_autofree char *hour = dup_hour_text (local);

  return g_strdup_printf (C_ ("day and hour", "%s %s"), date, hour);
}

char *
hp_time_dup_range_text (gint64 start, gint64 end, gboolean is_allday)
{
  g_autoptr (GDateTime) first = get_local (start);
  g_autoptr (GDateTime) last = end > start ? get_local (end) : NULL;
  g_autofree char *from = dup_moment_text (first);
  g_autofree char *to = NULL;

  if (is_allday)
    return dup_days_text (start, end);
  if (last == NULL)
    return g_steal_pointer (&from);
  to = get_day (first) == get_day (last) ? dup_hour_text (last) : dup_moment_text (last);
  return join_range (from, to);
}
