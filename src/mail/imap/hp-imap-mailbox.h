/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/imap/hp-imap-folders.h"

G_BEGIN_DECLS

/* Where a mailbox is and who logs in. A value; who has a copy owns what is in it. */
typedef struct
{
  HpMailServer server;
  HpLogin login;
  const char *address; /* the mailbox's */
  const char *mailbox; /* (nullable) as hp_imap_folders_get() wants it */
} HpImapMailbox;

HpImapMailbox hp_imap_mailbox_copy (const HpImapMailbox *mailbox);
/* Of a copy; its secrets are forgotten. */
void hp_imap_mailbox_clear (HpImapMailbox *mailbox);

/* Logs in. Errors: those of hp_imap_client_open(). Returns: (transfer full) (nullable). */
HpImapClient *
hp_imap_mailbox_open (const HpImapMailbox *mailbox, GCancellable *cancellable, GError **error);
/* Its folders. Errors: those of hp_imap_folders_get(). Returns: (transfer full) (nullable). */
HpImapFolders *hp_imap_mailbox_get_folders (const HpImapMailbox *mailbox,
                                            HpImapClient *client,
                                            GCancellable *cancellable,
                                            GError **error);

G_END_DECLS
