/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a stream to a mail server, in plain text or not. Each step is asynchronous in a context of
 * its own, since only so does GLib try several addresses at once (RFC 8305) and can a timer end
 * what a server drips on for ever. Invariant: the buffer is empty when a stream is secured. */

#define G_LOG_DOMAIN "helppari"

#include "net/hp-mail-connection.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>

#include "base/hp-error.h"
#include "net/hp-net-error.h"

#define CONNECT_S 30
#define CLOSE_S 2
#define CHUNK ((gsize) 32 * 1024)

struct _HpMailConnection
{
  GMainContext *context;        /* (owned) */
  GSocketConnectable *identity; /* (owned) whom the certificate must name */
  GTlsDatabase *authorities;    /* (owned) (nullable) */
  GIOStream *stream;            /* (owned) (nullable) */
  GByteArray *buffer;           /* (owned) read; from @taken on not yet taken */
  guint taken;
  guint scanned; /* behind @taken, and no line ends there */
  guint patience;
  gint64 deadline; /* monotonic */
};

/* One asynchronous step that is waited for. */
typedef struct
{
  HpMailConnection *self;
  GCancellable *asked;  /* (unowned) (nullable) the caller's */
  GCancellable *inner;  /* (owned) ended by the caller or by time */
  GAsyncResult *result; /* (owned) (nullable) */
  GSource *timer;       /* (owned) */
  gulong handler;
} Step;

static void
on_asked_cb (GCancellable *asked, gpointer inner)
{
  g_cancellable_cancel (inner);
}

static gboolean
on_time_cb (gpointer inner)
{
  g_cancellable_cancel (inner);
  return G_SOURCE_REMOVE;
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Step *step = data;

  step->result = g_object_ref (result);
}

static void
begin (Step *step, HpMailConnection *self, GCancellable *asked)
{
  *step = (Step){ .self = self, .asked = asked, .inner = g_cancellable_new () };
  g_main_context_push_thread_default (self->context);
  step->timer = g_timeout_source_new (0);
  g_source_set_ready_time (step->timer, self->deadline);
  g_source_set_callback (step->timer, on_time_cb, step->inner, NULL);
  g_source_attach (step->timer, self->context);
  if (asked != NULL)
    step->handler = g_cancellable_connect (asked, G_CALLBACK (on_asked_cb), step->inner, NULL);
}

static GAsyncResult *
wait_for (Step *step)
{
  while (step->result == NULL)
    g_main_context_iteration (step->self->context, TRUE);
  return step->result;
}

/* @error: (inout) what the step failed with. */
static void
end (Step *step, GError **error)
{
  g_cancellable_disconnect (step->asked, step->handler);
  g_source_destroy (step->timer);
  g_source_unref (step->timer);
  g_main_context_pop_thread_default (step->self->context);
  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_cancellable_is_cancelled (step->asked))
    {
      g_clear_error (error);
      g_set_error (error, HP_ERROR, HP_ERROR_OFFLINE, "The server takes too long to answer");
    }
  g_clear_object (&step->result);
  g_clear_object (&step->inner);
}

/* Takes @local. */
static gboolean
settle (HpMailConnection *self, GError *local, GError **error)
{
  GTlsCertificateFlags flags =
      G_IS_TLS_CONNECTION (self->stream)
          ? g_tls_connection_get_peer_certificate_errors (G_TLS_CONNECTION (self->stream))
          : 0;

  if (local == NULL)
    return TRUE;
  hp_net_error_adopt (&local, flags, "mail protocol");
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
connect_to (HpMailConnection *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  GError *local = NULL;
  Step step;

  begin (&step, self, cancellable);
  g_socket_client_connect_async (client, self->identity, step.inner, on_done_cb, &step);
  GSocketConnection *stream = g_socket_client_connect_finish (client, wait_for (&step), &local);
  end (&step, &local);
  if (stream == NULL)
    return settle (self, local, error);
  g_socket_set_option (g_socket_connection_get_socket (stream), IPPROTO_TCP, TCP_NODELAY, TRUE,
                       NULL);
  self->stream = G_IO_STREAM (stream);
  return TRUE;
}

gboolean
hp_mail_connection_secure (HpMailConnection *self, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;
  Step step;

  if (self->buffer->len > self->taken)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_TLS,
                   "No secure connection: more was said than the answer to STARTTLS");
      return FALSE;
    }
  GIOStream *secure = g_tls_client_connection_new (self->stream, self->identity, &local);
  if (secure == NULL)
    return settle (self, local, error);
  if (self->authorities != NULL)
    g_tls_connection_set_database (G_TLS_CONNECTION (secure), self->authorities);
  g_object_unref (self->stream);
  self->stream = secure;
  begin (&step, self, cancellable);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (secure), G_PRIORITY_DEFAULT, step.inner,
                                    on_done_cb, &step);
  g_tls_connection_handshake_finish (G_TLS_CONNECTION (secure), wait_for (&step), &local);
  end (&step, &local);
  return settle (self, local, error);
}

