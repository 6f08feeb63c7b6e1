/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How sure it is that a file holds mail before anybody looked inside. */
typedef enum
{
  HP_MAILBOX_CLAIM_FOUND,   /* it lay in a folder: only if it looks like mail */
  HP_MAILBOX_CLAIM_NAMED,   /* a person named it: unless it is clearly something else */
  HP_MAILBOX_CLAIM_EML,     /* its name ends in .eml: mail, whatever it looks like */
  HP_MAILBOX_CLAIM_MAILDIR, /* in new/ or cur/: one mail, whatever it looks like */
} HpMailboxClaim;

typedef struct
{
  char *path; /* (owned) */
  HpMailboxClaim claim;
  gboolean in_sent; /* by the names of the folders above it */
} HpMailboxFile;

void hp_mailbox_file_free (HpMailboxFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMailboxFile, hp_mailbox_file_free)

/* Goes through files and folders in an order that depends on their names alone, holding no more
 * than the names in the folders above the present file. */
typedef struct _HpMailboxWalk HpMailboxWalk;

/* @problems: (element-type utf8) (nullable) gets the folders that can't be read. */
HpMailboxWalk *hp_mailbox_walk_new (const char *const *paths, GPtrArray *problems);
void hp_mailbox_walk_free (HpMailboxWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMailboxWalk, hp_mailbox_walk_free)

/* Returns: (transfer full) (nullable): NULL at the end. */
HpMailboxFile *hp_mailbox_walk_next (HpMailboxWalk *walk);

G_END_DECLS
