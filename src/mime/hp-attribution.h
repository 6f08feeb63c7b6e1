/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-text-lines.h"

G_BEGIN_DECLS

/* Marks the lines that say who wrote what is quoted beneath ("On … wrote:"), on up to five lines
 * each. Linear. */
void hp_attribution_mark (HpTextLines *lines);

G_END_DECLS
