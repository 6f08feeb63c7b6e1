/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-message.h"

G_BEGIN_DECLS

/* What of a message's text is folded away at first: its folds but for a few quoted lines with an
 * answer beneath. Returns: (transfer full) (element-type HpFold). */
GArray *hp_message_folds_dup (const HpMessage *message);

/* How many lines @folds hide of one kind. */
guint hp_message_folds_count_lines (const GArray *folds, HpFoldKind kind, const char *text);

G_END_DECLS
