/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The address "https://HOST:PORT" that a domain's DNS names for a service (SRV, RFC 2782; "jmap" by
 * RFC 8620 section 2.2), best first, or of @domain itself where it names none. Blocks. Errors:
 * CANCELLED. Returns: (transfer full) (nullable). */
char *hp_srv_dup_https (const char *service,
                        const char *domain,
                        GCancellable *cancellable,
                        GError **error);

G_END_DECLS
