/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A JMAP server that forgets, cuts and lies: each step either says all that it should, or fails and
 * can be asked for again. */

#include <string.h>

#include "../net/hp-scripted-peer.h"
#include "base/hp-error.h"
#include "mail/jmap/hp-jmap-backend.h"

#define SESSION(capabilities)                                                                      \
  "{\"capabilities\":{\"urn:ietf:params:jmap:core\":{\"maxObjectsInGet\":500}" capabilities "},"   \
  "\"accounts\":{\"A\":{\"name\":\"tuki@example.test\",\"accountCapabilities\":"                   \
  "{\"urn:ietf:params:jmap:mail\":{}}}},\"primaryAccounts\":{\"urn:ietf:params:jmap:mail\":\"A\"}" \
  ",\"apiUrl\":\"/api\",\"downloadUrl\":\"/get/{accountId}/{blobId}\",\"uploadUrl\":\"/put\","     \
  "\"username\":\"aino\",\"state\":\"s\"}"
#define BLOB ",\"urn:ietf:params:jmap:blob\":{}"
#define REPLY(answers) "{\"methodResponses\":[" answers "],\"sessionState\":\"s\"}"
#define FOLDERS                                                                                    \
  REPLY ("[\"Mailbox/get\",{\"state\":\"m1\",\"list\":[{\"id\":\"I\",\"role\":\"inbox\"},"         \
         "{\"id\":\"T\",\"role\":\"trash\"}]},\"0\"],"                                             \
         "[\"Email/get\",{\"state\":\"e1\",\"list\":[]},\"1\"]")
#define EMAIL(n, folder)                                                                           \
  "{\"id\":\"" n "\",\"blobId\":\"b" n "\",\"mailboxIds\":{\"" folder "\":true},\"keywords\":"     \
  "{\"$seen\":true},\"size\":9,\"receivedAt\":\"2026-11-17T08:45:00Z\"}"
#define LISTING                                                                                    \
  REPLY ("[\"Email/query\",{\"ids\":[\"2\",\"1\"],\"total\":2},\"0\"],"                            \
         "[\"Email/get\",{\"list\":[" EMAIL ("2", "I") "," EMAIL ("1", "I") "]},\"1\"]")
#define BLOB_2 "{\"id\":\"b2\",\"data:asBase64\":\"dG9pbmVu\"}"
#define BLOB_1 "{\"id\":\"b1\",\"data:asBase64\":\"eWtzaQ==\"}"
#define BLOBS(list, missing)                                                                       \
  REPLY ("[\"Blob/get\",{\"list\":[" list "],\"notFound\":[" missing "]},\"0\"]")
#define CHANGES(state, destroyed, created, updated, mailboxes)                                     \
  REPLY ("[\"Email/changes\",{\"newState\":\"" state "\",\"hasMoreChanges\":false,"                \
         "\"destroyed\":[" destroyed "]},\"0\"],"                                                  \
         "[\"Email/get\",{\"list\":[" created "]},\"1\"],"                                         \
         "[\"Email/get\",{\"list\":[" updated "]},\"2\"],"                                         \
         "[\"Mailbox/changes\",{\"newState\":\"" mailboxes "\"},\"3\"]")
#define FORGOTTEN                                                                                  \
  REPLY ("[\"error\",{\"type\":\"cannotCalculateChanges\"},\"0\"],"                                \
         "[\"error\",{\"type\":\"invalidResultReference\"},\"1\"],"                                \
         "[\"error\",{\"type\":\"invalidResultReference\"},\"2\"],"                                \
         "[\"Mailbox/changes\",{\"newState\":\"m1\"},\"3\"]")

typedef struct
{
  HpScriptedPeer *peer;
  HpMailBackend *backend;
  GHashTable *known; /* ids */
  GError *error;
} Fixture;

