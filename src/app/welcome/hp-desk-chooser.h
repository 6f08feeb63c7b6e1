/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The page that lists the desks of this computer. Signals: "chosen" (string, a folder), "forgotten"
 * (string, a folder). */
#define HP_TYPE_DESK_CHOOSER (hp_desk_chooser_get_type ())
G_DECLARE_FINAL_TYPE (HpDeskChooser, hp_desk_chooser, HP, DESK_CHOOSER, AdwBin)

/* Reads the list again and looks which desks are there. */
void hp_desk_chooser_refresh (HpDeskChooser *self);

G_END_DECLS
