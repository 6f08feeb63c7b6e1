/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a line ("From sender date", without its line end) begins a mail in an mbox (RFC 4155 and
 * its many dialects). @time gets its date in us UTC, or HP_TIME_NONE where it only fills the place
 * (1 January 1970); a time without a zone counts as UTC. */
gboolean hp_mbox_from_parse (const char *line, gsize length, gint64 *time);

G_END_DECLS
