/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* An address as a server takes it in an envelope and a header: the local part as written, the
 * domain in ASCII (RFC 5321 section 4.1.2, RFC 5891). Any thread. Errors: INVALID, with what is
 * wrong, for what no server would take. Returns: (transfer full) (nullable). */
char *hp_mail_address_dup_wire (const char *addr, GError **error);

/* Reads what people type in a line of recipients: "Anna Ahola <anna@example.org>, b@example.org",
 * commas, semicolons and line ends between. What is no address comes back too, as it was written,
 * so that nothing typed is lost. Returns: (transfer full) (element-type HpAddress). */
GPtrArray *hp_mail_address_list_parse (const char *text);

/* The same the other way, names quoted where they must be. Returns: (transfer full). */
char *hp_mail_address_list_dup_text (const GPtrArray *addresses);

G_END_DECLS
