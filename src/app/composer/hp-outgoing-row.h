/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "live/hp-live-desk.h"
#include "model/hp-outbox-entry.h"

G_BEGIN_DECLS

/* One mail that is not gone yet: what becomes of it, why it does not go on, and what can be done
 * about that. Its buttons do win.undo-send, win.outbox-retry, win.outbox-confirm and
 * win.outbox-cancel, each with its id. */
#define HP_TYPE_OUTGOING_ROW (hp_outgoing_row_get_type ())
G_DECLARE_FINAL_TYPE (HpOutgoingRow, hp_outgoing_row, HP, OUTGOING_ROW, GtkBox)

/* @with_subject: it stands among mails of other tickets. */
GtkWidget *
hp_outgoing_row_new (HpLiveDesk *desk, const HpOutboxEntry *entry, gboolean with_subject);

G_END_DECLS
