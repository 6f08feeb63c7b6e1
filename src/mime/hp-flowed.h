/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Puts the lines of format=flowed text (RFC 3676 section 4) together to paragraphs, in place.
 * Quoted lines keep one ">" for each level. @delsp: the space that marks a soft line break is no
 * part of the text. Line ends are LF. */
void hp_flowed_unfold (GString *text, gboolean delsp);

/* The other way: @text (UTF-8, LF, quoted lines begin with ">") as format=flowed with DelSp=no:
 * lines of up to 72 characters, soft breaks at spaces, quote marks repeated, stuffed where a line
 * could be misread. hp_flowed_unfold() gives @text again, but for spaces at ends of lines. Linear.
 * Returns: (transfer full). */
char *hp_flowed_fold (const char *text);

G_END_DECLS
