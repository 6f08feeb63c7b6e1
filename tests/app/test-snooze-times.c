/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which moments are offered for putting a ticket off. */

#include "app/inbox/hp-snooze-times.h"

static char *
dup_text (GDateTime *now, gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, g_date_time_get_timezone (now));

  return time > 0 ? g_date_time_format (local, "%F %R") : g_strdup ("");
}

static void
check (const char *at, const char *later, const char *tomorrow, const char *monday)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Helsinki");
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (at, zone);
  HpSnoozeTimes times = hp_snooze_times_get (now);
  g_autofree char *first = dup_text (now, times.later);
  g_autofree char *second = dup_text (now, times.tomorrow);
  g_autofree char *third = dup_text (now, times.monday);

  g_assert_cmpstr (first, ==, later);
  g_assert_cmpstr (second, ==, tomorrow);
  g_assert_cmpstr (third, ==, monday);
}

static void
test_days (void)
{
  check ("2026-11-24T10:20:00", "2026-11-24 13:00", "2026-11-25 09:00", "2026-11-30 09:00");
  check ("2026-11-23T10:20:00", "2026-11-23 13:00", "2026-11-24 09:00", "2026-11-30 09:00");
  check ("2026-12-31T07:00:00", "2026-12-31 10:00", "2027-01-01 09:00", "2027-01-04 09:00");
}

/* On a Sunday Monday is tomorrow. */
static void
test_sunday (void)
{
  check ("2026-11-29T10:20:00", "2026-11-29 13:00", "2026-11-30 09:00", "");
}

static void
test_evening (void)
{
  check ("2026-11-24T17:59:00", "2026-11-24 20:00", "2026-11-25 09:00", "2026-11-30 09:00");
  check ("2026-11-24T18:00:00", "", "2026-11-25 09:00", "2026-11-30 09:00");
}

/* The clocks go forward in the night to 29 March. */
static void
test_summer_time (void)
{
  check ("2026-03-28T10:00:00", "2026-03-28 13:00", "2026-03-29 09:00", "2026-03-30 09:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snooze-times/days", test_days);
  g_test_add_func ("/snooze-times/sunday", test_sunday);
  g_test_add_func ("/snooze-times/evening", test_evening);
  g_test_add_func ("/snooze-times/summer-time", test_summer_time);
  return g_test_run ();
}
