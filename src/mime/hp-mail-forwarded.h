/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* Adds what can be read of an attached mail, and of the mails attached to it, to @to: subject,
 * sender and text. @part: of type message/rfc822. */
void hp_mail_forwarded_append (GString *to, GMimeObject *part);

/* The same of the bytes of a mail, for those that were encoded against RFC 2046. */
void hp_mail_forwarded_append_raw (GString *to, GBytes *raw);

G_END_DECLS
