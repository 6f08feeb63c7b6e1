/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Puts the lines of format=flowed text (RFC 3676 section 4) together to paragraphs, in place.
 * Quoted lines keep one ">" for each level. @delsp: the space that marks a soft line break is no
 * part of the text. Line ends are LF. */
void hp_flowed_unfold (GString *text, gboolean delsp);

G_END_DECLS
