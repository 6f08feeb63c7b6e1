/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-mail.h"
#include "model/hp-ticket.h"

G_BEGIN_DECLS

/* The Message-ID that a mail answers: of a bounce what it is about, else the last of its
 * References, else its first In-Reply-To. (nullable), inside @mail. */
const char *hp_mail_get_answered (const HpMail *mail);

/* The first ticket number in its subject or in the address of a recipient. */
gboolean hp_mail_find_number (const HpMail *mail, guint8 prefix[5]);

/* Names of its attachments, one a line, for the search. Returns: (transfer full). */
char *hp_mail_dup_file_names (const HpMail *mail);

/* HP_DIRECTION_OUT for a mail from an own address of which any of @copies (element-type HpCopy) lay
 * in a Sent folder or came without a foreign hop; else HP_DIRECTION_IN. Sets what is odd about it.
 */
const char *
hp_mail_resolve_direction (HpDesk *desk, const HpMail *mail, GArray *copies, HpWarnings *warnings);

/* The customer's address in a mail: its sender (of shared senders the Reply-To), or of an outbound
 * one the first recipient that is not us. Normalised. Returns: (transfer full) (nullable). */
char *hp_mail_dup_customer_address (HpDb *db, const HpMail *mail, const char *direction);

G_END_DECLS
