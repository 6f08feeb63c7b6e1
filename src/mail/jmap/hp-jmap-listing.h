/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/jmap/hp-jmap-cursor.h"
#include "mail/jmap/hp-jmap-email.h"

G_BEGIN_DECLS

/* The next mails of a complete reading, newest first, behind the cursor's anchor; an anchor that
 * was deleted meanwhile is forgotten, and the list begins anew. Sets the cursor's total at the
 * beginning. *is_end: these are the last ones. Returns: (transfer full) (nullable) (element-type
 * HpRemoteMail) without their bytes. */
GPtrArray *hp_jmap_listing_get (HpJmapClient *client,
                                const HpJmapFolders *folders,
                                HpJmapCursor *cursor,
                                gboolean *is_end,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
