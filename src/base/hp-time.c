/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how times are written. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "base/hp-time.h"

#define US_PER_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

char *
hp_time_dup_iso (gint64 time)
{
  gint64 seconds = time / G_USEC_PER_SEC - (time % G_USEC_PER_SEC < 0);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (seconds);

  return moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ")
                        : g_strdup ("1970-01-01T00:00:00Z");
}

gboolean
hp_time_parse_iso (const char *text, gint64 *time)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, utc);

  if (moment == NULL)
    return FALSE;
  *time = g_date_time_to_unix (moment) * G_USEC_PER_SEC + g_date_time_get_microsecond (moment);
  return TRUE;
}

gint64
hp_time_get_day (gint64 time)
{
  return time / US_PER_DAY - (time % US_PER_DAY < 0);
}
