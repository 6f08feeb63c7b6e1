/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-words.h"

G_BEGIN_DECLS

/* The words of a text found beforehand, on any thread with words of its own: half the work of an
 * insert. For hp_db_set_prepared_text() of this very program only. Returns: (transfer full). */
GBytes *hp_tokens_prepare (HpWords *words, const char *text, gsize length);

G_END_DECLS
