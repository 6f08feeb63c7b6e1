/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The moments that a ticket is most often put off to, as seen at a moment. All us UTC, 0 where it
 * makes no sense: too late in the day, or Monday is tomorrow anyway. */
typedef struct
{
  gint64 later;    /* today, some hours on */
  gint64 tomorrow; /* in the morning */
  gint64 monday;   /* in the morning */
} HpSnoozeTimes;

/* @now: says the time zone too. Any thread. */
HpSnoozeTimes hp_snooze_times_get (GDateTime *now);

G_END_DECLS
