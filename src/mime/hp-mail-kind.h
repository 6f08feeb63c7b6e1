/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-mime-tree.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Tells whether a person or a machine wrote @mail, whose header and body have been read, and which
 * mail a bounce or report is about. */
void hp_mail_kind_read (HpMail *mail, const HpMimeTree *tree);

G_END_DECLS
