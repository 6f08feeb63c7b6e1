/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/composer/hp-rich-line.h"
#include "model/hp-block.h"

G_BEGIN_DECLS

/* A text with simple formatting, all of it undoable. Markers of list items and quotes are
 * characters at the beginning of a line, where the caret does not go. Signals "edited": the agent
 * changed it; "style-changed": what is typed next looks otherwise. */
#define HP_TYPE_RICH_BUFFER (hp_rich_buffer_get_type ())
G_DECLARE_FINAL_TYPE (HpRichBuffer, hp_rich_buffer, HP, RICH_BUFFER, GtkTextBuffer)

HpRichBuffer *hp_rich_buffer_new (void);

/* The text as a fragment of HTML. Setting it forgets the steps of undo. */
void hp_rich_buffer_set_html (HpRichBuffer *self, const char *html);
char *hp_rich_buffer_dup_html (HpRichBuffer *self);
/* An empty paragraph above the text, to write in; no step of undo. */
void hp_rich_buffer_leave_room (HpRichBuffer *self);
/* The words without any formatting, and whether there are none. */
char *hp_rich_buffer_dup_text (HpRichBuffer *self);
gboolean hp_rich_buffer_is_empty (HpRichBuffer *self);

/* A picture by its source ("cid:…"), before a text that shows it. */
void hp_rich_buffer_add_picture (HpRichBuffer *self, const char *source, GdkPaintable *picture);

/* Puts something in place of the selection. */
void hp_rich_buffer_insert_html (HpRichBuffer *self, const char *html);
void hp_rich_buffer_insert_words (HpRichBuffer *self, const char *text);
void hp_rich_buffer_insert_picture (HpRichBuffer *self, const char *source);

/* Adds a style to the selection, or takes it away where all of it has it; without a selection, for
 * what is typed next. */
void hp_rich_buffer_toggle_style (HpRichBuffer *self, HpSpanStyle style);
HpSpanStyle hp_rich_buffer_get_style (HpRichBuffer *self);

/* Makes the lines of the selection items, numbered items or quotes, or plain where they are. */
void hp_rich_buffer_toggle_bullets (HpRichBuffer *self);
void hp_rich_buffer_toggle_numbers (HpRichBuffer *self);
void hp_rich_buffer_toggle_quote (HpRichBuffer *self);
/* Moves items into a list or out of it. Returns: FALSE where no item is selected. */
gboolean hp_rich_buffer_indent (HpRichBuffer *self, int by);
/* Begins a line: an item behind an item, unless that one is empty and becomes plain. */
void hp_rich_buffer_break_line (HpRichBuffer *self);

/* The link that the caret is in. (transfer full) (nullable) */
char *hp_rich_buffer_dup_link (HpRichBuffer *self);
/* Makes the selection, or the word or link at the caret, a link. @href: "" for none. Where there is
 * no word @href itself is put there. */
void hp_rich_buffer_set_link (HpRichBuffer *self, const char *href);

gboolean hp_rich_buffer_can_undo (HpRichBuffer *self);
gboolean hp_rich_buffer_can_redo (HpRichBuffer *self);
void hp_rich_buffer_undo (HpRichBuffer *self);
void hp_rich_buffer_redo (HpRichBuffer *self);

/* The caret, in characters. */
int hp_rich_buffer_get_caret (HpRichBuffer *self);
void hp_rich_buffer_set_caret (HpRichBuffer *self, int offset);

G_END_DECLS
