/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the HTTP session of one account. Connecting is asynchronous, since only so does GLib try
 * several addresses at once (RFC 8305); the session's context is its own and runs while a call
 * waits. Invariant: every call ends, by size, by silence or by taking too long. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "net/hp-http.h"

#include <libsoup/soup.h>
#include <string.h>

#include "base/hp-error.h"
#include "net/hp-http-error.h"
#include "net/hp-net-error.h"

#define SILENCE_S 30
#define PATIENCE_US (60 * G_USEC_PER_SEC)
#define LEAST_BYTES_PER_S 1024
#define MAX_REDIRECTS 5
#define CHUNK 65536

struct _HpHttp
{
  GMainContext *context; /* (owned) */
  SoupSession *session;  /* (owned) */
  char *authorization;   /* (owned) (nullable) */
  guint retry_after;
};

/* One call on its way. */
typedef struct
{
  HpHttp *http;                /* (unowned) */
  HpHttpCall call;             /* its pointers are the caller's */
  GUri *uri;                   /* (owned) */
  GCancellable *cancellable;   /* (unowned) (nullable) */
  GAsyncReadyCallback on_sent; /* begin()'s, which begins again where it is sent elsewhere */
  SoupMessage *message;        /* (owned) (nullable) */
  GInputStream *stream;        /* (owned) (nullable) */
  GByteArray *body;            /* (owned) */
  gint64 started;
  guint redirects;
  gboolean is_done;
  GError *error; /* (owned) (nullable) */
} Exchange;

static SoupSession *
make_session (HpHttp *self)
{
  SoupSession *session =
      g_object_new (SOUP_TYPE_SESSION, "timeout", SILENCE_S, "idle-timeout", 90,
                    "max-conns-per-host", 8, "user-agent", "Helppari/" HP_VERSION, NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  return session;
}

HpHttp *
hp_http_new (void)
{
  HpHttp *self = g_new0 (HpHttp, 1);

  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->session = make_session (self);
  g_main_context_pop_thread_default (self->context);
  return self;
}

void
hp_http_free (HpHttp *self)
{
  g_main_context_push_thread_default (self->context);
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_free (self->authorization);
  g_free (self);
}

void
hp_http_set_password (HpHttp *self, const char *user, const char *password)
{
  g_autofree char *pair = g_strconcat (user, ":", password, NULL);
  g_autofree char *coded = g_base64_encode ((const guchar *) pair, strlen (pair));

  g_free (self->authorization);
  self->authorization = g_strconcat ("Basic ", coded, NULL);
}

void
hp_http_set_bearer (HpHttp *self, const char *token)
{
  g_free (self->authorization);
  self->authorization = g_strconcat ("Bearer ", token, NULL);
}

const char *
hp_http_get_authorization (HpHttp *self)
{
  return self->authorization;
}

void
hp_http_set_authorities (HpHttp *self, GTlsDatabase *authorities)
{
  soup_session_set_tls_database (self->session, authorities);
}

guint
hp_http_get_retry_after (HpHttp *self)
{
  return self->retry_after;
}

static void
finish (Exchange *exchange, GError *error)
{
  if (error != NULL)
    hp_http_error_adopt (&error, exchange->message);
  exchange->error = error;
  exchange->is_done = TRUE;
}

static gboolean
is_too_slow (Exchange *exchange)
{
  gint64 passed = g_get_monotonic_time () - exchange->started;

  return passed > PATIENCE_US && exchange->body->len < passed / G_USEC_PER_SEC * LEAST_BYTES_PER_S;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Exchange *exchange = data;
  GError *error = NULL;
  g_autoptr (GBytes) chunk =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (chunk == NULL || g_bytes_get_size (chunk) == 0)
    {
      finish (exchange, error);
      return;
    }
  g_byte_array_append (exchange->body, g_bytes_get_data (chunk, NULL),
                       (guint) g_bytes_get_size (chunk));
  if (exchange->body->len > exchange->call.most)
    finish (exchange, g_error_new (HP_ERROR, HP_ERROR_PROTOCOL,
                                   "The server's answer is larger than it may be"));
  else if (is_too_slow (exchange))
    finish (exchange,
            g_error_new (HP_ERROR, HP_ERROR_OFFLINE, "The server's answer comes too slowly"));
  else
    g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT,
                                     exchange->cancellable, on_read_cb, exchange);
}

