/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds to @forms (of char *, transfer full) what the other forms of the lower-case @word may look
 * like if it is Swedish: "kontot" gives konto, konton, kontona and words that do not exist, which
 * does no harm in a query. Some come twice. Made for the endings that the Snowball stemmer leaves
 * on: definite nouns (faktura-n, paket-et, konto-t), participles, nyck-lar and rum-met. At most
 * some 80. Any thread. */
void hp_swedish_list_forms (const char *word, GPtrArray *forms);

G_END_DECLS
