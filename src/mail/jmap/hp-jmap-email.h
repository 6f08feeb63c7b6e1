/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-batch.h"
#include "mail/jmap/hp-jmap-folders.h"

G_BEGIN_DECLS

/* The properties of an Email (RFC 8621 section 4) that a mail is made of here. */
extern const char *const HP_JMAP_EMAIL_PROPERTIES[];

/* Reads the list of an Email/get. What is no proper Email is passed over. Returns: (transfer full)
 * (element-type HpRemoteMail). */
GPtrArray *hp_jmap_emails_read (JsonObject *got, const HpJmapFolders *folders);

/* Whether @mail lies in a folder that is read. */
gboolean hp_jmap_email_is_watched (const HpRemoteMail *mail);

G_END_DECLS
