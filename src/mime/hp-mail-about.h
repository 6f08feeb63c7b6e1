/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* The id of the mail that a bounce or report is about: from the returned mail or its header, the
 * report's fields, or the header of the report itself. Returns: (transfer full) (nullable). */
char *hp_mail_about_dup (const HpMail *mail, GMimeObject *root);

G_END_DECLS
