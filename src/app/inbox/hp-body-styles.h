/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/inbox/hp-body-links.h"
#include "model/hp-block.h"

G_BEGIN_DECLS

/* Lays what the HTML of a mail says of its words (headings, bold, italic, code, links) over the
 * text in @buffer that has the same words: whole lines that are as a block is, in the order of
 * both. Where they differ the text stays plain. @links: gets the links. */
void hp_body_styles_apply (GtkTextBuffer *buffer, const HpBlocks *blocks, HpBodyLinks *links);

/* What of [@start, @end) takes another room than plain text, for a layout of it.
 * Returns: (transfer full) (nullable): NULL if all of it is plain. */
PangoAttrList *hp_body_styles_dup_attributes (const GtkTextIter *start, const GtkTextIter *end);

G_END_DECLS
