/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RTF as Outlook compresses it (MS-OXRTFCP), as far as it can be read.
 * Returns: (transfer full) (nullable): NULL if it is none. */
GBytes *hp_lzfu_decompress (const guint8 *data, gsize length);

G_END_DECLS
