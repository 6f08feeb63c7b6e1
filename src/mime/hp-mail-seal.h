/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gmime/gmime.h>

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Whether a mail is signed or encrypted by OpenPGP (RFC 3156, or in its text) or S/MIME (RFC 8551).
 * Nothing is verified. @text: the text of the mail. */
HpSeal hp_mail_seal_find (GMimeObject *root, const char *text);

G_END_DECLS
