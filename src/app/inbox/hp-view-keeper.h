/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "live/hp-view-item.h"

G_BEGIN_DECLS

/* Keeps what is looked for as a view, and removes such a view. */
#define HP_TYPE_VIEW_KEEPER (hp_view_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HpViewKeeper, hp_view_keeper, HP, VIEW_KEEPER, AdwBin)

/* @view: (nullable) the one that shows; @query: (nullable) what is looked for instead. */
void hp_view_keeper_show (HpViewKeeper *self, HpViewItem *view, const char *query);

/* Whether there is room for an icon only. */
void hp_view_keeper_set_folded (HpViewKeeper *self, gboolean folded);

G_END_DECLS
