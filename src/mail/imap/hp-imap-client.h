/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/imap/hp-imap-response.h"
#include "net/hp-mail-connection.h"
#include "net/hp-sasl.h"

G_BEGIN_DECLS

/* A conversation with an IMAP server (RFC 3501), logged in. Blocks; used by one thread. Errors of
 * all calls: those of HpMailConnection, and OFFLINE where the server says goodbye; then the client
 * is of no more use. */
typedef struct _HpImapClient HpImapClient;

/* What a server says unasked or in answer to a command, one after the other. */
typedef void (*HpImapDataFunc) (HpImapResponse *response, gpointer data);

/* Connects, secures, logs in. A password goes nowhere without TLS but to this machine. Errors also:
 * TLS (the server does not offer STARTTLS, or says that we are logged in before), AUTH (the name
 * and the password are refused), RATE_LIMITED (not now). Returns: (transfer full) (nullable). */
HpImapClient *hp_imap_client_open (const HpMailServer *server,
                                   const HpLogin *login,
                                   GCancellable *cancellable,
                                   GError **error);
/* Says LOGOUT and does not wait for an answer. */
void hp_imap_client_free (HpImapClient *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpImapClient, hp_imap_client_free)

/* @name: in capitals. */
gboolean hp_imap_client_can (HpImapClient *self, const char *name);
gboolean hp_imap_client_has_qresync (HpImapClient *self);

/* What the following commands may take: @seconds each, and @bytes for strings in one response. */
void hp_imap_client_set_bounds (HpImapClient *self, guint seconds, gsize bytes);

/* Says a command, without its line end, and does not wait. Returns: its number, 0 with an error. */
guint hp_imap_client_say (HpImapClient *self,
                          const char *command,
                          GCancellable *cancellable,
                          GError **error);
/* Waits for the answer to @number, the oldest that is not answered. @func: (nullable). Returns:
 * (transfer full) (nullable): how it ended, "OK", "NO" or "BAD". */
HpImapResponse *hp_imap_client_wait (HpImapClient *self,
                                     guint number,
                                     HpImapDataFunc func,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);
/* Both. */
HpImapResponse *hp_imap_client_run (HpImapClient *self,
                                    const char *command,
                                    HpImapDataFunc func,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);
/* The same with @bytes at the end of the command. */
HpImapResponse *hp_imap_client_run_with (HpImapClient *self,
                                         const char *command,
                                         GBytes *bytes,
                                         GCancellable *cancellable,
                                         GError **error);
/* Whether it ended well. Errors: FAILED (what the server says), PROTOCOL (it does not know what we
 * say), RATE_LIMITED; NULL is passed over. Takes @done. */
gboolean hp_imap_client_check (HpImapResponse *done, GError **error);

/* IDLE (RFC 2177): afterwards only hp_imap_client_create_source() and hp_imap_client_end_idle(). */
gboolean hp_imap_client_begin_idle (HpImapClient *self, GCancellable *cancellable, GError **error);
/* Where none has begun, nothing. */
gboolean hp_imap_client_end_idle (HpImapClient *self, GCancellable *cancellable, GError **error);
GSource *hp_imap_client_create_source (HpImapClient *self);

/* Whether the selected folder has changed by what was said since this was asked last. */
gboolean hp_imap_client_take_news (HpImapClient *self);
gboolean hp_imap_client_has_news (HpImapClient *self);

/* Appends a text as a string of a command. */
void hp_imap_append_quoted (GString *command, const char *text);

G_END_DECLS
