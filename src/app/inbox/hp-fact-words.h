/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-mail-insight.h"

G_BEGIN_DECLS

/* Whom a bounce did not reach, and why. Returns: (transfer full). */
char *hp_fact_dup_failure (const HpFailedRecipient *recipient);

/* What an invitation is about; when and where, or NULL. Returns: (transfer full). */
char *hp_fact_dup_invitation (const HpInvitation *invitation);
char *hp_fact_dup_meeting (const HpInvitation *invitation);

/* Who is on a card; how to reach them, or NULL. Returns: (transfer full). */
char *hp_fact_dup_card (const HpCard *card);
char *hp_fact_dup_contact (const HpCard *card);

/* That a mail is signed or encrypted, and what that means here. NULL: it is neither. */
const char *hp_fact_get_seal (HpSeal seal);

/* How many pictures were held back, or NULL: none. Returns: (transfer full) (nullable). */
char *hp_fact_dup_held_back (const HpMailInsight *insight);

G_END_DECLS
