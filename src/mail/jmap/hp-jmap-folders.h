/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/jmap/hp-jmap-client.h"

G_BEGIN_DECLS

/* The folders of a mailbox as the server has them (RFC 8621 section 2). */
typedef struct
{
  GHashTable *roles;  /* (owned) id to role, "" where it has none */
  GPtrArray *watched; /* (owned) (element-type utf8) ids of those that are read, sorted */
  char *state;        /* of the folders */
  char *email;        /* of the mails, at the same moment */
} HpJmapFolders;

/* Asks the server. Errors: those of the client, and NOT_FOUND where it has no inbox. */
HpJmapFolders *
hp_jmap_folders_get (HpJmapClient *client, GCancellable *cancellable, GError **error);
void hp_jmap_folders_free (HpJmapFolders *folders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpJmapFolders, hp_jmap_folders_free)

/* The ids of those that are read, a space between. */
char *hp_jmap_folders_dup_watched (const HpJmapFolders *folders);
/* The id of the folder with @role. (nullable) */
const char *hp_jmap_folders_find (const HpJmapFolders *folders, const char *role);

G_END_DECLS
