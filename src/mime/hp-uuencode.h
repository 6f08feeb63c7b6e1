/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Moves files that stand uuencoded in @text, LF alone ending its lines, to @parts (element-type
 * HpInnerPart). What only looks like one stays text; one that is cut off at the end is taken as far
 * as it goes. Linear. */
void hp_uuencode_extract (GString *text, GPtrArray *parts);

G_END_DECLS
