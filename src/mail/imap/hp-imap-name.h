/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folder's name as people read it, of one as servers write it (RFC 3501 section 5.1.3). What is
 * written wrongly stays as it is. Returns: (transfer full). */
char *hp_imap_name_dup_shown (const char *name);
/* And back. */
char *hp_imap_name_dup_written (const char *shown);

/* What a folder with the attribute "\\Sent" or kin is for: "sent", "archive", "junk", "trash",
 * "drafts", "all". (nullable) */
const char *hp_imap_name_role_of_attribute (const char *attribute);
/* What a folder that is called so is most likely for, in English, Finnish and Swedish. @shown: the
 * last part of its name. (nullable) */
const char *hp_imap_name_guess_role (const char *shown);

G_END_DECLS
