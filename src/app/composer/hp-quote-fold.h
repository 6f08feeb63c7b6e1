/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/hp-draft.h"
#include "model/hp-message.h"

G_BEGIN_DECLS

/* The message that goes along quoted, folded to its number of lines; where it goes can be chosen.
 * Signal "changed": the agent chose. */
#define HP_TYPE_QUOTE_FOLD (hp_quote_fold_get_type ())
G_DECLARE_FINAL_TYPE (HpQuoteFold, hp_quote_fold, HP, QUOTE_FOLD, GtkBox)

/* @message: (nullable) none: it hides. */
void hp_quote_fold_set_message (HpQuoteFold *self, const HpMessage *message, HpQuote quote);
HpQuote hp_quote_fold_get_quote (HpQuoteFold *self);

G_END_DECLS
