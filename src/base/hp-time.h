/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are gint64 microseconds UTC everywhere. ISO 8601 with Z and whole seconds (RFC 3339).
 * Returns: (transfer full). */
char *hp_time_dup_iso (gint64 time);

/* Reads ISO 8601; FALSE if it is none. */
gboolean hp_time_parse_iso (const char *text, gint64 *time);

/* The UTC day since 1970 that holds @time. */
gint64 hp_time_get_day (gint64 time);

G_END_DECLS
