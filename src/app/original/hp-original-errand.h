/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/original/hp-original-viewer.h"
#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* Told when an original shows (@error is NULL) or can't. @error: UNSUPPORTED: this computer can't
 * show originals; NOT_FOUND, CORRUPT and what the store says: it can't be read. */
typedef void (*HpOriginalDoneFunc) (GtkWindow *window, gint64 message, const GError *error);

/* Reads a mail beside the UI thread and shows it as its sender made it. @message: its row. */
void hp_original_show (GtkWindow *window,
                       HpOriginalViewer *viewer,
                       HpLiveDesk *desk,
                       gint64 message,
                       HpOriginalDoneFunc done);

G_END_DECLS
