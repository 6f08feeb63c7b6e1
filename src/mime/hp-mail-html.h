/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which parts of the htmlBody (RFC 8621 section 4.1.4). */
typedef enum
{
  HP_HTML_SCOPE_ALL,  /* the whole message: plain text between the HTML is escaped */
  HP_HTML_SCOPE_HTML, /* what was written as HTML */
} HpHtmlScope;

/* The HTML of a mail as its sender wrote it, in UTF-8 and not safe to show: it goes through the
 * sanitiser first. Any thread, after hp_mime_init(). Returns: (transfer full) (nullable): NULL if
 * there is no HTML. */
char *hp_mail_dup_html (GBytes *raw, HpHtmlScope scope);

G_END_DECLS
