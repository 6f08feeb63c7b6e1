/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/hp-json.h"
#include "mail/jmap/hp-jmap-session.h"

G_BEGIN_DECLS

/* Method calls that go to the server together (RFC 8620 section 3.3). A call's arguments are added
 * between hp_jmap_request_begin() and _end(); its number names it in back references and in the
 * reply. */
typedef struct _HpJmapRequest HpJmapRequest;

HpJmapRequest *hp_jmap_request_new (const HpJmapSession *session);
void hp_jmap_request_free (HpJmapRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpJmapRequest, hp_jmap_request_free)

/* Begins a call on the mailbox that is meant. Returns: (transfer none) where its further arguments
 * are added. */
JsonBuilder *hp_jmap_request_begin (HpJmapRequest *self, const char *method);
/* The same on another mailbox of the login. */
JsonBuilder *
hp_jmap_request_begin_on (HpJmapRequest *self, const char *method, const char *account);
/* Returns: the call's number. */
guint hp_jmap_request_end (HpJmapRequest *self);

/* @argument is what @path (a JSON pointer, "*" for each) finds in the answer to @call (RFC 8620
 * section 3.7). */
void hp_jmap_request_refer (HpJmapRequest *self,
                            const char *argument,
                            guint call,
                            const char *method,
                            const char *path);

/* @argument is a list of texts. @values: (array zero-terminated=1). */
void
hp_jmap_request_add_strings (HpJmapRequest *self, const char *argument, const char *const *values);

/* What goes to the server. */
GBytes *hp_jmap_request_to_bytes (HpJmapRequest *self);

G_END_DECLS
