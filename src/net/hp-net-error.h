/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Turns what GIO says of a connection into the desk's own errors, with a text for people: OFFLINE,
 * TLS, CANCELLED, and PROTOCOL for what is none of these. Takes *error and replaces it; errors of
 * the desk's own stay. @flags: what is wrong with the certificate, 0 = nothing that is known.
 * @protocol: what should have been spoken. Any thread. */
void hp_net_error_adopt (GError **error, GTlsCertificateFlags flags, const char *protocol);

/* Whether @host is this machine, where nobody else listens. Any thread. */
gboolean hp_net_is_local (const char *host);

G_END_DECLS
