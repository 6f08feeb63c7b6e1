/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a mail server that commits faults, and the thread that it runs on. */

#include "hp-smtp-peer.h"

#include <string.h>
#include <sys/socket.h>

#define FLOOD (G_GUINT64_CONSTANT (1) << 30)

struct _HpSmtpPeer
{
  GSocketListener *listener;    /* (owned) */
  GCancellable *stop;           /* (owned) */
  GTlsCertificate *certificate; /* (unowned) (nullable) */
  const char *capabilities;
  const HpPeerRule *rules;
  HpMailTls tls;
  guint16 port;
  GThread *thread; /* (owned) (nullable) has one conversation after the other */

  GMutex lock; /* all below is under it */
  GCond heard;
  GString *log; /* (owned) */
  guint connections, taken;
  guint64 flooded;
};

/* One conversation. */
typedef struct
{
  HpSmtpPeer *peer;
  GSocket *socket;   /* (unowned) */
  GIOStream *stream; /* (owned) */
  GString *line;     /* (owned) what was read last, with its end */
} Talk;

static void
note (HpSmtpPeer *self, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_string_append (self->log, text);
  g_cond_broadcast (&self->heard);
}

static gboolean
say (Talk *talk, const char *text, gsize size)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (talk->stream), text, size, NULL,
                                    NULL, NULL);
}

static gboolean
read_byte (Talk *talk, char *byte)
{
  return g_input_stream_read (g_io_stream_get_input_stream (talk->stream), byte, 1, NULL, NULL) ==
         1;
}

static gboolean
read_line (Talk *talk)
{
  char byte = 0;

  g_string_truncate (talk->line, 0);
  while (byte != '\n')
    {
      if (!read_byte (talk, &byte))
        return FALSE;
      g_string_append_c (talk->line, byte);
    }
  note (talk->peer, talk->line->str);
  return TRUE;
}

static void
wait_for_end (Talk *talk)
{
  char byte;

  while (read_byte (talk, &byte))
    ;
}

static void
drip (Talk *talk)
{
  while (say (talk, "2", 1))
    g_usleep (5000);
}

static void
flood (Talk *talk)
{
  g_autofree char *block = g_strnfill (65536, '2');

  for (guint64 sent = 0; sent < FLOOD && say (talk, block, 65536); sent += 65536)
    {
      g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&talk->peer->lock);
      talk->peer->flooded = sent + 65536;
    }
}

/* What is still on its way is thrown away, as by a broken line. */
static void
cut (Talk *talk)
{
  struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (talk->socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_close (talk->socket, NULL);
}

static const char *
find_rule (HpSmtpPeer *self, const char *at)
{
  for (const HpPeerRule *rule = self->rules; rule != NULL && rule->at != NULL; rule++)
    if (g_str_has_prefix (at, rule->at))
      return rule->say;
  return NULL;
}

/* Returns: whether the conversation goes on. */
static gboolean
act (Talk *talk, const char *what)
{
  if (strcmp (what, HP_PEER_CUT) == 0)
    cut (talk);
  else if (strcmp (what, HP_PEER_HANG) == 0)
    wait_for_end (talk);
  else if (strcmp (what, HP_PEER_DRIP) == 0)
    drip (talk);
  else if (strcmp (what, HP_PEER_FLOOD) == 0)
    flood (talk);
  else
    return say (talk, what, strlen (what)) && g_str_has_suffix (what, "\n");
  return FALSE;
}

static gboolean
secure (Talk *talk)
{
  GIOStream *stream = g_tls_server_connection_new (talk->stream, talk->peer->certificate, NULL);

  g_object_unref (talk->stream);
  talk->stream = stream;
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), NULL, NULL))
    return FALSE;
  note (talk->peer, "[TLS]\n");
  return TRUE;
}

