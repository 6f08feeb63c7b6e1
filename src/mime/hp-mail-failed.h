/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-mime-tree.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Fills @mail->failed, a bounce whose header and text have been read: from its delivery report,
 * else from X-Failed-Recipients, else from its words. Returns: FALSE if its report says that
 * everybody was reached. */
gboolean hp_mail_failed_read (HpMail *mail, const HpMimeTree *tree);

G_END_DECLS
