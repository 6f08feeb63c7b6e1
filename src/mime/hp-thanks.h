/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* TRUE if the new words of @mail are nothing but thanks and courtesy in Finnish, Swedish or English
 * ("Kiitos nopeasta avusta! T. Anna"). One word that is not known for that, a question, a number or
 * a file makes it FALSE. Any thread. */
gboolean hp_thanks_is_all (const HpMail *mail);

G_END_DECLS
