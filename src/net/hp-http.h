/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* HTTP for one account: a session with its connections, and who logs in. Calls block; inside them
 * runs a main context of their own, so nothing else of the thread's does. Used by the thread that
 * made it.
 *
 * Passwords go over TLS only, or to this machine. Certificates are checked; a redirect is followed
 * a few times, and never from TLS to none. Errors of all calls: OFFLINE, AUTH, TLS, PROTOCOL (also
 * where more came than was allowed), RATE_LIMITED (also what ails the server for now), NOT_FOUND,
 * INVALID (the address), CANCELLED. */
typedef struct _HpHttp HpHttp;

HpHttp *hp_http_new (void);
void hp_http_free (HpHttp *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpHttp, hp_http_free)

/* RFC 7617. */
void hp_http_set_password (HpHttp *self, const char *user, const char *password);
/* RFC 6750. */
void hp_http_set_bearer (HpHttp *self, const char *token);
/* The Authorization header. (nullable) */
const char *hp_http_get_authorization (HpHttp *self);

/* Whom the system trusts unless set; for servers with an authority of their own. */
void hp_http_set_authorities (HpHttp *self, GTlsDatabase *authorities);

/* What is asked of a server; a value on the stack, nothing in it owned. */
typedef struct
{
  const char *uri;
  GBytes *body;        /* (nullable) POST it */
  const char *type;    /* of the body */
  gsize most;          /* bytes that the answer may have */
  gboolean may_repeat; /* doing it twice is as good as once */
} HpHttpCall;

/* One answer's bytes. @final_uri: (out) (optional) (transfer full) after redirects. */
GBytes *hp_http_run (HpHttp *self,
                     const HpHttpCall *call,
                     char **final_uri,
                     GCancellable *cancellable,
                     GError **error);

/* Several GETs of one server beside each other; the first error ends them all. Returns: (transfer
 * full) (element-type GBytes) (nullable): in the order of @uris. */
GPtrArray *hp_http_get_all (HpHttp *self,
                            const char *const *uris,
                            guint at_once,
                            gsize most,
                            GCancellable *cancellable,
                            GError **error);

/* How long the server asked to be left alone (Retry-After, RFC 9110 section 10.2.3) when the last
 * call failed, in seconds; 0 = it did not say. */
guint hp_http_get_retry_after (HpHttp *self);

G_END_DECLS
