/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-live-desk.h"
#include "model/hp-message.h"

G_BEGIN_DECLS

/* A message that was found. UI thread. */
#define HP_TYPE_HIT_ITEM (hp_hit_item_get_type ())
G_DECLARE_FINAL_TYPE (HpHitItem, hp_hit_item, HP, HIT_ITEM, GObject)

const HpMessage *hp_hit_item_get_message (HpHitItem *self);
gint64 hp_hit_item_get_ticket (HpHitItem *self);
/* The piece of the message with what was looked for, and where in it: (element-type guint) pairs
 * [start, end) in code points. */
const char *hp_hit_item_get_snippet (HpHitItem *self);
const GArray *hp_hit_item_get_hits (HpHitItem *self);

/* The messages that a query finds, best first, up to a hundred: a GListModel of HpHitItem. It is
 * asked once and does not follow the desk. UI thread. Signal "updated". */
#define HP_TYPE_HIT_LIST (hp_hit_list_get_type ())
G_DECLARE_FINAL_TYPE (HpHitList, hp_hit_list, HP, HIT_LIST, GObject)

/* Returns: (transfer full). */
HpHitList *hp_hit_list_new (HpLiveDesk *desk);

/* Looks for @text; the question before is cancelled. "" empties the list. */
void hp_hit_list_set_query (HpHitList *self, const char *text);
gboolean hp_hit_list_get_is_loading (HpHitList *self);
/* TRUE if more were found than are shown. */
gboolean hp_hit_list_get_is_cut (HpHitList *self);

G_END_DECLS
