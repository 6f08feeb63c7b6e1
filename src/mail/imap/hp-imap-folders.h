/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/imap/hp-imap-client.h"

G_BEGIN_DECLS

/* A folder of the mailbox that we read. */
typedef struct
{
  char *name;       /* as the server writes it */
  char *shown;      /* as people read it */
  const char *role; /* "inbox", "sent", "archive", "junk", "trash", "drafts", "all" or "" */
} HpImapFolder;

/* What is known of a mailbox's folders. */
typedef struct
{
  GPtrArray *folders; /* (owned) (element-type HpImapFolder) one a role at most, and all without */
  char *inbox;        /* (owned) the name of its inbox */
  char *prefix;       /* (owned) what the names of new folders begin with */
  char delimiter[2];  /* between the parts of a name, or "" */
} HpImapFolders;

/* @mailbox: (nullable) the name of another's or a shared inbox, as people read it; its folders are
 * below it. NULL: the login's own, or where @address is not @login's, the one that is shared by
 * that name. Errors: NOT_FOUND (there is no such inbox). Returns: (transfer full) (nullable). */
HpImapFolders *hp_imap_folders_get (HpImapClient *client,
                                    const char *mailbox,
                                    const char *address,
                                    const char *login,
                                    GCancellable *cancellable,
                                    GError **error);
void hp_imap_folders_free (HpImapFolders *folders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpImapFolders, hp_imap_folders_free)

/* The folder for @role. Returns: (transfer none) (nullable). */
const HpImapFolder *hp_imap_folders_find (const HpImapFolders *folders, const char *role);
/* The folders that are read: inbox, sent, archive. Returns: (transfer full) (element-type
 * HpImapFolder), which belong to @folders. */
GPtrArray *hp_imap_folders_list_watched (const HpImapFolders *folders);
/* Makes a folder beside the others. @shown: its name as people read it. Returns: (transfer full)
 * (nullable) as the server writes it. */
char *hp_imap_folders_create (HpImapClient *client,
                              const HpImapFolders *folders,
                              const char *shown,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
