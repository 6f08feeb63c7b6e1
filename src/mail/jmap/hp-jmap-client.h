/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/jmap/hp-jmap-reply.h"
#include "mail/jmap/hp-jmap-request.h"
#include "net/hp-http.h"

G_BEGIN_DECLS

/* A login on a JMAP server: its session object, kept up to date, and its requests. Blocks; used by
 * the thread that made it. Errors: those of HpHttp. */
typedef struct _HpJmapClient HpJmapClient;

/* @url: of the session or of the server. @mailbox: (nullable) as for hp_jmap_session_parse().
 * @http: (transfer full) with who logs in. */
HpJmapClient *hp_jmap_client_new (HpHttp *http, const char *url, const char *mailbox);
void hp_jmap_client_free (HpJmapClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpJmapClient, hp_jmap_client_free)

/* Gets the session object, anew where it was there. */
gboolean hp_jmap_client_connect (HpJmapClient *self, GCancellable *cancellable, GError **error);
/* The same, but only where the server has said that it is another by now. */
gboolean hp_jmap_client_refresh (HpJmapClient *self, GCancellable *cancellable, GError **error);
/* (nullable) until connected; until the next connect or refresh. */
const HpJmapSession *hp_jmap_client_get_session (HpJmapClient *self);
HpHttp *hp_jmap_client_get_http (HpJmapClient *self);

/* Sends @request. @may_repeat: doing it twice is as good as once. Returns: (transfer full)
 * (nullable). */
HpJmapReply *hp_jmap_client_run (HpJmapClient *self,
                                 HpJmapRequest *request,
                                 gboolean may_repeat,
                                 GCancellable *cancellable,
                                 GError **error);

G_END_DECLS
