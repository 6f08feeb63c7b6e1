/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Of a style attribute only colours, weight, slant, alignment and lines through or under text, with
 * plain words, numbers and colours as values: nothing that loads, overlays, moves or hides.
 * Returns: (transfer full) (nullable): NULL if nothing is left. */
char *hp_html_style_dup_safe (const char *style);

/* Whether @value is a colour's name, "#" and hex digits, or "rgb()" of numbers. */
gboolean hp_html_style_is_colour (const char *value);

G_END_DECLS
