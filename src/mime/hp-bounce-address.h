/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first mail address at or after @from in @text, by its shape alone: *@start and *@end are set
 * to its borders inside @text. Linear, also when called again from *@end. FALSE if there is none.
 */
gboolean hp_bounce_address_find (const char *text, gsize from, gsize *start, gsize *end);

/* The first address of a value such as "rfc822; <a@b.c>" (RFC 3464 section 2.1.2). Returns:
 * (transfer full) (nullable). */
char *hp_bounce_address_dup (const char *value);

G_END_DECLS
