/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mime/hp-mime-tree.h"
#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Fills in everything of @mail that stands in its header. */
void hp_mail_headers_read (HpMail *mail, const HpMimeTree *tree);

G_END_DECLS
