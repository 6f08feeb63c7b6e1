/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * HTTP with servers that are wrong in every way: each call ends, with a code that says what to do.
 */

#include <string.h>

#include "base/hp-error.h"
#include "hp-scripted-peer.h"
#include "hp-test-certificates.h"
#include "net/hp-http.h"

#define MOST 1000

static GBytes *
get (HpHttp *http, HpScriptedPeer *peer, char **final_uri, GError **error)
{
  g_autofree char *uri = hp_scripted_peer_dup_uri (peer, "/start");
  HpHttpCall call = { .uri = uri, .most = MOST };

  return hp_http_run (http, &call, final_uri, NULL, error);
}

static void
assert_body (GBytes *body, const char *expected)
{
  g_assert_nonnull (body);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), expected,
                   strlen (expected));
}

static void
test_works (void)
{
  g_autoptr (HpScriptedPeer) peer = hp_scripted_peer_new (NULL);
  g_autoptr (HpHttp) http = hp_http_new ();
  g_autoptr (GError) error = NULL;

  hp_http_set_password (http, "aino", "kissa");
  hp_scripted_peer_answer (peer, 200, "", "hello");
  g_autoptr (GBytes) body = get (http, peer, NULL, &error);
  g_assert_no_error (error);
  assert_body (body, "hello");
  g_autofree char *request = hp_scripted_peer_dup_request (peer, 0);
  g_assert_nonnull (strstr (request, "Authorization: Basic YWlubzpraXNzYQ=="));
}

static void
test_post_and_bearer (void)
{
  g_autoptr (HpScriptedPeer) peer = hp_scripted_peer_new (NULL);
  g_autoptr (HpHttp) http = hp_http_new ();
  g_autofree char *uri = hp_scripted_peer_dup_uri (peer, "/api");
  g_autoptr (GBytes) sent = g_bytes_new_static ("{\"a\":1}", 7);
  HpHttpCall call = { .uri = uri, .body = sent, .type = "application/json", .most = MOST };

  hp_http_set_bearer (http, "token");
  hp_scripted_peer_answer (peer, 200, "", "");
  g_autoptr (GBytes) body = hp_http_run (http, &call, NULL, NULL, NULL);
  assert_body (body, "");
  g_autofree char *request = hp_scripted_peer_dup_request (peer, 0);
  g_assert_true (g_str_has_prefix (request, "POST /api HTTP/1.1\r\n"));
  g_assert_true (g_str_has_suffix (request, "{\"a\":1}"));
  g_assert_nonnull (strstr (request, "Authorization: Bearer token"));
}

static void
test_redirect (void)
{
  g_autoptr (HpScriptedPeer) peer = hp_scripted_peer_new (NULL);
  g_autoptr (HpHttp) http = hp_http_new ();
  g_autofree char *final = NULL;
  g_autofree char *expected = hp_scripted_peer_dup_uri (peer, "/there");

  hp_scripted_peer_answer (peer, 301, "Location: /there\r\n", "");
  hp_scripted_peer_answer (peer, 200, "", "here");
  g_autoptr (GBytes) body = get (http, peer, &final, NULL);
  assert_body (body, "here");
  g_assert_cmpstr (final, ==, expected);
}

static void
test_redirect_without_end (void)
{
  g_autoptr (HpScriptedPeer) peer = hp_scripted_peer_new (NULL);
  g_autoptr (HpHttp) http = hp_http_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20; i++)
    hp_scripted_peer_answer (peer, 302, "Location: /again\r\n", "");
  g_assert_null (get (http, peer, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_PROTOCOL);
  g_assert_cmpuint (hp_scripted_peer_count_requests (peer), <, 10);
}

