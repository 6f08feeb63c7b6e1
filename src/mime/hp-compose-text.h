/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-draft.h"

G_BEGIN_DECLS

/* The words of a mail in both forms. */
typedef struct
{
  char *html;        /* (owned) a whole document */
  char *text;        /* (owned) the same as plain text, quotes marked with ">" */
  GPtrArray *images; /* (owned) (element-type utf8) content ids that the HTML shows */
} HpComposeText;

/* Writes the new words of @draft and, as it asks, what it quotes or forwards: @answered (nullable)
 * with its HTML (nullable). Any thread. */
void hp_compose_text_write (HpComposeText *self,
                            const HpDraft *draft,
                            const HpMail *answered,
                            const char *answered_html,
                            GTimeZone *zone);
void hp_compose_text_clear (HpComposeText *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HpComposeText, hp_compose_text_clear)

G_END_DECLS
