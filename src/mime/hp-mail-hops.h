/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* Reads an unfolded Received header (RFC 5321 section 4.4). Returns: (transfer full). */
HpHop *hp_mail_hop_parse (const char *value);

/* Which checks an unfolded Authentication-Results header says have failed (RFC 8601): "fail" alone
 * counts, and for DKIM only if no other signature passed. */
HpAuthFailed hp_mail_auth_results_parse (const char *value);

G_END_DECLS
