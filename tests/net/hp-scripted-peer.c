/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a server that does what it is told. Connections are handled on threads of the service. */

#include "hp-scripted-peer.h"

#include <stdlib.h>
#include <string.h>

struct _HpScriptedPeer
{
  GSocketService *service;      /* (owned) */
  GTlsCertificate *certificate; /* (owned) (nullable) */
  guint16 port;
  GMainContext *context; /* (owned) of the thread that accepts */
  GMainLoop *loop;       /* (owned) */
  GThread *thread;       /* (owned) */

  GMutex lock;         /* all below is under it */
  GQueue answers;      /* (owned) of GBytes */
  GPtrArray *requests; /* (owned) of char* */
};

/* Headers, and as much body as they say there is. */
static char *
read_request (GInputStream *input)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize wanted = 0;
  char byte;

  while (strstr (text->str, "\r\n\r\n") == NULL &&
         g_input_stream_read (input, &byte, 1, NULL, NULL) == 1)
    g_string_append_c (text, byte);
  const char *length = strcasestr (text->str, "\r\nContent-Length:");
  if (length != NULL)
    wanted = strtoul (length + strlen ("\r\nContent-Length:"), NULL, 10);
  for (; wanted > 0 && g_input_stream_read (input, &byte, 1, NULL, NULL) == 1; wanted--)
    g_string_append_c (text, byte);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GBytes *
take_answer (HpScriptedPeer *self, char *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (self->requests, request);
  return g_queue_pop_head (&self->answers);
}

static void
talk (HpScriptedPeer *self, GIOStream *stream)
{
  g_autoptr (GBytes) answer =
      take_answer (self, read_request (g_io_stream_get_input_stream (stream)));
  gsize length;

  if (answer == NULL)
    return;
  const char *bytes = g_bytes_get_data (answer, &length);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), bytes, length, NULL, NULL,
                             NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
on_run_cb (GThreadedSocketService *service,
           GSocketConnection *connection,
           GObject *source,
           gpointer data)
{
  HpScriptedPeer *self = data;

  if (self->certificate == NULL)
    {
      talk (self, G_IO_STREAM (connection));
      return TRUE;
    }
  g_autoptr (GIOStream) secure =
      g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  if (g_tls_connection_handshake (G_TLS_CONNECTION (secure), NULL, NULL))
    talk (self, secure);
  return TRUE;
}

static void
listen_somewhere (HpScriptedPeer *self)
{
  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (8);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run_cb), self);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_assert_true (g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any,
                                                G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                                &got, NULL));
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  g_main_context_pop_thread_default (self->context);
}

static gpointer
accept_all (gpointer data)
{
  HpScriptedPeer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

HpScriptedPeer *
hp_scripted_peer_new (GTlsCertificate *certificate)
{
  HpScriptedPeer *self = g_new0 (HpScriptedPeer, 1);

  g_mutex_init (&self->lock);
  g_queue_init (&self->answers);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->context = g_main_context_new ();
  listen_somewhere (self);
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("scripted-peer", accept_all, self);
  return self;
}

void
hp_scripted_peer_free (HpScriptedPeer *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_context_push_thread_default (self->context);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_object_unref (self->service); /* waits for its threads */
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_clear_object (&self->certificate);
  g_queue_clear_full (&self->answers, (GDestroyNotify) g_bytes_unref);
  g_ptr_array_unref (self->requests);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
hp_scripted_peer_say (HpScriptedPeer *self, const char *bytes, gssize length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_queue_push_tail (&self->answers,
                     g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length));
}

void
hp_scripted_peer_answer (HpScriptedPeer *self, guint status, const char *headers, const char *body)
{
  g_autofree char *text =
      g_strdup_printf ("HTTP/1.1 %u Said\r\nConnection: close\r\nContent-Length: %zu\r\n%s\r\n%s",
                       status, strlen (body), headers, body);

  hp_scripted_peer_say (self, text, -1);
}

char *
hp_scripted_peer_dup_uri (HpScriptedPeer *self, const char *path)
{
  return g_strdup_printf ("%s://127.0.0.1:%u%s", self->certificate != NULL ? "https" : "http",
                          self->port, path);
}

char *
hp_scripted_peer_dup_request (HpScriptedPeer *self, guint n)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return n < self->requests->len ? g_strdup (g_ptr_array_index (self->requests, n)) : NULL;
}

guint
hp_scripted_peer_count_requests (HpScriptedPeer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->requests->len;
}
