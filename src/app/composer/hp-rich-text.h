/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/composer/hp-rich-buffer.h"

G_BEGIN_DECLS

/* Where rich text is written. Pasted HTML stays formatted, as far as HpRichBuffer knows it.
 * Signals: "files" (GListModel of GFile) were pasted; "picture" (GBytes of a PNG) was pasted;
 * "edit-link": the agent asks where the words at the caret lead. */
#define HP_TYPE_RICH_TEXT (hp_rich_text_get_type ())
G_DECLARE_FINAL_TYPE (HpRichText, hp_rich_text, HP, RICH_TEXT, GtkTextView)

/* (transfer none) */
HpRichBuffer *hp_rich_text_get_rich (HpRichText *self);

/* Undoes or redoes an edit. Returns: FALSE where there is none. */
gboolean hp_rich_text_step (HpRichText *self, gboolean is_redo);

G_END_DECLS
