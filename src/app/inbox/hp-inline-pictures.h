/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "live/hp-live-desk.h"
#include "model/hp-message.h"

G_BEGIN_DECLS

/* The pictures that a message shows, beneath its text; a click opens the file. Signal "shown"
 * (guint: the part) when one is there. */
#define HP_TYPE_INLINE_PICTURES (hp_inline_pictures_get_type ())
G_DECLARE_FINAL_TYPE (HpInlinePictures, hp_inline_pictures, HP, INLINE_PICTURES, GtkBox)

/* Which message; nothing is read yet. What shows of the same message stays. */
void hp_inline_pictures_set_message (HpInlinePictures *self, const HpMessage *message);

/* Begins to read them, once, beside the UI thread. */
void hp_inline_pictures_load (HpInlinePictures *self, HpLiveDesk *desk);

/* TRUE while some are on their way. */
gboolean hp_inline_pictures_is_loading (HpInlinePictures *self);

/* Whether the picture of a part shows. */
gboolean hp_inline_pictures_has_part (HpInlinePictures *self, guint part);

G_END_DECLS