static void
test_redirect_to_plain_text (void)
{
  g_autoptr (HpScriptedPeer) peer = hp_scripted_peer_new (NULL);
  g_autoptr (HpHttp) http = hp_http_new ();
  g_autoptr (GError) error = NULL;

  hp_scripted_peer_answer (peer, 302, "Location: http://mail.example.test/\r\n", "");
  g_assert_null (get (http, peer, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_TLS);
}

/* What the server says, and what is to be done about it. */
static const struct
{
  const char *name;
  const char *said;
  HpError code;
  guint retry_after;
} WRONG[] = {
  { "401", "HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", HP_ERROR_AUTH, 0 },
  { "404", "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", HP_ERROR_NOT_FOUND, 0 },
  { "429", "HTTP/1.1 429 No\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n", HP_ERROR_RATE_LIMITED,
    7 },
  { "500", "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", HP_ERROR_RATE_LIMITED, 0 },
  { "past", "HTTP/1.1 503 No\r\nRetry-After: Fri, 06 Nov 2020 10:00:00 GMT\r\n\r\n",
    HP_ERROR_RATE_LIMITED, 0 },
  { "418", "HTTP/1.1 418 No\r\nContent-Length: 0\r\n\r\n", HP_ERROR_PROTOCOL, 0 },
  { "nothing", "", HP_ERROR_OFFLINE, 0 },
  { "cut in headers", "HTTP/1.1 200 Yes\r\nContent-Le", HP_ERROR_PROTOCOL, 0 },
  { "cut in body", "HTTP/1.1 200 Yes\r\nContent-Length: 100\r\n\r\n1234567890", HP_ERROR_OFFLINE,
    0 },
  { "cut in chunk", "HTTP/1.1 200 Yes\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n12345",
    HP_ERROR_OFFLINE, 0 },
  { "garbage", "\1\2\3\4 what is this\r\n\r\n", HP_ERROR_PROTOCOL, 0 },
};

static void
test_wrong (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (HpScriptedPeer) peer = hp_scripted_peer_new (NULL);
  g_autoptr (HpHttp) http = hp_http_new ();
  g_autoptr (GError) error = NULL;

  /* libsoup asks once more where an idle connection may have been closed. */
  for (guint n = 0; n < 3; n++)
    hp_scripted_peer_say (peer, WRONG[i].said, -1);
  g_assert_null (get (http, peer, NULL, &error));
  g_assert_error (error, HP_ERROR, (int) WRONG[i].code);
  g_assert_cmpuint (hp_http_get_retry_after (http), ==, WRONG[i].retry_after);
}

static void
test_too_large (void)
{
  g_autoptr (HpScriptedPeer) peer = hp_scripted_peer_new (NULL);
  g_autoptr (HpHttp) http = hp_http_new ();
  g_autofree char *large = g_strnfill (MOST + 1, 'x');
  g_autoptr (GError) error = NULL;

  hp_scripted_peer_answer (peer, 200, "", large);
  g_assert_null (get (http, peer, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_PROTOCOL);
}

static void
test_unsafe_addresses (void)
{
  static const char *const ADDRESSES[] = { "http://mail.example.test/", "http://10.0.0.1/",
                                           "ftp://127.0.0.1/" };
  g_autoptr (HpHttp) http = hp_http_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ADDRESSES); i++)
    {
      HpHttpCall call = { .uri = ADDRESSES[i], .most = MOST };
      g_autoptr (GError) error = NULL;
      g_assert_null (hp_http_run (http, &call, NULL, NULL, &error));
      g_assert_error (error, HP_ERROR, HP_ERROR_TLS);
    }
  HpHttpCall call = { .uri = "what?", .most = MOST };
  g_autoptr (GError) error = NULL;
  g_assert_null (hp_http_run (http, &call, NULL, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_INVALID);
}

static void
test_cancelled (void)
{
  g_autoptr (HpScriptedPeer) peer = hp_scripted_peer_new (NULL);
  g_autoptr (HpHttp) http = hp_http_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *uri = hp_scripted_peer_dup_uri (peer, "/");
  HpHttpCall call = { .uri = uri, .most = MOST };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (hp_http_run (http, &call, NULL, cancellable, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_CANCELLED);
}

static void
test_several (void)
{
  g_autoptr (HpScriptedPeer) peer = hp_scripted_peer_new (NULL);
  g_autoptr (HpHttp) http = hp_http_new ();
  g_autofree char *uri = hp_scripted_peer_dup_uri (peer, "/");
  const char *const uris[] = { uri, uri, uri, NULL };

  for (guint i = 0; i < 3; i++)
    hp_scripted_peer_answer (peer, 200, "", "same");
  g_autoptr (GPtrArray) bodies = hp_http_get_all (http, uris, 2, MOST, NULL, NULL);
  g_assert_nonnull (bodies);
  g_assert_cmpuint (bodies->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    assert_body (g_ptr_array_index (bodies, i), "same");

  g_autoptr (GError) error = NULL;
  hp_scripted_peer_answer (peer, 200, "", "same");
  hp_scripted_peer_answer (peer, 404, "", "");
  hp_scripted_peer_answer (peer, 200, "", "same");
  g_assert_null (hp_http_get_all (http, uris, 2, MOST, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_NOT_FOUND);
}

/* Whom nobody vouches for, and who is somebody else. */
static void
test_certificates (void)
{
  g_autoptr (GTlsCertificate) local = g_tls_certificate_new_from_pem (LOCAL_PEM, -1, NULL);
  g_autoptr (GTlsCertificate) elsewhere = g_tls_certificate_new_from_pem (ELSEWHERE_PEM, -1, NULL);
  g_autoptr (HpScriptedPeer) unknown = hp_scripted_peer_new (local);
  g_autoptr (HpScriptedPeer) other = hp_scripted_peer_new (elsewhere);
  g_autoptr (HpHttp) http = hp_http_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (get (http, unknown, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, "vouches"));
  g_clear_error (&error);
  g_assert_null (get (http, other, NULL, &error));
  g_assert_error (error, HP_ERROR, HP_ERROR_TLS);
  g_assert_nonnull (strstr (error->message, "another name"));
  g_assert_cmpuint (hp_scripted_peer_count_requests (unknown), ==, 0);
  g_assert_cmpuint (hp_scripted_peer_count_requests (other), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/works", test_works);
  g_test_add_func ("/http/post-and-bearer", test_post_and_bearer);
  g_test_add_func ("/http/redirect", test_redirect);
  g_test_add_func ("/http/redirect-without-end", test_redirect_without_end);
  g_test_add_func ("/http/redirect-to-plain-text", test_redirect_to_plain_text);
  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autofree char *path = g_strconcat ("/http/wrong/", WRONG[i].name, NULL);
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_wrong);
    }
  g_test_add_func ("/http/too-large", test_too_large);
  g_test_add_func ("/http/unsafe-addresses", test_unsafe_addresses);
  g_test_add_func ("/http/cancelled", test_cancelled);
  g_test_add_func ("/http/several", test_several);
  g_test_add_func ("/http/certificates", test_certificates);
  return g_test_run ();
}
