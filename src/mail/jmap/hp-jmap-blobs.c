/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how originals are fetched. An account's thread. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-blobs.h"

#include <string.h>

#include "base/hp-error.h"

/* Beyond this base64 in JSON costs more than a request of its own. */
#define BULK_BYTES ((gsize) 512 * 1024)
#define MOST_BYTES ((gsize) 512 * 1024 * 1024)

static const char *const PROPERTIES[] = { "data:asBase64", "size", NULL };

static gboolean
is_bulk (const HpJmapSession *session, const HpRemoteMail *mail)
{
  return session->blob != NULL && mail->size <= BULK_BYTES;
}

/* By id; several mails may have the same bytes. */
static GHashTable *
read_blobs (JsonObject *got)
{
  GHashTable *blobs =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  JsonArray *list = hp_json_get_array (got, "list");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      JsonObject *blob = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *id = blob != NULL ? hp_json_get_string (blob, "id") : NULL;
      const char *coded = blob != NULL ? hp_json_get_string (blob, "data:asBase64") : NULL;
      gsize length;
      if (id == NULL || coded == NULL)
        continue;
      guchar *bytes = g_base64_decode (coded, &length);
      g_hash_table_insert (blobs, (gpointer) id, g_bytes_new_take (bytes, length));
    }
  return blobs;
}

static gboolean
is_missing (JsonObject *got, const char *id)
{
  JsonArray *missing = hp_json_get_array (got, "notFound");

  for (guint i = 0; missing != NULL && i < json_array_get_length (missing); i++)
    {
      JsonNode *node = json_array_get_element (missing, i);
      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What is neither there nor said to be gone is an answer cut short. */
static gboolean
hand_out (GPtrArray *mails, JsonObject *got, GError **error)
{
  g_autoptr (GHashTable) blobs = read_blobs (got);

  for (guint i = 0; i < mails->len; i++)
    {
      HpRemoteMail *mail = g_ptr_array_index (mails, i);
      GBytes *raw = g_hash_table_lookup (blobs, mail->blob);
      if (raw != NULL)
        mail->raw = g_bytes_ref (raw);
      else if (!is_missing (got, mail->blob))
        {
          g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server's answer lacks a mail");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
fetch_in_bulk (HpJmapClient *client, GPtrArray *mails, GCancellable *cancellable, GError **error)
{
  g_autoptr (HpJmapRequest) request = hp_jmap_request_new (hp_jmap_client_get_session (client));
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (mails->len == 0)
    return TRUE;
  for (guint i = 0; i < mails->len; i++)
    g_ptr_array_add (ids, ((HpRemoteMail *) g_ptr_array_index (mails, i))->blob);
  g_ptr_array_add (ids, NULL);
  hp_jmap_request_begin (request, "Blob/get");
  hp_jmap_request_add_strings (request, "ids", (const char *const *) ids->pdata);
  hp_jmap_request_add_strings (request, "properties", PROPERTIES);
  guint call = hp_jmap_request_end (request);
  g_autoptr (HpJmapReply) reply = hp_jmap_client_run (client, request, TRUE, cancellable, error);
  JsonObject *got = reply != NULL ? hp_jmap_reply_get (reply, call, "Blob/get", error) : NULL;
  return got != NULL && hand_out (mails, got, error);
}

static char *
dup_address (const HpJmapSession *session, const HpRemoteMail *mail)
{
  return hp_jmap_expand (session->download, "accountId", session->account, "blobId", mail->blob,
                         "name", "mail.eml", "type", "message/rfc822", NULL);
}

static gboolean
fetch_one (HpJmapClient *client, HpRemoteMail *mail, GCancellable *cancellable, GError **error)
{
  g_autofree char *address = dup_address (hp_jmap_client_get_session (client), mail);
  HpHttpCall call = { .uri = address, .most = MOST_BYTES };
  g_autoptr (GError) local = NULL;

  mail->raw = hp_http_run (hp_jmap_client_get_http (client), &call, NULL, cancellable, &local);
  if (mail->raw != NULL || g_error_matches (local, HP_ERROR, HP_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Where one is gone the rest is fetched one by one, which tells which one it was. */
static gboolean
download (HpJmapClient *client, GPtrArray *mails, GCancellable *cancellable, GError **error)
{
  const HpJmapSession *session = hp_jmap_client_get_session (client);
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < mails->len; i++)
    g_ptr_array_add (addresses, dup_address (session, g_ptr_array_index (mails, i)));
  g_ptr_array_add (addresses, NULL);
  g_autoptr (GPtrArray) bodies =
      hp_http_get_all (hp_jmap_client_get_http (client), (const char *const *) addresses->pdata,
                       session->max_requests, MOST_BYTES, cancellable, &local);
  for (guint i = 0; bodies != NULL && i < mails->len; i++)
    ((HpRemoteMail *) g_ptr_array_index (mails, i))->raw =
        g_bytes_ref (g_ptr_array_index (bodies, i));
  if (bodies != NULL)
    return TRUE;
  if (!g_error_matches (local, HP_ERROR, HP_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  for (guint i = 0; i < mails->len; i++)
    if (!fetch_one (client, g_ptr_array_index (mails, i), cancellable, error))
      return FALSE;
  return TRUE;
}

gboolean
hp_jmap_blobs_fetch (HpJmapClient *client,
                     GPtrArray *mails,
                     GCancellable *cancellable,
                     GError **error)
{
  const HpJmapSession *session = hp_jmap_client_get_session (client);
  g_autoptr (GPtrArray) bulk = g_ptr_array_new ();
  g_autoptr (GPtrArray) single = g_ptr_array_new ();

  for (guint i = 0; i < mails->len; i++)
    {
      HpRemoteMail *mail = g_ptr_array_index (mails, i);
      g_ptr_array_add (is_bulk (session, mail) ? bulk : single, mail);
    }
  return fetch_in_bulk (client, bulk, cancellable, error) &&
         download (client, single, cancellable, error);
}
