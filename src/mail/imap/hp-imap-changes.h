/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-backend.h"
#include "mail/imap/hp-imap-client.h"
#include "mail/imap/hp-imap-cursor.h"
#include "mail/imap/hp-imap-folders.h"

G_BEGIN_DECLS

/* What is new in a folder since a place. */
typedef struct
{
  HpImapPlace after; /* where it is read to once all of this is stored; no name */
  GPtrArray *mails;  /* (owned) (element-type HpRemoteMail) without bytes, newest first */
  GPtrArray *gone;   /* (owned) (element-type utf8) ids */
  guint32 to_list;   /* mails that are to be listed from now on */
} HpImapChanges;

/* Opens a folder and asks what changed, by the best that the server can (RFC 7162), else by
 * comparing with what the desk knows. Where its mails have other UIDs now, or it was never read,
 * all it had is gone and its listing begins: `after` says so by its `low`. Returns: (transfer full)
 * (nullable). */
HpImapChanges *hp_imap_changes_get (HpImapClient *client,
                                    HpMailBackend *backend,
                                    const HpImapPlace *place,
                                    const HpImapFolder *folder,
                                    GCancellable *cancellable,
                                    GError **error);
void hp_imap_changes_free (HpImapChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpImapChanges, hp_imap_changes_free)

/* The same of a folder that is read no more. */
HpImapChanges *
hp_imap_changes_forget (HpMailBackend *backend, const HpImapPlace *place, GError **error);

G_END_DECLS
