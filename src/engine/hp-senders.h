/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-sender.h"
#include "model/hp-account.h"

G_BEGIN_DECLS

/* The sender that an account's kind asks for (an HpSenderFunc). @data: not used. */
HpMailSender *hp_sender_new_for_account (const HpAccount *account, gpointer data, GError **error);

G_END_DECLS
