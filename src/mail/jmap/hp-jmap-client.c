/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a login. Invariant: what a reply says of another session object is noted, and
 * acted upon before the next request. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-client.h"

#define SESSION_BYTES (1024 * 1024)
#define REPLY_BYTES ((gsize) 256 * 1024 * 1024)

struct _HpJmapClient
{
  HpHttp *http;           /* (owned) */
  char *url;              /* (owned) */
  char *mailbox;          /* (owned) (nullable) */
  HpJmapSession *session; /* (owned) (nullable) */
  char *told; /* (owned) (nullable) the state of the session that the last reply named */
  gboolean is_stale;
};

HpJmapClient *
hp_jmap_client_new (HpHttp *http, const char *url, const char *mailbox)
{
  HpJmapClient *self = g_new0 (HpJmapClient, 1);

  self->http = http;
  self->url = g_strdup (url);
  self->mailbox = g_strdup (mailbox);
  return self;
}

void
hp_jmap_client_free (HpJmapClient *self)
{
  g_clear_pointer (&self->session, hp_jmap_session_free);
  hp_http_free (self->http);
  g_free (self->url);
  g_free (self->mailbox);
  g_free (self->told);
  g_free (self);
}

gboolean
hp_jmap_client_connect (HpJmapClient *self, GCancellable *cancellable, GError **error)
{
  HpHttpCall call = { .uri = self->url, .most = SESSION_BYTES };
  g_autofree char *address = NULL;
  g_autoptr (GBytes) json = hp_http_run (self->http, &call, &address, cancellable, error);
  g_autoptr (HpJmapSession) session =
      json != NULL ? hp_jmap_session_parse (json, address, self->mailbox, error) : NULL;

  if (session == NULL)
    return FALSE;
  g_clear_pointer (&self->session, hp_jmap_session_free);
  self->session = g_steal_pointer (&session);
  self->is_stale = FALSE;
  return TRUE;
}

gboolean
hp_jmap_client_refresh (HpJmapClient *self, GCancellable *cancellable, GError **error)
{
  return (self->session != NULL && !self->is_stale) ||
         hp_jmap_client_connect (self, cancellable, error);
}

/* Some servers name another state here than in the session object, so only a change tells. */
static void
note_session_state (HpJmapClient *self, HpJmapReply *reply)
{
  const char *state = hp_jmap_reply_get_session_state (reply);

  if (state == NULL || g_strcmp0 (state, self->told) == 0)
    return;
  self->is_stale |= self->told != NULL;
  g_free (self->told);
  self->told = g_strdup (state);
}

const HpJmapSession *
hp_jmap_client_get_session (HpJmapClient *self)
{
  return self->session;
}

HpHttp *
hp_jmap_client_get_http (HpJmapClient *self)
{
  return self->http;
}

HpJmapReply *
hp_jmap_client_run (HpJmapClient *self,
                    HpJmapRequest *request,
                    gboolean may_repeat,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GBytes) body = hp_jmap_request_to_bytes (request);
  HpHttpCall call = { .uri = self->session->api,
                      .body = body,
                      .type = "application/json",
                      .most = REPLY_BYTES,
                      .may_repeat = may_repeat };
  g_autoptr (GBytes) json = hp_http_run (self->http, &call, NULL, cancellable, error);

  HpJmapReply *reply = json != NULL ? hp_jmap_reply_parse (json, error) : NULL;

  if (reply != NULL)
    note_session_state (self, reply);
  return reply;
}
