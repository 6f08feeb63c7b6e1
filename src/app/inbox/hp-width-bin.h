/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One child, as wide as somebody dragged its end edge, where there is room. All widths in
 * application pixels. Signal "resized" (int width): it was let go. */
#define HP_TYPE_WIDTH_BIN (hp_width_bin_get_type ())
G_DECLARE_FINAL_TYPE (HpWidthBin, hp_width_bin, HP, WIDTH_BIN, AdwBin)

/* How far its edge can be dragged. */
void hp_width_bin_set_limits (HpWidthBin *self, int narrowest, int widest);
void hp_width_bin_set_width (HpWidthBin *self, int width);
/* Whether its edge can't be dragged. */
void hp_width_bin_set_is_fixed (HpWidthBin *self, gboolean is_fixed);

G_END_DECLS
