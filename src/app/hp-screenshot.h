/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* TRUE while what the window shows is still coming. */
typedef gboolean (*HpScreenshotIsBusyFunc) (GtkWindow *window);

/* Writes the window as a PNG to @path once it is calm and painted. Errors: those of GIO; FAILED
 * when it does not come to rest. UI thread. */
void hp_screenshot_take_async (GtkWindow *window,
                               const char *path,
                               HpScreenshotIsBusyFunc is_busy,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean hp_screenshot_take_finish (GAsyncResult *result, GError **error);

G_END_DECLS
