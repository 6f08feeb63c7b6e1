/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/composer/hp-rich-text.h"
#include "app/composer/hp-speller.h"

G_BEGIN_DECLS

/* Marks misspelt words of a text while it is written, and offers others in its context menu. The
 * language is that of the text once it is clear, else the one that was proposed. */
#define HP_TYPE_SPELLING (hp_spelling_get_type ())
G_DECLARE_FINAL_TYPE (HpSpelling, hp_spelling, HP, SPELLING, GObject)

/* Lives as long as @text. Returns: (transfer full). */
HpSpelling *hp_spelling_new (HpRichText *text);

/* @language: (nullable) what the text will probably be in. */
void hp_spelling_propose (HpSpelling *self, const char *language);

/* TRUE while words wait to be judged. */
gboolean hp_spelling_is_busy (HpSpelling *self);

G_END_DECLS
