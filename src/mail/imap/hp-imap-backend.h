/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-backend.h"
#include "mail/imap/hp-imap-mailbox.h"

G_BEGIN_DECLS

#define HP_TYPE_IMAP_BACKEND (hp_imap_backend_get_type ())
G_DECLARE_FINAL_TYPE (HpImapBackend, hp_imap_backend, HP, IMAP_BACKEND, HpMailBackend)

/* A mailbox on an IMAP server. @mailbox: copied. Returns: (transfer full). */
HpMailBackend *hp_imap_backend_new (const HpImapMailbox *mailbox);

G_END_DECLS
