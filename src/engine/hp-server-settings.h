/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/hp-account.h"
#include "net/hp-mail-connection.h"

G_BEGIN_DECLS

/* What is spoken, and where it is spoken where nobody says (RFC 8314 section 3.3, RFC 6409). */
typedef enum
{
  HP_SERVICE_IMAP,
  HP_SERVICE_SMTP,
} HpService;

/* Writes "host", "port" and "tls" into @settings, each behind @prefix. @server: "HOST", "HOST:PORT"
 * or "[IPV6]:PORT". @tls: (nullable) "implicit", "starttls" or "none-on-loopback-only"; what the
 * port stands for, else implicit. Errors: INVALID. */
gboolean hp_server_settings_write (JsonObject *settings,
                                   const char *prefix,
                                   HpService service,
                                   const char *server,
                                   const char *tls,
                                   GError **error);

/* What was written. @host: (out) (transfer full), which @server points to. Errors: INVALID. */
gboolean hp_server_settings_read (const HpAccount *account,
                                  const char *prefix,
                                  char **host,
                                  HpMailServer *server,
                                  GError **error);

G_END_DECLS
