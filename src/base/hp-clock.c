/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the order of decisions: a clock that never goes back on one desk and follows what it has
 * seen of others. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "base/hp-clock.h"

#define COUNTER_BITS 16
#define MAX_MS ((G_GINT64_CONSTANT (1) << 47) - 1)

gint64
hp_clock_from_time (gint64 time)
{
  return CLAMP (time / 1000, 0, MAX_MS) << COUNTER_BITS;
}

gint64
hp_clock_next (gint64 last, gint64 now)
{
  return MAX (last + 1, hp_clock_from_time (now));
}

gint64
hp_clock_get_time (gint64 clock)
{
  return (clock >> COUNTER_BITS) * 1000;
}
