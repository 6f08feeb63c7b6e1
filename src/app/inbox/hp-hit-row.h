/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/hp-seen-row.h"

#include "live/hp-hit-list.h"

G_BEGIN_DECLS

/* A found message in the list. Property "item" (HpHitItem). */
#define HP_TYPE_HIT_ROW (hp_hit_row_get_type ())
G_DECLARE_FINAL_TYPE (HpHitRow, hp_hit_row, HP, HIT_ROW, HpSeenRow)

G_END_DECLS
