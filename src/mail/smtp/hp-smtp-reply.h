/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One answer of an SMTP server (RFC 5321 section 4.2), read line by line. Pure; any one thread. */
typedef struct
{
  guint code;       /* 0 before the first line */
  GPtrArray *lines; /* (element-type utf8) the text of each, without its code */
} HpSmtpReply;

HpSmtpReply *hp_smtp_reply_new (void);
void hp_smtp_reply_free (HpSmtpReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpSmtpReply, hp_smtp_reply_free)

/* @line: without its end. @is_last: (out). Errors: PROTOCOL (no such line, another code than that
 * of the line before, or lines without end). */
gboolean
hp_smtp_reply_add (HpSmtpReply *reply, const char *line, gboolean *is_last, GError **error);

/* Whether the code is of this hundred: 2 done, 3 go on, 4 not now, 5 no. */
gboolean hp_smtp_reply_is (const HpSmtpReply *reply, guint hundred);

/* Says in the server's own words that it does not do it. Errors: AUTH (who we are), RATE_LIMITED
 * (not now), FAILED. Returns: FALSE. */
gboolean hp_smtp_reply_set_error (const HpSmtpReply *reply, GError **error);

/* The server's own words in one line, with the code, for people. Returns: (transfer full). */
char *hp_smtp_reply_dup_text (const HpSmtpReply *reply);

/* The enhanced status code at its beginning (RFC 2034), such as "5.1.1". Returns: (transfer full)
 * (nullable). */
char *hp_smtp_reply_dup_status (const HpSmtpReply *reply);

G_END_DECLS
