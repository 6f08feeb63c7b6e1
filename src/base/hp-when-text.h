/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A moment to come as people write it in Finnish, Swedish or English: "huomenna 9", "på måndag",
 * "in 2 h", "ensi viikolla", "1.12. klo 14", "2026-12-01 14:00". A day without a time is its
 * morning (8:00), a time without a day its next occurrence, a date without a year the next one.
 * @now: says the time zone too. @time: (out) us UTC, always after @now. FALSE if any word is not
 * understood or the moment is past. Any thread. */
gboolean hp_when_parse (const char *text, GDateTime *now, gint64 *time);

G_END_DECLS
