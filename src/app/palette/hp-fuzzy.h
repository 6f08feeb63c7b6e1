/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text as it is compared: lower case, without accents. Returns: (transfer full). */
char *hp_fuzzy_fold (const char *text);

/* How well @pattern fits @text, both folded: at its beginning, at the beginning of a word, inside,
 * or with its letters in order; 0: not at all. */
guint hp_fuzzy_score (const char *pattern, const char *text);

/* The bytes of @text (not folded) that the folded @pattern stands for, where it stands in one
 * piece. FALSE if it does not. */
gboolean hp_fuzzy_find (const char *pattern, const char *text, gsize *start, gsize *end);

G_END_DECLS
