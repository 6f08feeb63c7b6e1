/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  HP_MAIL_TLS_IMPLICIT, /* from the first byte (RFC 8314) */
  HP_MAIL_TLS_STARTTLS, /* after a command; without it nothing goes on */
  HP_MAIL_TLS_NONE,     /* only to this machine */
} HpMailTls;

/* Where a mail server is; nothing in it owned. */
typedef struct
{
  const char *host;
  guint16 port;
  HpMailTls tls;
  GTlsDatabase *authorities; /* (nullable) whom the system trusts */
  guint patience;            /* ms that anything may take, 0 = as each caller says */
} HpMailServer;

/* Lines to and from a mail server. Calls block; inside them runs a main context of their own, so
 * nothing else of the thread's does. Used by the thread that made it. Every call ends, by its
 * deadline at last, however slowly the server drips; of a line no more is kept than is allowed.
 * Certificates are checked and there is no way around. Errors of all calls: OFFLINE (also what took
 * too long), TLS, PROTOCOL, CANCELLED; after one the connection is of no more use. */
typedef struct _HpMailConnection HpMailConnection;

/* Connects (through proxies, several addresses at once) and, for HP_MAIL_TLS_IMPLICIT, secures.
 * Errors also: TLS where HP_MAIL_TLS_NONE would leave this machine. Returns: (transfer full)
 * (nullable). */
HpMailConnection *
hp_mail_connection_open (const HpMailServer *server, GCancellable *cancellable, GError **error);
void hp_mail_connection_free (HpMailConnection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMailConnection, hp_mail_connection_free)

/* What follows must be done in so many seconds from now; the server's patience may say less. */
void hp_mail_connection_set_deadline (HpMailConnection *self, guint seconds);

/* After the server has agreed to STARTTLS. What it had said behind that could be anybody's: then
 * nothing goes on (TLS). */
gboolean
hp_mail_connection_secure (HpMailConnection *self, GCancellable *cancellable, GError **error);
gboolean hp_mail_connection_is_secure (HpMailConnection *self);

/* The next line without its end, without NUL. @most: bytes it may have. Returns: (transfer full)
 * (nullable). */
char *hp_mail_connection_read_line (HpMailConnection *self,
                                    gsize most,
                                    GCancellable *cancellable,
                                    GError **error);
/* The next @size bytes, whatever they are; the caller has seen to it that they are no more than it
 * can take. Returns: (transfer full) (nullable). */
GBytes *hp_mail_connection_read_bytes (HpMailConnection *self,
                                       gsize size,
                                       GCancellable *cancellable,
                                       GError **error);
/* Calls a GSourceFunc when anything can be read: also the end, also what is decrypted already.
 * Destroyed before the next call. Returns: (transfer full). */
GSource *hp_mail_connection_create_source (HpMailConnection *self);
/* Whether anything can be read now: also the end. Does not wait. */
gboolean hp_mail_connection_has_news (HpMailConnection *self);
gboolean hp_mail_connection_write (HpMailConnection *self,
                                   gconstpointer data,
                                   gsize size,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
