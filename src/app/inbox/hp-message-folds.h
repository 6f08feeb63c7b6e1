/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-message.h"

G_BEGIN_DECLS

/* What of a message's text is folded away at first: whole quoted mails with the line that says who
 * wrote them, and signatures. A few quoted lines between an answer's stay. Ranges of bytes of the
 * text, on boundaries of lines, in order. Returns: (transfer full) (element-type HpFold). */
GArray *hp_message_folds_find (const char *text);

/* How many lines @folds hide of one kind. */
guint hp_message_folds_count_lines (const GArray *folds, HpFoldKind kind, const char *text);

G_END_DECLS
