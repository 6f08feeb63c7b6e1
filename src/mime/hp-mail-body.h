/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Fills in the text and the attachments of @mail from its parts. Returns the hash of the decoded
 * contents of all its parts in @digest, the same by whatever route and transfer encoding the mail
 * came. */
void hp_mail_body_read (HpMail *mail, GMimeObject *root, guint8 digest[32]);

G_END_DECLS
