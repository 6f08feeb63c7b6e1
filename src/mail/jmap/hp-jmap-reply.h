/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/hp-json.h"

G_BEGIN_DECLS

/* The answers to the calls of one request (RFC 8620 section 3.4). */
typedef struct _HpJmapReply HpJmapReply;

/* Errors: PROTOCOL. Returns: (transfer full) (nullable). */
HpJmapReply *hp_jmap_reply_parse (GBytes *json, GError **error);
void hp_jmap_reply_free (HpJmapReply *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpJmapReply, hp_jmap_reply_free)

/* (nullable) */
const char *hp_jmap_reply_get_session_state (HpJmapReply *self);

/* The answer of @method to @call. Errors: what the server says, as a code of ours. Returns:
 * (transfer none) (nullable). */
JsonObject *hp_jmap_reply_get (HpJmapReply *self, guint call, const char *method, GError **error);

/* Whether the answer to @call is the error @type, such as cannotCalculateChanges. */
gboolean hp_jmap_reply_is_error (HpJmapReply *self, guint call, const char *type);

G_END_DECLS