gboolean
hp_mail_connection_is_secure (HpMailConnection *self)
{
  return G_IS_TLS_CONNECTION (self->stream);
}

void
hp_mail_connection_set_deadline (HpMailConnection *self, guint seconds)
{
  gint64 wait = seconds * G_USEC_PER_SEC;

  if (self->patience > 0)
    wait = MIN (wait, self->patience * G_TIME_SPAN_MILLISECOND);
  self->deadline = g_get_monotonic_time () + wait;
}

static gboolean
check_server (const HpMailServer *server, GError **error)
{
  if (server->tls != HP_MAIL_TLS_NONE || hp_net_is_local (server->host))
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_TLS,
               "Without TLS, passwords and mails go to this machine alone, not to %s",
               server->host);
  return FALSE;
}

HpMailConnection *
hp_mail_connection_open (const HpMailServer *server, GCancellable *cancellable, GError **error)
{
  if (!check_server (server, error))
    return NULL;
  g_autoptr (HpMailConnection) self = g_new0 (HpMailConnection, 1);
  self->context = g_main_context_new ();
  self->identity = g_network_address_new (server->host, server->port);
  self->authorities = server->authorities != NULL ? g_object_ref (server->authorities) : NULL;
  self->buffer = g_byte_array_new ();
  self->patience = server->patience;
  hp_mail_connection_set_deadline (self, CONNECT_S);
  if (!connect_to (self, cancellable, error) ||
      (server->tls == HP_MAIL_TLS_IMPLICIT &&
       !hp_mail_connection_secure (self, cancellable, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/* Says goodbye, so that the last that was written is not lost with the connection. */
static void
close_stream (HpMailConnection *self)
{
  GError *local = NULL;
  Step step;

  hp_mail_connection_set_deadline (self, CLOSE_S);
  begin (&step, self, NULL);
  g_io_stream_close_async (self->stream, G_PRIORITY_DEFAULT, step.inner, on_done_cb, &step);
  g_io_stream_close_finish (self->stream, wait_for (&step), &local);
  end (&step, &local);
  g_clear_error (&local);
}

void
hp_mail_connection_free (HpMailConnection *self)
{
  if (self->stream != NULL)
    close_stream (self);
  g_clear_object (&self->stream);
  g_clear_object (&self->identity);
  g_clear_object (&self->authorities);
  g_byte_array_unref (self->buffer);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_unref (self->context);
  g_free (self);
}

static void
take (HpMailConnection *self, gsize size)
{
  self->taken += (guint) size;
  self->scanned = 0;
  if (self->taken < self->buffer->len)
    return;
  g_byte_array_set_size (self->buffer, 0);
  self->taken = 0;
}

/* (transfer full) (nullable) the first whole line of the buffer */
static char *
take_line (HpMailConnection *self, GError **error)
{
  gsize size = self->buffer->len - self->taken;
  const char *data = size > 0 ? (const char *) self->buffer->data + self->taken : "";
  const char *end =
      size > self->scanned ? memchr (data + self->scanned, '\n', size - self->scanned) : NULL;

  self->scanned = (guint) size;
  if (end == NULL)
    return NULL;
  gsize length = (gsize) (end - data);
  if (memchr (data, '\0', length) != NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server sends what is no text");
      return NULL;
    }
  char *line = g_strndup (data, length > 0 && data[length - 1] == '\r' ? length - 1 : length);
  take (self, length + 1);
  return line;
}

/* What is there already costs no step. @local: (out) G_IO_ERROR_WOULD_BLOCK where nothing is. */
static gssize
read_what_is_there (HpMailConnection *self,
                    gpointer into,
                    gsize size,
                    GCancellable *cancellable,
                    GError **local)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);

  if (g_get_monotonic_time () < self->deadline && G_IS_POLLABLE_INPUT_STREAM (input) &&
      g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (input)))
    return g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (input), into, size,
                                                     cancellable, local);
  g_set_error_literal (local, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "");
  return -1;
}

