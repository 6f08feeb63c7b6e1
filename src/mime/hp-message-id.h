/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Adds the message ids in the raw value of a header (RFC 5322 section 3.6.4, and what really comes:
 * folded, without brackets, encoded, among words) to @ids (element-type utf8), none of them twice.
 */
void hp_message_id_append_all (GPtrArray *ids, const char *value);

/* The one id of a header such as Message-ID: (transfer full) (nullable). */
char *hp_message_id_dup (const char *value);

G_END_DECLS
