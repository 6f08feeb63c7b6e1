/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/original/hp-original-message.h"

G_BEGIN_DECLS

/* The way to the program that shows originals (hp-show-original.c). It is started by the first
 * message and lives until its window is closed or the viewer is gone; later messages take the place
 * of the first in the same window, which takes a tenth of the time of a new one. UI thread. */
#define HP_TYPE_ORIGINAL_VIEWER (hp_original_viewer_get_type ())
G_DECLARE_FINAL_TYPE (HpOriginalViewer, hp_original_viewer, HP, ORIGINAL_VIEWER, GObject)

/* @program: (nullable) path of the program, NULL: where it is installed, or what
 * HELPPARI_SHOW_ORIGINAL says. Returns: (transfer full). */
HpOriginalViewer *hp_original_viewer_new (const char *program);

/* Shows a message. @html: sanitised, a fragment. @color_scheme: an AdwColorScheme. @parts:
 * (nullable) (element-type HpOriginalPart) the images that "cid:" names; left alone by the caller
 * from now on, for they are read on another thread. Done when the message is on the screen. Errors,
 * with a text for people: UNSUPPORTED (the program or the browser's library is missing), FAILED,
 * CANCELLED. */
void hp_original_viewer_show_async (HpOriginalViewer *self,
                                    const char *subject,
                                    const char *html,
                                    int color_scheme,
                                    GPtrArray *parts,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
hp_original_viewer_show_finish (HpOriginalViewer *self, GAsyncResult *result, GError **error);

/* Whether its window is open. */
gboolean hp_original_viewer_is_open (HpOriginalViewer *self);

G_END_DECLS
