/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-sender.h"
#include "mail/imap/hp-imap-mailbox.h"

G_BEGIN_DECLS

#define HP_TYPE_IMAP_SENDER (hp_imap_sender_get_type ())
G_DECLARE_FINAL_TYPE (HpImapSender, hp_imap_sender, HP, IMAP_SENDER, HpMailSender)

/* Sends by SMTP for a mailbox on an IMAP server, whose Sent folder is asked what left and takes the
 * copy. @mailbox, @smtp: copied; the same login for both. @files: we put the copy there; else the
 * server does by itself. Returns: (transfer full). */
HpMailSender *
hp_imap_sender_new (const HpImapMailbox *mailbox, const HpMailServer *smtp, gboolean files);

/* Logs in to the server that sends, and sends nothing. */
gboolean hp_imap_sender_try (HpImapSender *self, GCancellable *cancellable, GError **error);

G_END_DECLS
