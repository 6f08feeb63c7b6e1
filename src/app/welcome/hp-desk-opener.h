/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* Opens one desk at a time. Signals "opened" (HpLiveDesk, which is ready and no longer its own),
 * "failed" (HpLiveDesk, which says why), "waiting" (it takes so long that somebody should be told).
 * UI thread. */
#define HP_TYPE_DESK_OPENER (hp_desk_opener_get_type ())
G_DECLARE_FINAL_TYPE (HpDeskOpener, hp_desk_opener, HP, DESK_OPENER, GObject)

HpDeskOpener *hp_desk_opener_new (void);

/* Opens the desk in @folder instead of the one before; what it became may be told at once. */
void hp_desk_opener_open (HpDeskOpener *self, const char *folder);
/* Tells no more of it. */
void hp_desk_opener_forget (HpDeskOpener *self);

/* The folder of the desk that is being opened or failed. (nullable) (transfer full) */
char *hp_desk_opener_dup_folder (HpDeskOpener *self);
gboolean hp_desk_opener_is_opening (HpDeskOpener *self);

G_END_DECLS
