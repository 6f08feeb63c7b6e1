/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A server on this machine that answers each connection with the next thing it was given, byte for
 * byte, and hangs up: what a real server won't commit. It has a thread of its own. */
typedef struct _HpScriptedPeer HpScriptedPeer;

/* @certificate: (nullable) with its key: it speaks TLS. */
HpScriptedPeer *hp_scripted_peer_new (GTlsCertificate *certificate);
void hp_scripted_peer_free (HpScriptedPeer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpScriptedPeer, hp_scripted_peer_free)

/* What the next connection gets. @length: -1 to the NUL. */
void hp_scripted_peer_say (HpScriptedPeer *self, const char *bytes, gssize length);
/* The same as a whole HTTP answer. @headers: each with its line end. */
void
hp_scripted_peer_answer (HpScriptedPeer *self, guint status, const char *headers, const char *body);

/* "SCHEME://127.0.0.1:PORT@path". Returns: (transfer full). */
char *hp_scripted_peer_dup_uri (HpScriptedPeer *self, const char *path);

/* The nth thing that it was asked, headers and body. Returns: (transfer full) (nullable). */
char *hp_scripted_peer_dup_request (HpScriptedPeer *self, guint n);
guint hp_scripted_peer_count_requests (HpScriptedPeer *self);

G_END_DECLS
