/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/jmap/hp-jmap-email.h"

G_BEGIN_DECLS

/* What is new in a mailbox since a state of it. */
typedef struct
{
  GPtrArray *mails; /* (owned) (element-type HpRemoteMail) new or changed, without their bytes */
  GPtrArray *gone;  /* (owned) (element-type utf8) */
  char *state;      /* (owned) (nullable) after these; NULL: the server has forgotten that state,
                       everything is to be read again */
  gboolean has_more;
  gboolean has_other_folders; /* the folders are no longer what they were */
} HpJmapChanges;

HpJmapChanges *hp_jmap_changes_get (HpJmapClient *client,
                                    const HpJmapFolders *folders,
                                    const char *since,
                                    GCancellable *cancellable,
                                    GError **error);
void hp_jmap_changes_free (HpJmapChanges *changes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpJmapChanges, hp_jmap_changes_free)

G_END_DECLS
