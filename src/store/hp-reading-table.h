/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-ticket.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* What an agent has seen at this desk. A ticket is unread while it waits for somebody and an
 * inbound message behind our last answer was not seen, or while it is marked unread. Looks at a
 * ticket's newest 50 messages. Errors stick to @db. */

/* The row of its oldest unread message, 0 where it is read. */
gint64 hp_readings_find_unread (HpDb *db, const char *agent, const HpTicket *ticket);

/* How many of the first @limit of these tickets are unread. @tickets: (element-type gint64) rows.
 */
guint hp_readings_count (HpDb *db, const char *agent, const GArray *tickets, guint limit);

/* Inside a write transaction. */

/* FALSE where it is read already. */
gboolean hp_readings_mark_read (HpDb *db, const char *agent, const HpTicket *ticket);
/* FALSE where no message came in. */
gboolean hp_readings_mark_unread (HpDb *db, const char *agent, gint64 ticket);
/* Everything that came before @time (us UTC). */
void hp_readings_mark_before (HpDb *db, const char *agent, gint64 time);

G_END_DECLS
