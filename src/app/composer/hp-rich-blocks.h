/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/composer/hp-rich-line.h"
#include "model/hp-block.h"

G_BEGIN_DECLS

/* A text that is edited (its buffer has the tags of hp-rich-tags.h) as blocks and back. What is
 * read gives the same text again, character by character. */

/* What the line of @iter is, and where its words begin. */
HpRichLine hp_rich_blocks_get_line (const GtkTextIter *iter, GtkTextIter *words);

/* Says where a picture is found ("cid:…"), before it is put into a buffer. */
void hp_rich_blocks_name_picture (GdkPaintable *picture, const char *source);

/* The lines from that of @start to that of @end, whole. Returns: (transfer full). */
HpBlocks *hp_rich_blocks_read (const GtkTextIter *start, const GtkTextIter *end);

/* Puts blocks at @iter, which is behind them afterwards. The first one goes on with the line that
 * @iter is in, if words stand before it. @pictures: (nullable) (element-type char GdkPaintable) by
 * their sources; what stands for one shows where it is not there. */
void hp_rich_blocks_insert (GtkTextIter *iter, const HpBlocks *blocks, GHashTable *pictures);

G_END_DECLS
