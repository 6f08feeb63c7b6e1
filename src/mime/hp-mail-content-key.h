/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-mime-tree.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Names @mail by its Message-ID, first From address, Date as written and the digest of its body;
 * without a Message-ID by its bytes without its trace fields (DESIGN 3).
 * @body: (nullable) 32 bytes from hp_mail_body_read(). */
HpKey hp_mail_content_key (const HpMail *mail, const HpMimeTree *tree, const guint8 *body);

G_END_DECLS
