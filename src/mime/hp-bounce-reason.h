/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Why a mail did not arrive, as far as it concerns people. */
typedef enum
{
  HP_BOUNCE_REASON_OTHER,
  HP_BOUNCE_REASON_NO_SUCH_ADDRESS,
  HP_BOUNCE_REASON_CLOSED, /* the mailbox is there but takes nothing */
  HP_BOUNCE_REASON_MAILBOX_FULL,
  HP_BOUNCE_REASON_NO_SUCH_HOST, /* the domain is unknown or takes no mail */
  HP_BOUNCE_REASON_NO_ANSWER,
  HP_BOUNCE_REASON_REFUSED, /* as spam or by policy */
  HP_BOUNCE_REASON_TOO_LARGE,
  HP_BOUNCE_REASON_DELAYED,
} HpBounceReason;

/* From the status code (RFC 3463), and where it says little from the server's words. */
HpBounceReason hp_bounce_reason_get (const HpFailedRecipient *recipient);

/* Whether @text says why, in a code or in words that are known. */
gboolean hp_bounce_reason_is_told (const char *text);

/* A few English words, static. */
const char *hp_bounce_reason_get_words (HpBounceReason reason);

/* The first enhanced status code in @text ("5.1.1"; RFC 3463). Returns: (transfer full) (nullable).
 */
char *hp_bounce_reason_dup_status (const char *text);

/* Where the answer of a server (RFC 5321 section 4.2) begins in @text: at "550 ...", or NULL. */
const char *hp_bounce_reason_find_reply (const char *text);

/* The first sentence of what a server said, on one line without codes and address before it.
 * Returns: (transfer full) (nullable): NULL if it said nothing. */
char *hp_bounce_reason_dup_sentence (const char *text);

G_END_DECLS
