/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* When a mail was written that says so neither in its topmost Received nor in Date: the time of
 * another hop, else what its Message-ID tells, else the newest of the mails that it answers. A
 * function of the mail alone. Returns: us UTC or HP_TIME_NONE. */
gint64 hp_mail_time_guess (const HpMail *mail);

G_END_DECLS
