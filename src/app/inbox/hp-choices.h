/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "live/hp-overview.h"

G_BEGIN_DECLS

/* What can be chosen for a ticket, as menus of the window's actions. UI thread. */

/* Whom it can be given to. @me: the agent here. Returns: (transfer full). */
GMenuModel *hp_choices_make_assignees (HpOverview *overview, const char *me);

/* The tags that there are. Returns: (transfer full) (element-type utf8). */
GPtrArray *hp_choices_list_tags (HpOverview *overview);

G_END_DECLS