static gboolean
is_known (const char *id, gpointer data)
{
  Fixture *fixture = data;

  return g_hash_table_contains (fixture->known, id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->peer = hp_scripted_peer_new (NULL);
  fixture->known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *uri = hp_scripted_peer_dup_uri (fixture->peer, "/session");
  fixture->backend = hp_jmap_backend_new (hp_http_new (), uri, NULL);
  hp_mail_backend_set_known_func (fixture->backend, is_known, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->backend);
  hp_scripted_peer_free (fixture->peer);
  g_hash_table_unref (fixture->known);
  g_clear_error (&fixture->error);
}

static void
say (Fixture *fixture, const char *json)
{
  hp_scripted_peer_answer (fixture->peer, 200, "Content-Type: application/json\r\n", json);
}

static void
connect_to (Fixture *fixture, const char *session)
{
  say (fixture, session);
  say (fixture, FOLDERS);
  g_assert_true (hp_mail_backend_connect (fixture->backend, NULL, &fixture->error));
}

static HpMailBatch *
next (Fixture *fixture, const char *cursor)
{
  HpMailBatch *batch = hp_mail_backend_next (fixture->backend, cursor, NULL, &fixture->error);

  g_assert_no_error (fixture->error);
  return batch;
}

static void
fail_next (Fixture *fixture, const char *cursor, HpError code)
{
  g_assert_null (hp_mail_backend_next (fixture->backend, cursor, NULL, &fixture->error));
  g_assert_error (fixture->error, HP_ERROR, (int) code);
  g_clear_error (&fixture->error);
}

/* "id=bytes" of each mail in turn; "-" where it brings none. */
static void
assert_mails (HpMailBatch *batch, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < batch->mails->len; i++)
    {
      const HpRemoteMail *mail = g_ptr_array_index (batch->mails, i);
      gsize length = 0;
      const char *raw = mail->raw != NULL ? g_bytes_get_data (mail->raw, &length) : NULL;
      g_string_append_printf (text, "%s%s=%.*s", i > 0 ? " " : "", mail->id,
                              raw != NULL ? (int) length : 1, raw != NULL ? raw : "-");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* Reads all there is. Returns: the cursor behind it. */
static char *
list_all (Fixture *fixture)
{
  say (fixture, FOLDERS);
  say (fixture, LISTING);
  say (fixture, BLOBS (BLOB_1 "," BLOB_2, ""));
  g_autoptr (HpMailBatch) batch = next (fixture, NULL);
  assert_mails (batch, "2=toinen 1=yksi");
  g_assert_true (batch->begins_listing && batch->ends_listing && batch->has_more);
  g_assert_cmpuint (batch->done, ==, 2);
  g_assert_cmpuint (batch->total, ==, 2);
  g_hash_table_add (fixture->known, (gpointer) "1");
  g_hash_table_add (fixture->known, (gpointer) "2");
  return g_strdup (batch->cursor);
}

static void
test_listing_and_changes (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, SESSION (BLOB));
  g_autofree char *cursor = list_all (fixture);

  say (fixture, CHANGES ("e1", "", "", "", "m1"));
  g_autoptr (HpMailBatch) nothing = next (fixture, cursor);
  assert_mails (nothing, "");
  g_assert_false (nothing->has_more);
  g_assert_cmpstr (nothing->cursor, ==, cursor);

  say (fixture,
       CHANGES ("e2", "\"1\"", EMAIL ("3", "I") "," EMAIL ("4", "T"), EMAIL ("2", "T"), "m1"));
  say (fixture, BLOBS ("{\"id\":\"b3\",\"data:asBase64\":\"a29sbWFz\"}", ""));
  g_autoptr (HpMailBatch) batch = next (fixture, cursor);
  assert_mails (batch, "3=kolmas 2=-");
  g_assert_cmpuint (batch->gone->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (batch->gone, 0), ==, "1");
  g_assert_cmpstr (((HpRemoteMail *) batch->mails->pdata[1])->folders, ==, "trash");
  g_assert_cmpstr (((HpRemoteMail *) batch->mails->pdata[1])->flags, ==, "$seen");
}

/* All is listed again, and what is here is not fetched again. */
static void
test_state_is_forgotten (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, SESSION (BLOB));
  g_autofree char *cursor = list_all (fixture);

  say (fixture, FORGOTTEN);
  say (fixture, FOLDERS);
  say (fixture, LISTING);
  g_autoptr (HpMailBatch) batch = next (fixture, cursor);
  assert_mails (batch, "2=- 1=-");
  g_assert_true (batch->begins_listing && batch->ends_listing);
}

/* Other folders: what is in them was perhaps never told as a change. */
static void
test_folders_change (Fixture *fixture, gconstpointer data)
{
  static const char archive[] =
      REPLY ("[\"Mailbox/get\",{\"state\":\"m2\",\"list\":[{\"id\":\"I\",\"role\":\"inbox\"},"
             "{\"id\":\"R\",\"role\":\"archive\"}]},\"0\"],"
             "[\"Email/get\",{\"state\":\"e2\",\"list\":[]},\"1\"]");

  connect_to (fixture, SESSION (BLOB));
  g_autofree char *cursor = list_all (fixture);
  say (fixture, CHANGES ("e1", "", "", "", "m2"));
  g_autoptr (HpMailBatch) told = next (fixture, cursor);
  g_assert_true (told->has_more);
  say (fixture, archive);
  say (fixture, archive);
  say (fixture, LISTING);
  g_autoptr (HpMailBatch) batch = next (fixture, told->cursor);
  g_assert_true (batch->begins_listing);
}

/* A mail that is deleted while it is fetched is no mail; one that the answer lacks is asked again.
 */
static void
test_blob_is_missing (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, SESSION (BLOB));
  say (fixture, FOLDERS);
  say (fixture, LISTING);
  say (fixture, BLOBS (BLOB_1, ""));
  fail_next (fixture, NULL, HP_ERROR_PROTOCOL);

  say (fixture, FOLDERS);
  say (fixture, LISTING);
  say (fixture, BLOBS (BLOB_1, "\"b2\""));
  g_autoptr (HpMailBatch) batch = next (fixture, NULL);
  assert_mails (batch, "1=yksi");
}

