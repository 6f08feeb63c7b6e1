/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-block.h"

G_BEGIN_DECLS

/* Plain text (valid UTF-8) as paragraphs, which end at blank lines and where the depth of quoting
 * (">") changes; the marks of quotes are left out, links are spans. Linear; any thread.
 * Returns: (transfer full). */
HpBlocks *hp_text_blocks (const char *text);

G_END_DECLS
