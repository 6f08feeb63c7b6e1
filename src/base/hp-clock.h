/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Hybrid logical clock (Kulkarni et al., "Logical Physical Clocks", 2014): 48 bits of milliseconds
 * since 1970 and 16 bits of counter in one positive gint64, so that clocks compare as integers. */

/* The next clock after @last, not before @now (us UTC). */
gint64 hp_clock_next (gint64 last, gint64 now);

/* The wall time of a clock, us UTC. */
gint64 hp_clock_get_time (gint64 clock);

/* The clock of something that happened at @time (us UTC). */
gint64 hp_clock_from_time (gint64 time);

G_END_DECLS