static gboolean
take_letter (Talk *talk)
{
  const char *middle = find_rule (talk->peer, "data");
  const char *end = find_rule (talk->peer, ".");

  if (!say (talk, "354 go on\r\n", 11))
    return FALSE;
  if (middle != NULL)
    return read_line (talk) && act (talk, middle);
  do
    if (!read_line (talk))
      return FALSE;
  while (strcmp (talk->line->str, ".\r\n") != 0);
  if (end != NULL)
    return act (talk, end);
  g_mutex_lock (&talk->peer->lock);
  talk->peer->taken++;
  g_mutex_unlock (&talk->peer->lock);
  return say (talk, "250 kept\r\n", 10);
}

static gboolean
answer (Talk *talk)
{
  const char *line = talk->line->str;
  const char *rule = find_rule (talk->peer, line);

  if (rule != NULL)
    return act (talk, rule);
  if (g_str_has_prefix (line, "EHLO "))
    return act (talk, "250-peer\r\n") && act (talk, talk->peer->capabilities);
  if (g_str_has_prefix (line, "STARTTLS"))
    return act (talk, "220 go on\r\n") && secure (talk);
  if (g_str_has_prefix (line, "AUTH "))
    return act (talk, "235 welcome\r\n");
  if (g_str_has_prefix (line, "DATA"))
    return take_letter (talk);
  if (g_str_has_prefix (line, "QUIT"))
    return FALSE;
  return act (talk, "250 ok\r\n");
}

static void
converse (HpSmtpPeer *self, GSocketConnection *connection)
{
  g_autoptr (GString) line = g_string_new (NULL);
  Talk talk = { self, g_socket_connection_get_socket (connection), NULL, line };
  const char *greeting = find_rule (self, "connect");

  talk.stream = G_IO_STREAM (g_object_ref (connection));
  g_mutex_lock (&self->lock);
  self->connections++;
  g_mutex_unlock (&self->lock);
  if ((self->tls != HP_MAIL_TLS_IMPLICIT || secure (&talk)) &&
      act (&talk, greeting != NULL ? greeting : "220 peer\r\n"))
    while (read_line (&talk) && answer (&talk))
      ;
  g_io_stream_close (talk.stream, NULL, NULL);
  g_object_unref (talk.stream);
}

static gpointer
accept_all (gpointer data)
{
  HpSmtpPeer *self = data;
  GSocketConnection *connection;

  while ((connection = g_socket_listener_accept (self->listener, NULL, self->stop, NULL)) != NULL)
    {
      converse (self, connection);
      g_object_unref (connection);
    }
  return NULL;
}

static void
listen_somewhere (HpSmtpPeer *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;

  g_assert_true (g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM,
                                                G_SOCKET_PROTOCOL_TCP, NULL, &got, NULL));
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
}

HpSmtpPeer *
hp_smtp_peer_new (const char *capabilities,
                  const HpPeerRule *rules,
                  GTlsCertificate *certificate,
                  HpMailTls tls)
{
  HpSmtpPeer *self = g_new0 (HpSmtpPeer, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->heard);
  self->log = g_string_new (NULL);
  self->capabilities = capabilities;
  self->rules = rules;
  self->certificate = certificate;
  self->tls = tls;
  self->listener = g_socket_listener_new ();
  self->stop = g_cancellable_new ();
  listen_somewhere (self);
  self->thread = g_thread_new ("smtp-peer", accept_all, self);
  return self;
}

const char *
hp_smtp_peer_finish (HpSmtpPeer *self)
{
  g_cancellable_cancel (self->stop);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
  return self->log->str;
}

void
hp_smtp_peer_free (HpSmtpPeer *self)
{
  hp_smtp_peer_finish (self);
  g_object_unref (self->listener);
  g_object_unref (self->stop);
  g_string_free (self->log, TRUE);
  g_cond_clear (&self->heard);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint16
hp_smtp_peer_get_port (HpSmtpPeer *self)
{
  return self->port;
}

void
hp_smtp_peer_wait_for (HpSmtpPeer *self, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (strstr (self->log->str, text) == NULL)
    g_cond_wait (&self->heard, &self->lock);
}

guint
hp_smtp_peer_count_connections (HpSmtpPeer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->connections;
}

guint64
hp_smtp_peer_get_flooded (HpSmtpPeer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->flooded;
}

guint
hp_smtp_peer_count_taken (HpSmtpPeer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->taken;
}
