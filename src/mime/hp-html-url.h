/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Addresses as they stand in HTML that others wrote, read as a browser reads them: outer blanks and
 * inner tabs and line breaks do not count. */

/* Where a link may lead: http, https, mailto or tel. Returns: (transfer full) (nullable). */
char *hp_html_url_dup_link (const char *url);

/* An image that comes with the mail: cid:, or data: of a raster format in base64.
 * Returns: (transfer full) (nullable). */
char *hp_html_url_dup_enclosed_image (const char *url);

/* An image that would be fetched from a server (http, https, or no scheme: those of
 * "//server/path" get https). Returns: (transfer full) (nullable). */
char *hp_html_url_dup_remote_image (const char *url);

G_END_DECLS
