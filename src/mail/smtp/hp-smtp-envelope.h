/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/smtp/hp-smtp-client.h"
#include "model/hp-letter.h"

G_BEGIN_DECLS

/* The commands that name a letter's sender and recipients, with what the server can do and the
 * letter needs: SIZE, BODY, SMTPUTF8, and reports of failures and delays that name the letter
 * (DSN). Errors: UNSUPPORTED (larger than the server takes, or in need of what it lacks), INVALID
 * (what can't be said in SMTP). Pure. Returns: (transfer full) (nullable) (element-type utf8):
 * MAIL, then one RCPT for each recipient, without line ends. */
GPtrArray *hp_smtp_envelope_new (const HpSmtpCapabilities *capabilities,
                                 const HpLetter *letter,
                                 GError **error);

/* The bytes of a letter as they follow DATA, lines that begin with a dot having one more (RFC 5321
 * section 4.5.2), without the dot at the end. Returns: (transfer full). */
GByteArray *hp_smtp_stuff (GBytes *bytes);

G_END_DECLS
