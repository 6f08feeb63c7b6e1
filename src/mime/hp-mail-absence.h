/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* How much the rest of the header speaks for a machine. */
typedef enum
{
  HP_MAIL_HINT_NONE,
  HP_MAIL_HINT_WEAK,   /* whole organisations set it on the mail of people */
  HP_MAIL_HINT_STRONG, /* people rarely have it */
} HpMailHint;

/* Whether @mail, whose subject is @lower_subject in lower case, says of itself to be an automatic
 * answer, in its subject or its first words. The weaker the hint, the surer the words must be. */
gboolean hp_mail_absence_is (const HpMail *mail, const char *lower_subject, HpMailHint hint);

G_END_DECLS
