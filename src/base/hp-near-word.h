/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The word of @words that @word was probably meant to be: the one from which it differs by the
 * fewest letters (changed, missing, too many or swapped), at most a third of it; case and accents
 * do not count. Any thread. Returns: (nullable) one of @words. */
const char *hp_near_word_find (const char *word, const char *const *words);

G_END_DECLS
