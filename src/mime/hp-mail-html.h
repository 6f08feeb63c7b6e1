/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The HTML of a mail as its sender wrote it (the htmlBody of RFC 8621 section 4.1.4), in UTF-8 and
 * not safe to show: it goes through the sanitiser first. Plain text among it is escaped. Any
 * thread, after hp_mime_init(). Returns: (transfer full) (nullable): NULL if there is no HTML. */
char *hp_mail_dup_html (GBytes *raw);

/* The same without the plain text among it. */
char *hp_mail_dup_html_alone (GBytes *raw);

G_END_DECLS
