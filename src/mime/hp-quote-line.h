/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-mail.h"

G_BEGIN_DECLS

/* What stands above a quoted or forwarded mail, in the language of the reply (ISO 639-1: fi, sv,
 * en; others read English), times in @zone. hp_new_words_find() knows these lines. Any thread.
 * Returns: (transfer full) plain text. */

/* "On 24 November 2026 at 17:59, Maija wrote:", one line. */
char *hp_quote_line_dup (const HpMail *mail, const char *language, GTimeZone *zone);

/* The line that says that a mail is forwarded, and its header, several lines. */
char *hp_forward_lines_dup (const HpMail *mail, const char *language, GTimeZone *zone);

G_END_DECLS