static GUri *
find_redirect (Exchange *exchange, GError **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  g_autoptr (GUri) target =
      location != NULL ? g_uri_parse_relative (exchange->uri, location, SOUP_HTTP_URI_FLAGS, NULL)
                       : NULL;

  if (target != NULL && exchange->redirects < MAX_REDIRECTS)
    return g_steal_pointer (&target);
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL,
               "The server sends us from one address to the next");
  return NULL;
}

/* FALSE where the password would be there for all to read. */
static gboolean
check_safe (Exchange *exchange, GUri *uri, GError **error)
{
  gboolean is_tls = g_strcmp0 (g_uri_get_scheme (uri), "https") == 0;
  gboolean was_tls =
      exchange->uri != NULL && g_strcmp0 (g_uri_get_scheme (exchange->uri), "https") == 0;

  if (is_tls || (!was_tls && g_strcmp0 (g_uri_get_scheme (uri), "http") == 0 &&
                 hp_net_is_local (g_uri_get_host (uri))))
    return TRUE;
  g_autofree char *text = g_uri_to_string_partial (uri, G_URI_HIDE_PASSWORD);
  g_set_error (error, HP_ERROR, HP_ERROR_TLS,
               "%s is no address with TLS (https), and a password does not go over any other",
               text);
  return FALSE;
}

static SoupMessage *
make_message (Exchange *exchange)
{
  HpHttp *self = exchange->http;
  const HpHttpCall *call = &exchange->call;
  SoupMessage *message =
      soup_message_new_from_uri (call->body != NULL ? "POST" : "GET", exchange->uri);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (call->may_repeat || call->body == NULL)
    soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT); /* else each opens a connection */
  if (self->authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                  self->authorization);
  if (call->body != NULL)
    soup_message_set_request_body_from_bytes (message, call->type, call->body);
  return message;
}

static void
note_retry_after (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  guint64 seconds = 0;

  if (text == NULL)
    return;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &seconds, NULL))
    {
      g_autoptr (GDateTime) at = soup_date_time_new_from_http_string (text);
      gint64 left = at != NULL ? g_date_time_to_unix (at) - g_get_real_time () / G_USEC_PER_SEC : 0;
      seconds = (guint64) CLAMP (left, 0, G_MAXUINT);
    }
  exchange->http->retry_after = MAX (exchange->http->retry_after, (guint) seconds);
}

static void
begin (Exchange *exchange, GUri *uri)
{
  GError *error = NULL;

  if (!check_safe (exchange, uri, &error))
    {
      finish (exchange, error);
      return;
    }
  g_clear_pointer (&exchange->uri, g_uri_unref);
  exchange->uri = g_uri_ref (uri);
  g_clear_object (&exchange->message);
  exchange->message = make_message (exchange);
  soup_session_send_async (exchange->http->session, exchange->message, G_PRIORITY_DEFAULT,
                           exchange->cancellable, exchange->on_sent, exchange);
}

static void
on_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Exchange *exchange = data;
  GError *error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      finish (exchange, error);
      return;
    }
  guint status = soup_message_get_status (exchange->message);
  if (SOUP_STATUS_IS_REDIRECTION (status) && status != SOUP_STATUS_NOT_MODIFIED)
    {
      g_autoptr (GUri) target = find_redirect (exchange, &error);
      exchange->redirects++;
      g_clear_object (&exchange->stream);
      target != NULL ? begin (exchange, target) : finish (exchange, error);
      return;
    }
  if (!SOUP_STATUS_IS_SUCCESSFUL (status))
    {
      note_retry_after (exchange);
      finish (exchange, hp_http_error_new_for_status (status));
      return;
    }
  g_input_stream_read_bytes_async (exchange->stream, CHUNK, G_PRIORITY_DEFAULT,
                                   exchange->cancellable, on_read_cb, exchange);
}

