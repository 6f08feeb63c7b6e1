/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-block.h"

G_BEGIN_DECLS

/* HTML in UTF-8 as the blocks in which it is read: no word lost that hp_html_text_dup() has,
 * nothing that loads or does anything. Trackers are left out. Linear; any thread. Returns:
 * (transfer full). */
HpBlocks *hp_html_blocks (const char *html, gsize length);

G_END_DECLS
