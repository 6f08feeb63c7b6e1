/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The page round a message's HTML. In the dark style it is dark, unless the message has colours of
 * its own, which were chosen for white paper. @paper: (out) the colour behind it. Returns:
 * (transfer full). */
char *hp_original_page_dup (const char *html, gboolean is_dark, GdkRGBA *paper);

G_END_DECLS
