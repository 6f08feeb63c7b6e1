/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "live/hp-mail-insight.h"

G_BEGIN_DECLS

/* What was understood of a mail, a line each: whom a bounce did not reach, an invitation, cards,
 * a seal, pictures that were held back. Takes no room where there is nothing. */
#define HP_TYPE_MAIL_FACTS (hp_mail_facts_get_type ())
G_DECLARE_FINAL_TYPE (HpMailFacts, hp_mail_facts, HP, MAIL_FACTS, GtkBox)

/* @insight: (nullable) nothing. */
void hp_mail_facts_set_insight (HpMailFacts *self, const HpMailInsight *insight);

G_END_DECLS