static void
test_cut_and_garbage (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, SESSION (BLOB));
  g_autofree char *cursor = list_all (fixture);
  static const char *const WRONG[] = { "",
                                       "{",
                                       "[]",
                                       "{\"methodResponses\":7}",
                                       REPLY ("[\"Email/changes\",7,\"0\"]"),
                                       REPLY ("7, [], {}"),
                                       REPLY ("[\"Email/changes\",{},\"0\"]") };

  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      say (fixture, WRONG[i]);
      fail_next (fixture, cursor, HP_ERROR_PROTOCOL);
    }
  hp_scripted_peer_say (fixture->peer, "HTTP/1.1 200 Yes\r\nContent-Length: 500\r\n\r\n{\"met", -1);
  fail_next (fixture, cursor, HP_ERROR_OFFLINE);
  hp_scripted_peer_answer (fixture->peer, 429, "Retry-After: 30\r\n", "");
  fail_next (fixture, cursor, HP_ERROR_RATE_LIMITED);
  g_assert_cmpuint (hp_mail_backend_get_retry_after (fixture->backend), ==, 30);
  say (fixture, CHANGES ("e1", "", "", "", "m1"));
  g_autoptr (HpMailBatch) batch = next (fixture, cursor);
  g_assert_cmpstr (batch->cursor, ==, cursor);
}

/* The mail behind which the list goes on was deleted. */
static void
test_anchor_is_gone (Fixture *fixture, gconstpointer data)
{
  static const char cursor[] =
      "{\"email\":\"e1\",\"folders\":\"I\",\"anchor\":\"9\",\"listed\":40,\"total\":42}";

  connect_to (fixture, SESSION (BLOB));
  g_hash_table_add (fixture->known, (gpointer) "2");
  say (fixture, CHANGES ("e1", "", "", "", "m1"));
  g_autoptr (HpMailBatch) looked = next (fixture, cursor);
  g_assert_true (looked->has_more);
  say (fixture, REPLY ("[\"error\",{\"type\":\"anchorNotFound\"},\"0\"],"
                       "[\"error\",{\"type\":\"invalidResultReference\"},\"1\"]"));
  say (fixture, LISTING);
  say (fixture, BLOBS (BLOB_1, ""));
  g_autoptr (HpMailBatch) batch = next (fixture, looked->cursor);
  assert_mails (batch, "2=- 1=yksi");
  g_assert_true (batch->ends_listing && !batch->begins_listing);
}

static void
test_downloads (Fixture *fixture, gconstpointer data)
{
  connect_to (fixture, SESSION (""));
  say (fixture, FOLDERS);
  say (fixture, REPLY ("[\"Email/query\",{\"ids\":[\"1\"]},\"0\"],"
                       "[\"Email/get\",{\"list\":[" EMAIL ("1", "I") "]},\"1\"]"));
  hp_scripted_peer_answer (fixture->peer, 200, "", "yksi");
  g_autoptr (HpMailBatch) batch = next (fixture, NULL);
  assert_mails (batch, "1=yksi");
  g_autofree char *request = hp_scripted_peer_dup_request (fixture->peer, 4);
  g_assert_true (g_str_has_prefix (request, "GET /get/A/b1 HTTP/1.1"));
}

static void
test_sessions (Fixture *fixture, gconstpointer data)
{
  static const char *const WRONG[] = { "", "[]", "{}", "{\"apiUrl\":\"/api\"}", "<html></html>" };

  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      say (fixture, WRONG[i]);
      g_assert_false (hp_mail_backend_connect (fixture->backend, NULL, &fixture->error));
      g_assert_error (fixture->error, HP_ERROR, HP_ERROR_PROTOCOL);
      g_clear_error (&fixture->error);
    }
  say (fixture,
       "{\"apiUrl\":\"/api\",\"downloadUrl\":\"/d\",\"accounts\":{},\"username\":\"aino\"}");
  g_assert_false (hp_mail_backend_connect (fixture->backend, NULL, &fixture->error));
  g_assert_error (fixture->error, HP_ERROR, HP_ERROR_NOT_FOUND);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/jmap/listing-and-changes", test_listing_and_changes);
  ADD ("/jmap/state-is-forgotten", test_state_is_forgotten);
  ADD ("/jmap/folders-change", test_folders_change);
  ADD ("/jmap/blob-is-missing", test_blob_is_missing);
  ADD ("/jmap/cut-and-garbage", test_cut_and_garbage);
  ADD ("/jmap/anchor-is-gone", test_anchor_is_gone);
  ADD ("/jmap/downloads", test_downloads);
  ADD ("/jmap/sessions", test_sessions);
  return g_test_run ();
}
