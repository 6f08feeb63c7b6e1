/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-text-lines.h"

G_BEGIN_DECLS

/* The line after the signature, disclaimer or footer that begins with line @i, or @i if none does.
 * @limit: the next line that is quoted or marked, or the count of lines. A signature stops there.
 * Looks at lines up to @limit only where the caller can skip them, or at few, and so is linear. */
guint hp_signature_find_end (const HpTextLines *lines, guint i, guint limit);

/* Whether line @i is "-- " or "--", which says that a signature follows. */
gboolean hp_signature_is_delimiter (const HpTextLines *lines, guint i);

/* Whether nobody says anything with line @i: only signs, as rules have them. */
gboolean hp_signature_is_decoration (const HpTextLines *lines, guint i);

G_END_DECLS
