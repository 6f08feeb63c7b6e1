/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Seconds of a local time since 1970 as if it were UTC. */
#define HP_LOCAL_NONE G_MININT64

/* "20190429T110000", "20190429" (RFC 5545 section 3.3.5): HP_LOCAL_NONE if it makes no sense.
 * @is_date: (out): whether there is no time of day. @is_utc: (out): whether it ends in "Z". */
gint64 hp_time_rule_parse_local (const char *value, gboolean *is_date, gboolean *is_utc);

/* Seconds east of Greenwich that @tzid means at @local: by the time zones of the system, else by
 * the VTIMEZONE of that name in @calendar (RFC 5545 section 3.6.5), else 0. */
gint64 hp_time_rule_get_offset (const char *calendar, const char *tzid, gint64 local);

G_END_DECLS
