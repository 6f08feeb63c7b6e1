/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a file or folder of mail is by its name (one path component; ".Sent", "INBOX.Sent",
 * "Sent.mbox", "Sent.sbd", modified UTF-7) where a mail program keeps what was sent. */
gboolean hp_sent_folder_is_name (const char *name);

G_END_DECLS
