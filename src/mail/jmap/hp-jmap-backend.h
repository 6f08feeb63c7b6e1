/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-backend.h"
#include "net/hp-http.h"

G_BEGIN_DECLS

/* A mailbox by JMAP (RFC 8620, RFC 8621). */
#define HP_TYPE_JMAP_BACKEND (hp_jmap_backend_get_type ())
G_DECLARE_FINAL_TYPE (HpJmapBackend, hp_jmap_backend, HP, JMAP_BACKEND, HpMailBackend)

/* @http: (transfer full) with who logs in. @url: of the session or of the server. @mailbox:
 * (nullable) the name of a mailbox shared with the login, else its own is meant. */
HpMailBackend *hp_jmap_backend_new (HpHttp *http, const char *url, const char *mailbox);

G_END_DECLS
