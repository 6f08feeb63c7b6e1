/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-text-lines.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

/* What of a message is not the new words of its writer: quotes, the lines that introduce them,
 * signatures. Answers between quoted lines stay words; of a message that only forwards another the
 * other stays. When in doubt it is words. @text: valid UTF-8. Linear. Returns: (transfer full)
 * (element-type HpFold) in order, without overlap, on boundaries of lines. */
GArray *hp_new_words_find (const char *text, gsize length);

/* The same in steps, for who knows more of the message: labels every line, makes folds of labels.
 */
void hp_new_words_label (HpTextLines *lines);
GArray *hp_new_words_dup_folds (HpTextLines *lines);

G_END_DECLS
