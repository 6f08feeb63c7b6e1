/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which moments are offered for putting a ticket off. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-snooze-times.h"

#define MORNING 9
#define EVENING 20
#define LATER_HOURS 3

static gint64
get_us (GDateTime *moment)
{
  return g_date_time_to_unix (moment) * G_USEC_PER_SEC;
}

static gint64
get_hour_of_day (GDateTime *now, int days, int hour)
{
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);
  g_autoptr (GDateTime) moment =
      g_date_time_new (g_date_time_get_timezone (now), g_date_time_get_year (day),
                       g_date_time_get_month (day), g_date_time_get_day_of_month (day), hour, 0, 0);

  return get_us (moment);
}

HpSnoozeTimes
hp_snooze_times_get (GDateTime *now)
{
  int hour = g_date_time_get_hour (now) + LATER_HOURS;
  int days_to_monday = 8 - g_date_time_get_day_of_week (now);

  return (HpSnoozeTimes){
    .later = hour <= EVENING ? get_hour_of_day (now, 0, hour) : 0,
    .tomorrow = get_hour_of_day (now, 1, MORNING),
    .monday = days_to_monday > 1 ? get_hour_of_day (now, days_to_monday, MORNING) : 0,
  };
}
