/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Turns what libsoup and GIO say into the desk's own errors, with a text for people. Takes *error
 * and replaces it. @message: (nullable) whose certificate it may be about. */
void hp_http_error_adopt (GError **error, SoupMessage *message);

/* What a status other than success means. Returns: (transfer full). */
GError *hp_http_error_new_for_status (guint status);

G_END_DECLS
