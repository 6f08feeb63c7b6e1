/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"
#include "live/hp-view-item.h"

G_BEGIN_DECLS

/* What the whole desk holds: a GListModel of HpViewItem (views built in, views saved, tags of open
 * tickets) with live counts, and who works here. It counts on a thread of its own, so that no
 * search waits for it; after a count that took long comes a longer pause. UI thread. Signal
 * "updated". */
#define HP_TYPE_OVERVIEW (hp_overview_get_type ())
G_DECLARE_FINAL_TYPE (HpOverview, hp_overview, HP, OVERVIEW, GObject)

/* Returns: (transfer full). */
HpOverview *hp_overview_new (HpLiveDesk *desk);

/* Counts again if something has changed since the last count; called by itself. */
void hp_overview_catch_up (HpOverview *self);

/* Agents by name, whoever asks among them. (transfer none) (element-type utf8) */
GPtrArray *hp_overview_get_agents (HpOverview *self);

/* TRUE until the first counts are there. */
gboolean hp_overview_get_is_loading (HpOverview *self);

/* (nullable) (transfer none) */
HpViewItem *hp_overview_find (HpOverview *self, const char *id);

G_END_DECLS
