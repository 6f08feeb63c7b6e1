/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-mime-tree.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Fills in the text, the attachments and what they mean, and the seal of @mail from its parts,
 * of which there must be a root. Returns the hash of the decoded contents of all its parts in
 * @digest, the same by whatever route and transfer encoding the mail came. */
void hp_mail_body_read (HpMail *mail, const HpMimeTree *tree, guint8 digest[32]);

/* The content of an attachment that is no part: of one in winmail.dat or in the text.
 * Returns: (transfer full) (nullable): NULL if there is none of that number. */
GBytes *hp_mail_body_dup_inner (GMimeObject *root, guint number);

G_END_DECLS
