/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/hp-item-row.h"

#include "app/palette/hp-palette-item.h"

G_BEGIN_DECLS

/* How a row of the palette looks. Property "item" (HpPaletteItem). */
#define HP_TYPE_PALETTE_ROW (hp_palette_row_get_type ())
G_DECLARE_FINAL_TYPE (HpPaletteRow, hp_palette_row, HP, PALETTE_ROW, HpItemRow)

G_END_DECLS
