/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A time as people say it at @now, in the local time zone and language: the hour today,
 * "Yesterday", "Tomorrow", the day within a week, else the date. Both us UTC.
 * Returns: (transfer full). */
char *hp_time_dup_short_text (gint64 time, gint64 now);

/* Day and hour: what a message's header shows; today the hour alone. */
char *hp_time_dup_text (gint64 time, gint64 now);

/* The same within a sentence: "yesterday 10:05". */
char *hp_time_dup_inner_text (gint64 time, gint64 now);

/* The hour alone. */
char *hp_time_dup_hour_text (gint64 time);

/* The day alone: "Today", "Yesterday", the day within a week, else the date. */
char *hp_time_dup_day_text (gint64 time, gint64 now);

/* Date and hour in full, for tooltips. */
char *hp_time_dup_full_text (gint64 time);

/* The same to the minute, for what people decide. */
char *hp_time_dup_date_and_hour (gint64 time);

/* From when until when something lasts. @end: HP_TIME_NONE: not known. @is_allday: both are
 * midnights in UTC, the end the day after the last. */
char *hp_time_dup_range_text (gint64 start, gint64 end, gboolean is_allday);

/* The local day that holds @time, for noticing midnight. */
gint64 hp_time_get_local_day (gint64 time);

G_END_DECLS
