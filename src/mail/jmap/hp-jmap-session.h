/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HP_JMAP_CORE "urn:ietf:params:jmap:core"
#define HP_JMAP_MAIL "urn:ietf:params:jmap:mail"
#define HP_JMAP_SUBMISSION "urn:ietf:params:jmap:submission"
#define HP_JMAP_BLOB "urn:ietf:params:jmap:blob"                /* RFC 9404 */
#define HP_JMAP_CYRUS_BLOB "https://cyrusimap.org/ns/jmap/blob" /* what it was before */

/* What a server says of itself to who logs in (RFC 8620 section 2). */
typedef struct
{
  char *api;      /* absolute addresses */
  char *download; /* a template, level 1 of RFC 6570 */
  char *upload;
  char *events; /* (nullable) */
  char *state;
  char *user;       /* who logged in */
  char *account;    /* the mailbox that is meant */
  char *own;        /* (nullable) the mailbox of who logged in */
  const char *blob; /* (nullable) the capability that Blob/get belongs to */
  gboolean can_submit;
  guint max_get;
  guint max_calls;
  guint max_requests; /* at once */
} HpJmapSession;

/* @address: where @json came from, which relative addresses start at. @mailbox: (nullable) the name
 * of the mailbox that is meant, else the primary one. Errors: PROTOCOL, NOT_FOUND (no such mailbox;
 * the text names those that there are). Returns: (transfer full) (nullable). */
HpJmapSession *
hp_jmap_session_parse (GBytes *json, const char *address, const char *mailbox, GError **error);
void hp_jmap_session_free (HpJmapSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpJmapSession, hp_jmap_session_free)

/* Fills in a template: pairs of a variable's name and its value, NULL at the end. */
char *hp_jmap_expand (const char *template, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
