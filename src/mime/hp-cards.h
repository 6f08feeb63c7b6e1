/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Adds the cards in @text (RFC 6350, also vCard 2.1 and 3.0) to @cards (element-type HpCard), up
 * to a bound. @text: valid UTF-8. */
void hp_cards_read (GPtrArray *cards, const char *text);

G_END_DECLS
