/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* hp_new_words_find() where the message that is answered is at hand: runs of words that stand in
 * @parent are quoted, marked or not, however their lines were wrapped; and of an unmarked quote to
 * the end of the text, what does not stand in @parent is an answer and stays. Both valid UTF-8.
 * Linear in both. Returns: (transfer full) (element-type HpFold) in order, without overlap, on
 * boundaries of lines. */
GArray *hp_new_words_find_with_parent (const char *text,
                                       gsize length,
                                       const char *parent,
                                       gsize parent_length);

G_END_DECLS
