/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Adds the recipients that the words of a bounce without a delivery report call failed to
 * @mail->failed, with what was said of them. Its header and text have been read. @named: (nullable)
 * (element-type utf8) the recipients, if a header already names them; then only the reasons are
 * looked for. Looks at the beginning of long texts only; linear. */
void hp_bounce_text_read (HpMail *mail, GPtrArray *named);

G_END_DECLS
