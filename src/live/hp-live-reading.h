/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* Marks tickets as read or unread by the desk's agent, beside the UI thread; lists follow. What
 * fails is logged: the ticket stays as it was. @tickets: (element-type gint64) rows. UI thread. */
void hp_live_reading_mark (HpLiveDesk *desk, const GArray *tickets, gboolean is_read);

G_END_DECLS
