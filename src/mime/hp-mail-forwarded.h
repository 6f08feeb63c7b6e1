/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* Adds what can be read of an attached mail, and of the mails attached to it, to @to: subject,
 * sender and text. @part: of type message/rfc822. */
void hp_mail_forwarded_append (GString *to, GMimeObject *part);

G_END_DECLS
