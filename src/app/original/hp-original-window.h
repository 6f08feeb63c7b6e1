/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/original/hp-original-message.h"

G_BEGIN_DECLS

/* The window round a message's original: title, zoom, find, print, and the question before a link
 * is opened. One signal answers each message: "shown", or "failed" (GError). UI thread. */
#define HP_TYPE_ORIGINAL_WINDOW (hp_original_window_get_type ())
G_DECLARE_FINAL_TYPE (HpOriginalWindow,
                      hp_original_window,
                      HP,
                      ORIGINAL_WINDOW,
                      AdwApplicationWindow)

HpOriginalWindow *hp_original_window_new (GtkApplication *app);

/* Shows @message in place of the one before. Takes @message. */
void hp_original_window_show (HpOriginalWindow *self, HpOriginalMessage *message);

gboolean hp_original_window_is_busy (GtkWindow *self);

G_END_DECLS
