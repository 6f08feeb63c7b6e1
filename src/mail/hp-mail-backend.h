/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mail/hp-mail-batch.h"

G_BEGIN_DECLS

/* One mailbox on a server, whatever protocol it speaks. Calls block and belong to the thread that
 * made it. Errors of all: OFFLINE, AUTH (never tried again by itself), TLS, PROTOCOL, RATE_LIMITED,
 * NOT_FOUND, UNSUPPORTED, CANCELLED. */
#define HP_TYPE_MAIL_BACKEND (hp_mail_backend_get_type ())
G_DECLARE_DERIVABLE_TYPE (HpMailBackend, hp_mail_backend, HP, MAIL_BACKEND, GObject)

/* Whether the bytes of the mail that the server calls @id are here already. */
typedef gboolean (*HpMailKnownFunc) (const char *id, gpointer data);
/* What lies on the server as far as the desk knows: the ids that begin with @prefix, and their
 * flags. Errors: what the store says. Returns: (transfer full) (nullable) (element-type utf8 utf8).
 */
typedef GHashTable *(*HpMailListFunc) (const char *prefix, gpointer data, GError **error);

struct _HpMailBackendClass
{
  GObjectClass parent_class;

  gboolean (*connect) (HpMailBackend *self, GCancellable *cancellable, GError **error);
  HpMailBatch *(*next) (HpMailBackend *self,
                        const char *cursor,
                        GCancellable *cancellable,
                        GError **error);
  guint (*get_retry_after) (HpMailBackend *self);
  GSource *(*watch) (HpMailBackend *self, GCancellable *cancellable, GError **error);
};

/* Logs in, learns what the server can do and looks into the mailbox. Again after an error. */
gboolean hp_mail_backend_connect (HpMailBackend *self, GCancellable *cancellable, GError **error);

/* The step behind @cursor (NULL: from the start): inbox, archive and sent mail, newest first, then
 * what changed. Never fewer mails than there are: what can't be had now is an error, and the step
 * is asked for again. Returns: (transfer full) (nullable). */
HpMailBatch *hp_mail_backend_next (HpMailBackend *self,
                                   const char *cursor,
                                   GCancellable *cancellable,
                                   GError **error);

/* Bytes of mails that @func knows are not fetched again. */
void hp_mail_backend_set_known_func (HpMailBackend *self, HpMailKnownFunc func, gpointer data);
gboolean hp_mail_backend_is_known (HpMailBackend *self, const char *id);

/* The same of all that a backend has to compare. */
void hp_mail_backend_set_list_func (HpMailBackend *self, HpMailListFunc func, gpointer data);
GHashTable *hp_mail_backend_list_known (HpMailBackend *self, const char *prefix, GError **error);

/* Has the server say when something changes, until the next call of any other function. Returns:
 * (transfer full) (nullable): calls a GSourceFunc in the context that it is attached to; destroyed
 * before that call. NULL without an error: it does not tell, so it is asked often. Where it tells,
 * asking now and then is enough. */
GSource *hp_mail_backend_watch (HpMailBackend *self, GCancellable *cancellable, GError **error);

/* Seconds for which the server asked to be left alone when the last call failed, or 0. */
guint hp_mail_backend_get_retry_after (HpMailBackend *self);

G_END_DECLS
