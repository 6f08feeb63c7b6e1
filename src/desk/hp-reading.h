/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"

G_BEGIN_DECLS

/* Marks tickets as read or unread by @agent at this desk: no decision, and nobody else's concern.
 * @tickets: (element-type gint64) rows; those that are gone do not count. Writes nothing where
 * everything is so already. Errors: what the store says. The desk's thread. */
gboolean hp_reading_mark (HpDesk *desk,
                          const char *agent,
                          const GArray *tickets,
                          gboolean is_read,
                          GError **error);

/* Marks everything as read that came before @time (us UTC). */
gboolean hp_reading_mark_all (HpDesk *desk, const char *agent, gint64 time, GError **error);

G_END_DECLS