/* Returns: how many bytes, more than 0; -1 with an error. */
static gssize
read_some (HpMailConnection *self,
           gpointer into,
           gsize size,
           GCancellable *cancellable,
           GError **error)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  GError *local = NULL;
  Step step;

  gssize count = read_what_is_there (self, into, size, cancellable, &local);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      g_clear_error (&local);
      begin (&step, self, cancellable);
      g_input_stream_read_async (input, into, size, G_PRIORITY_DEFAULT, step.inner, on_done_cb,
                                 &step);
      count = g_input_stream_read_finish (input, wait_for (&step), &local);
      end (&step, &local);
    }
  if (count == 0)
    g_set_error (&local, HP_ERROR, HP_ERROR_OFFLINE, "The server has closed the connection");
  return settle (self, local, error) ? count : -1;
}

static gboolean
read_more (HpMailConnection *self, GCancellable *cancellable, GError **error)
{
  guint8 chunk[CHUNK];
  gssize count = read_some (self, chunk, CHUNK, cancellable, error);

  if (count < 0)
    return FALSE;
  if (self->taken > 0)
    g_byte_array_remove_range (self->buffer, 0, self->taken);
  self->taken = 0;
  g_byte_array_append (self->buffer, chunk, (guint) count);
  return TRUE;
}

char *
hp_mail_connection_read_line (HpMailConnection *self,
                              gsize most,
                              GCancellable *cancellable,
                              GError **error)
{
  for (;;)
    {
      GError *local = NULL;
      char *line = take_line (self, &local);
      if (line != NULL && strlen (line) <= most)
        return line;
      if (local == NULL && (line != NULL || self->buffer->len - self->taken > most))
        local = g_error_new (HP_ERROR, HP_ERROR_PROTOCOL, "The server's line is too long");
      g_free (line);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return NULL;
        }
      if (!read_more (self, cancellable, error))
        return NULL;
    }
}

GBytes *
hp_mail_connection_read_bytes (HpMailConnection *self,
                               gsize size,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autofree guint8 *bytes = g_try_malloc (MAX (size, 1));
  gsize done = MIN (size, self->buffer->len - self->taken);

  if (bytes == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_FAILED,
                   "There is no memory for what the server sends");
      return NULL;
    }
  if (done > 0)
    {
      memcpy (bytes, self->buffer->data + self->taken, done);
      take (self, done);
    }
  while (done < size)
    {
      gssize count = read_some (self, bytes + done, size - done, cancellable, error);
      if (count < 0)
        return NULL;
      done += (gsize) count;
    }
  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

static gboolean
dispatch_news (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback != NULL && callback (data);
}

GSource *
hp_mail_connection_create_source (HpMailConnection *self)
{
  static GSourceFuncs funcs = { .dispatch = dispatch_news };
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  GSource *source = g_source_new (&funcs, sizeof (GSource));
  g_autoptr (GSource) bytes =
      g_pollable_input_stream_create_source (G_POLLABLE_INPUT_STREAM (input), NULL);

  g_source_set_dummy_callback (bytes);
  g_source_add_child_source (source, bytes);
  if (self->buffer->len > self->taken)
    g_source_set_ready_time (source, 0);
  return source;
}

gboolean
hp_mail_connection_has_news (HpMailConnection *self)
{
  GInputStream *input = g_io_stream_get_input_stream (self->stream);
  g_autoptr (GError) error = NULL;
  guint8 byte;

  if (self->buffer->len > self->taken)
    return TRUE;
  gssize count = g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (input), &byte,
                                                           1, NULL, &error);
  if (count > 0)
    g_byte_array_append (self->buffer, &byte, 1);
  return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
}

gboolean
hp_mail_connection_write (HpMailConnection *self,
                          gconstpointer data,
                          gsize size,
                          GCancellable *cancellable,
                          GError **error)
{
  GOutputStream *output = g_io_stream_get_output_stream (self->stream);
  GError *local = NULL;
  Step step;

  begin (&step, self, cancellable);
  g_output_stream_write_all_async (output, data, size, G_PRIORITY_DEFAULT, step.inner, on_done_cb,
                                   &step);
  g_output_stream_write_all_finish (output, wait_for (&step), NULL, &local);
  end (&step, &local);
  return settle (self, local, error);
}
