/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-block.h"

G_BEGIN_DECLS

typedef enum
{
  HP_BLOCKS_HTML_PLAIN = 0,
  HP_BLOCKS_HTML_SPOKEN = 1 << 0, /* made to be read as text: links and images say what they are,
                                     items their numbers */
} HpBlocksHtmlFlags;

/* Blocks as HTML that hp_html_blocks() reads as the same blocks: p, br, b, i, u, s, code, a, ul,
 * ol, li, blockquote, pre, h1 to h6, hr, img, everything escaped, well nested. Images stay where
 * @images (nullable) (element-type utf8) holds their content id; others are the text that stands
 * for them. Rows of tables are lines; blanks that HTML would drop become U+00A0, unless spoken.
 * Linear; any thread. Returns: (transfer full). */
char *hp_blocks_dup_html (const HpBlocks *blocks, const GPtrArray *images, HpBlocksHtmlFlags flags);

G_END_DECLS
