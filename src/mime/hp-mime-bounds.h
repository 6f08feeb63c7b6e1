/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of a mail may be parsed: all of it, or as much as holds @max_parts parts, for each part
 * costs memory by far more than its bytes. Linear; @data may hold anything. */
gsize hp_mime_bounds_measure (const char *data, gsize length, guint max_parts);

G_END_DECLS
