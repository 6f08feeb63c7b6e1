/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-sender.h"
#include "net/hp-http.h"

G_BEGIN_DECLS

/* Sends by EmailSubmission (RFC 8621 section 7). The mail is first put among the login's own
 * drafts, then submitted in a request of its own, which also moves it to the sent mail; what a
 * shared mailbox sends is then filed there. */
#define HP_TYPE_JMAP_SENDER (hp_jmap_sender_get_type ())
G_DECLARE_FINAL_TYPE (HpJmapSender, hp_jmap_sender, HP, JMAP_SENDER, HpMailSender)

/* @http: (transfer full) with who logs in. @mailbox: (nullable) as for hp_jmap_backend_new(). */
HpMailSender *hp_jmap_sender_new (HpHttp *http, const char *url, const char *mailbox);

G_END_DECLS
