/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moments as people write them, in three languages, seen from Tuesday 24 November 2026, 10:15. */

#include "base/hp-when-text.h"

static char *
read_when (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (2 * 3600);
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 11, 24, 10, 15, 0);
  gint64 time;

  if (!hp_when_parse (text, now, &time))
    return g_strdup ("none");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, zone);
  return g_date_time_format (here, "%m-%d %H:%M");
}

static void
test_moments (void)
{
  static const char *const CASES[][2] = {
    { "tomorrow", "11-25 08:00" },
    { "Huomenna 9", "11-25 09:00" },
    { "huomenna klo 9.30", "11-25 09:30" },
    { "huomenaamulla", "11-25 08:00" },
    { "i morgon kl. 14", "11-25 14:00" },
    { "imorgon bitti", "11-25 08:00" },
    { "ylihuomenna", "11-26 08:00" },
    { "i övermorgon", "11-26 08:00" },
    { "today 15", "11-24 15:00" },
    { "tänään klo 16", "11-24 16:00" },
    { "idag 9", "none" },
    { "today", "none" },
    { "tonight", "11-24 18:00" },
    { "tänä iltana", "11-24 18:00" },
    { "i kväll", "11-24 18:00" },
    { "ikväll kl 8", "11-24 20:00" },
    { "this afternoon", "11-24 13:00" },
    { "9", "11-25 09:00" },
    { "15:30", "11-24 15:30" },
    { "9am", "11-25 09:00" },
    { "3 pm", "11-24 15:00" },
    { "monday", "11-30 08:00" },
    { "på måndag", "11-30 08:00" },
    { "maanantaina klo 12", "11-30 12:00" },
    { "ensi maanantaina", "11-30 08:00" },
    { "nästa fredag 13:30", "11-27 13:30" },
    { "ti", "12-01 08:00" },
    { "tuesday 15", "11-24 15:00" },
    { "next tuesday 15", "12-01 15:00" },
    { "to", "11-26 08:00" },
    { "in 2 h", "11-24 12:15" },
    { "2h", "11-24 12:15" },
    { "om två timmar", "11-24 12:15" },
    { "kahden tunnin päästä", "11-24 12:15" },
    { "tunnin kuluttua", "11-24 11:15" },
    { "in an hour", "11-24 11:15" },
    { "30 min", "11-24 10:45" },
    { "om en halvtimme", "11-24 10:45" },
    { "in 3 days", "11-27 10:15" },
    { "3 päivän päästä klo 9", "11-27 09:00" },
    { "om en vecka", "12-01 10:15" },
    { "in a month", "12-24 10:15" },
    { "next week", "11-30 08:00" },
    { "ensi viikolla", "11-30 08:00" },
    { "nästa vecka", "11-30 08:00" },
    { "ensi kuussa", "12-01 08:00" },
    { "1.12.", "12-01 08:00" },
    { "1.12. klo 14", "12-01 14:00" },
    { "1.12.2026 14.15", "12-01 14:15" },
    { "1.2", "02-01 08:00" },
    { "3/12", "12-03 08:00" },
    { "2026-12-01 14:00", "12-01 14:00" },
    { "1. joulukuuta", "12-01 08:00" },
    { "den 1 december kl 9", "12-01 09:00" },
    { "December 1", "12-01 08:00" },
    { "1.1.2026", "none" },
    { "31.2.", "none" },
    { "1.1.", "01-01 08:00" },
    { "25:00", "none" },
    { "", "none" },
    { "in", "none" },
    { "next", "none" },
    { "soon", "none" },
    { "monday soon", "none" },
    { "9 10", "none" },
    { "99999999999 h", "none" },
    { "5000 d", "none" },
    { "2 h 3 h", "none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *got = read_when (CASES[i][0]);
      if (g_strcmp0 (got, CASES[i][1]) != 0)
        g_test_message ("%s", CASES[i][0]);
      g_assert_cmpstr (got, ==, CASES[i][1]);
    }
}

/* Where clocks are put back an hour is lived twice; the moment keeps its clock all the same. */
static void
test_days_keep_their_clock (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Helsinki");
  gint64 time;

  if (zone == NULL)
    {
      g_test_skip ("no time zones here");
      return;
    }
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 10, 23, 10, 0, 0);
  g_assert_true (hp_when_parse ("in 3 days", now, &time));
  g_autoptr (GDateTime) then = g_date_time_new (zone, 2026, 10, 26, 10, 0, 0);
  g_assert_cmpint (time / G_USEC_PER_SEC, ==, g_date_time_to_unix (then));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/when-text/moments", test_moments);
  g_test_add_func ("/base/when-text/clock", test_days_keep_their_clock);
  return g_test_run ();
}