static Exchange *
start (HpHttp *self, const HpHttpCall *call, GCancellable *cancellable)
{
  Exchange *exchange = g_new0 (Exchange, 1);
  GError *error = NULL;
  g_autoptr (GUri) uri = g_uri_parse (call->uri, SOUP_HTTP_URI_FLAGS, &error);

  exchange->http = self;
  exchange->call = *call;
  exchange->cancellable = cancellable;
  exchange->on_sent = on_sent_cb;
  exchange->body = g_byte_array_new ();
  exchange->started = g_get_monotonic_time ();
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    {
      g_clear_error (&error);
      finish (exchange, g_error_new (HP_ERROR, HP_ERROR_INVALID, "“%s” is no address", call->uri));
    }
  else
    begin (exchange, uri);
  return exchange;
}

static void
free_exchange (Exchange *exchange)
{
  g_clear_pointer (&exchange->uri, g_uri_unref);
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->message);
  g_clear_pointer (&exchange->body, g_byte_array_unref);
  g_clear_error (&exchange->error);
  g_free (exchange);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exchange, free_exchange)

static GBytes *
take_body (Exchange *exchange, GError **error)
{
  if (exchange->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&exchange->error));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&exchange->body));
}

/* In the session's context, where also everything is to be let go of. */
static GBytes *
run_one (HpHttp *self,
         const HpHttpCall *call,
         char **final_uri,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (Exchange) exchange = start (self, call, cancellable);

  while (!exchange->is_done)
    g_main_context_iteration (self->context, TRUE);
  if (final_uri != NULL && exchange->uri != NULL)
    *final_uri = g_uri_to_string (exchange->uri);
  return take_body (exchange, error);
}

GBytes *
hp_http_run (HpHttp *self,
             const HpHttpCall *call,
             char **final_uri,
             GCancellable *cancellable,
             GError **error)
{
  GBytes *body;

  self->retry_after = 0;
  g_main_context_push_thread_default (self->context);
  body = run_one (self, call, final_uri, cancellable, error);
  g_main_context_pop_thread_default (self->context);
  return body;
}

/* Keeps @at_once calls of @uris running until all are done or one has failed. */
static void
run_all (HpHttp *self,
         const char *const *uris,
         guint at_once,
         gsize most,
         GCancellable *cancellable,
         GPtrArray *exchanges)
{
  gboolean has_failed = FALSE;
  guint n = g_strv_length ((char **) uris);
  guint first = 0;

  while (first < n && (!has_failed || first < exchanges->len))
    {
      while (!has_failed && exchanges->len < n && exchanges->len < first + at_once)
        {
          HpHttpCall call = { .uri = uris[exchanges->len], .most = most };
          g_ptr_array_add (exchanges, start (self, &call, cancellable));
        }
      if (first == exchanges->len)
        return;
      Exchange *next = g_ptr_array_index (exchanges, first);
      if (next->is_done)
        {
          has_failed |= next->error != NULL;
          first++;
        }
      else
        g_main_context_iteration (self->context, TRUE);
    }
}

GPtrArray *
hp_http_get_all (HpHttp *self,
                 const char *const *uris,
                 guint at_once,
                 gsize most,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) exchanges = g_ptr_array_new_with_free_func ((GDestroyNotify) free_exchange);
  g_autoptr (GPtrArray) bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gboolean done = TRUE;

  self->retry_after = 0;
  g_main_context_push_thread_default (self->context);
  run_all (self, uris, at_once, most, cancellable, exchanges);
  for (guint i = 0; i < exchanges->len && done; i++)
    {
      GBytes *body = take_body (g_ptr_array_index (exchanges, i), error);
      done = body != NULL;
      if (done)
        g_ptr_array_add (bodies, body);
    }
  g_ptr_array_set_size (exchanges, 0);
  g_main_context_pop_thread_default (self->context);
  return done ? g_steal_pointer (&bodies) : NULL;
}
