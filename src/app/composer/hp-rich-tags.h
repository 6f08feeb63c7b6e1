/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/hp-block.h"

G_BEGIN_DECLS

/* The tags by which a text buffer shows formatting. */

/* Makes them in a new buffer. */
void hp_rich_tags_add (GtkTextBuffer *buffer);

/* (transfer none) */
GtkTextTag *hp_rich_tags_get_marker (GtkTextBuffer *buffer);
/* Made when it is not there. (transfer none) */
GtkTextTag *hp_rich_tags_ensure_link (GtkTextBuffer *buffer, const char *href);

/* Where the character behind @iter leads. (nullable) */
const char *hp_rich_tags_get_href (const GtkTextIter *iter);
/* How the character behind @iter looks. */
HpSpanStyle hp_rich_tags_get_style (const GtkTextIter *iter);
gboolean hp_rich_tags_is_marker (const GtkTextIter *iter);

/* Gives a range those styles and no others. */
void hp_rich_tags_set_style (const GtkTextIter *start, const GtkTextIter *end, HpSpanStyle style);
/* Adds styles to a range or takes them away. */
void hp_rich_tags_change (const GtkTextIter *start,
                          const GtkTextIter *end,
                          HpSpanStyle style,
                          gboolean is_added);

G_END_DECLS
