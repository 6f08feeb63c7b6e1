/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-overview.h"

G_BEGIN_DECLS

/* What can be decided about the tickets that are chosen. Its buttons are actions of the window. */
#define HP_TYPE_BULK_BAR (hp_bulk_bar_get_type ())
G_DECLARE_FINAL_TYPE (HpBulkBar, hp_bulk_bar, HP, BULK_BAR, AdwBin)

/* Whom tickets can be given to, and the tags that there are. */
void hp_bulk_bar_set_overview (HpBulkBar *self, HpOverview *overview, const char *me);

/* Shows the choice of assignees or of tags. */
void hp_bulk_bar_pop_assignees (HpBulkBar *self);
void hp_bulk_bar_pop_tags (HpBulkBar *self);

G_END_DECLS
