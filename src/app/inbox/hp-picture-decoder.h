/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Larger pictures are not decoded: whoever wants to see one opens the file. */
#define HP_PICTURE_MAX_BYTES (16 * 1024 * 1024)
#define HP_PICTURE_MAX_PIXELS (50 * 1000 * 1000)

/* Whether an attachment is a picture that the message shows and that can be decoded. */
gboolean hp_picture_is_shown (const HpAttachment *attachment);

/* Decodes a PNG, JPEG or GIF (its first frame) for the screen: upright, scaled down to fit @width x
 * @height pixels, never up. Any thread. Returns: (transfer full) (nullable). Errors: UNSUPPORTED
 * (another format, or too many pixels), INVALID (damaged). */
GdkPixbuf *
hp_picture_decode (GBytes *data, const char *mime_type, int width, int height, GError **error);

/* The same on a thread of its own. */
void hp_picture_decode_async (GBytes *data,
                              const char *mime_type,
                              int width,
                              int height,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GdkTexture *hp_picture_decode_finish (GAsyncResult *result, GError **error);

G_END_DECLS
