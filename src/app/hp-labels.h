/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "live/hp-view-item.h"
#include "model/hp-op.h"
#include "model/hp-ticket.h"

G_BEGIN_DECLS

/* Stored names in the user's language; unknown ones as they are. (transfer none) */
const char *hp_labels_get_status (const char *status);
const char *hp_labels_get_channel (const char *channel);
/* "" for a normal one. */
const char *hp_labels_get_priority (const char *priority);

/* A view's name and icon, as the sidebar shows them. (transfer none) */
const char *hp_labels_get_view (HpViewItem *view);
const char *hp_labels_get_view_icon (HpViewItem *view);

/* The icon that stands for a channel. */
const char *hp_labels_get_channel_icon (const char *channel);

/* What a decision did, as one line: who and what. Returns: (transfer full). */
char *hp_labels_dup_decision (const HpOp *op);

/* What is odd about a message, one sentence a line, or NULL. Returns: (transfer full). */
char *hp_labels_dup_warnings (HpWarnings warnings);

/* Until when a ticket sleeps. Returns: (transfer full). */
char *hp_labels_dup_snoozed (const HpTicket *ticket);

G_END_DECLS
