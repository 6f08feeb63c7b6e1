/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

/* The rows of a view (0: of all tickets) after some tickets were touched, from those before, so
 * that a decision does not read a million rows. The order is that of hp_views_list_members(). Any
 * thread. Both (element-type gint64). Returns: (transfer full). */
GArray *hp_list_patch (HpDb *db, gint64 view, const GArray *before, const GArray *touched);

G_END_DECLS
