/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the exchanges that a mail takes on its way out (RFC 8621 sections 4.8, 6 and 7). */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-outgoing.h"

#include <string.h>

#include "base/hp-error.h"

#define NEWEST 500

static const char *const FOLDER_PROPERTIES[] = { "id", "role", NULL };
static const char *const FOUND_PROPERTIES[] = { "id", "messageId", "keywords", NULL };

void
hp_jmap_outgoing_clear (HpJmapOutgoing *outgoing)
{
  g_clear_pointer (&outgoing->drafts, g_free);
  g_clear_pointer (&outgoing->sent, g_free);
  g_clear_pointer (&outgoing->identity, g_free);
}

static JsonObject *
get_element (JsonArray *list, guint i)
{
  JsonNode *node = json_array_get_element (list, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
read_folders (JsonArray *list, HpJmapOutgoing *outgoing)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *folder = get_element (list, i);
      const char *role = folder != NULL ? hp_json_get_string (folder, "role") : NULL;
      char **place = g_strcmp0 (role, "drafts") == 0 ? &outgoing->drafts
                     : g_strcmp0 (role, "sent") == 0 ? &outgoing->sent
                                                     : NULL;
      if (place == NULL)
        continue;
      g_free (*place);
      *place = g_strdup (hp_json_get_string (folder, "id"));
    }
}

/* The one made out to @sender, else the first: the server says whether it may. */
static char *
choose_identity (JsonArray *list, const char *sender)
{
  const char *chosen = NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *identity = get_element (list, i);
      const char *email = identity != NULL ? hp_json_get_string (identity, "email") : NULL;
      const char *id = identity != NULL ? hp_json_get_string (identity, "id") : NULL;
      if (chosen == NULL || (email != NULL && g_ascii_strcasecmp (email, sender) == 0))
        chosen = id;
    }
  return g_strdup (chosen);
}

gboolean
hp_jmap_outgoing_read (HpJmapClient *client,
                       const char *sender,
                       HpJmapOutgoing *outgoing,
                       GCancellable *cancellable,
                       GError **error)
{
  const HpJmapSession *session = hp_jmap_client_get_session (client);
  g_autoptr (HpJmapRequest) request = hp_jmap_request_new (session);

  hp_jmap_request_begin_on (request, "Mailbox/get", session->own);
  hp_jmap_request_add_strings (request, "properties", FOLDER_PROPERTIES);
  guint folders = hp_jmap_request_end (request);
  hp_jmap_request_begin_on (request, "Identity/get", session->own);
  guint identities = hp_jmap_request_end (request);
  g_autoptr (HpJmapReply) reply = hp_jmap_client_run (client, request, TRUE, cancellable, error);
  JsonObject *got = reply != NULL ? hp_jmap_reply_get (reply, folders, "Mailbox/get", error) : NULL;
  JsonObject *who =
      got != NULL ? hp_jmap_reply_get (reply, identities, "Identity/get", error) : NULL;
  if (who == NULL)
    return FALSE;
  read_folders (hp_json_get_array (got, "list"), outgoing);
  outgoing->identity = choose_identity (hp_json_get_array (who, "list"), sender);
  if (outgoing->sent != NULL)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "The login has no folder for sent mail");
  return FALSE;
}

static char *
upload (HpJmapClient *client, HpLetter *letter, GCancellable *cancellable, GError **error)
{
  const HpJmapSession *session = hp_jmap_client_get_session (client);
  g_autofree char *address = hp_jmap_expand (session->upload, "accountId", session->own, NULL);
  HpHttpCall call = { .uri = address,
                      .body = letter->bytes,
                      .type = "message/rfc822",
                      .most = 65536,
                      .may_repeat = TRUE };
  g_autoptr (GBytes) json =
      hp_http_run (hp_jmap_client_get_http (client), &call, NULL, cancellable, error);

  if (json == NULL)
    return NULL;
  g_autoptr (JsonObject) reply =
      hp_json_parse_object (g_bytes_get_data (json, NULL), (gssize) g_bytes_get_size (json), error);
  char *blob = reply != NULL ? g_strdup (hp_json_get_string (reply, "blobId")) : NULL;
  if (blob == NULL && reply != NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server does not say what it took");
  return blob;
}

static void
add_import (JsonBuilder *builder, const HpJmapOutgoing *outgoing, const char *blob)
{
  const char *folder = outgoing->drafts != NULL ? outgoing->drafts : outgoing->sent;

  json_builder_begin_object (json_builder_set_member_name (builder, "emails"));
  json_builder_begin_object (json_builder_set_member_name (builder, "letter"));
  json_builder_add_string_value (json_builder_set_member_name (builder, "blobId"), blob);
  json_builder_begin_object (json_builder_set_member_name (builder, "mailboxIds"));
  json_builder_add_boolean_value (json_builder_set_member_name (builder, folder), TRUE);
  json_builder_end_object (builder);
  json_builder_begin_object (json_builder_set_member_name (builder, "keywords"));
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "$draft"), TRUE);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "$seen"), TRUE);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* Its id, whether it is new or was there. */
static char *
read_import (JsonObject *done, GError **error)
{
  JsonObject *created = hp_json_get_object (done, "created");
  JsonObject *letter = created != NULL ? hp_json_get_object (created, "letter") : NULL;
  JsonObject *refused = hp_json_get_object (done, "notCreated");
  JsonObject *why = refused != NULL ? hp_json_get_object (refused, "letter") : NULL;
  const char *id = letter != NULL ? hp_json_get_string (letter, "id")
                   : why != NULL  ? hp_json_get_string (why, "existingId")
                                  : NULL;

  if (id == NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The server does not take the mail: %s",
                 why != NULL ? hp_json_get_string (why, "type") : "no reason");
  return g_strdup (id);
}

char *
hp_jmap_outgoing_import (HpJmapClient *client,
                         const HpJmapOutgoing *outgoing,
                         HpLetter *letter,
                         GCancellable *cancellable,
                         GError **error)
{
  const HpJmapSession *session = hp_jmap_client_get_session (client);
  g_autofree char *blob = upload (client, letter, cancellable, error);
  g_autoptr (HpJmapRequest) request = hp_jmap_request_new (session);

  if (blob == NULL)
    return NULL;
  add_import (hp_jmap_request_begin_on (request, "Email/import", session->own), outgoing, blob);
  guint call = hp_jmap_request_end (request);
  g_autoptr (HpJmapReply) reply = hp_jmap_client_run (client, request, FALSE, cancellable, error);
  JsonObject *done = reply != NULL ? hp_jmap_reply_get (reply, call, "Email/import", error) : NULL;
  return done != NULL ? read_import (done, error) : NULL;
}

static void
add_newest (HpJmapRequest *request, const char *account, const char *folder)
{
  JsonBuilder *builder = hp_jmap_request_begin_on (request, "Email/query", account);

  json_builder_begin_object (json_builder_set_member_name (builder, "filter"));
  json_builder_add_string_value (json_builder_set_member_name (builder, "inMailbox"), folder);
  json_builder_end_object (builder);
  json_builder_begin_array (json_builder_set_member_name (builder, "sort"));
  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "property"), "receivedAt");
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "isAscending"), FALSE);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_add_int_value (json_builder_set_member_name (builder, "limit"), NEWEST);
  guint query = hp_jmap_request_end (request);
  hp_jmap_request_begin_on (request, "Email/get", account);
  hp_jmap_request_refer (request, "ids", query, "Email/query", "/ids");
  hp_jmap_request_add_strings (request, "properties", FOUND_PROPERTIES);
  hp_jmap_request_end (request);
}

static gboolean
has_message_id (JsonObject *email, const char *message_id)
{
  JsonArray *ids = hp_json_get_array (email, "messageId");

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), message_id) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
look_through (JsonObject *got, HpLetter *letter, HpJmapFound *found)
{
  JsonArray *list = hp_json_get_array (got, "list");

  found->is_sure &= list != NULL && json_array_get_length (list) < NEWEST;
  for (guint i = 0; list != NULL && found->id == NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *email = get_element (list, i);
      if (email == NULL || !has_message_id (email, letter->message_id))
        continue;
      JsonObject *keywords = hp_json_get_object (email, "keywords");
      found->id = g_strdup (hp_json_get_string (email, "id"));
      found->is_draft = keywords != NULL && json_object_has_member (keywords, "$draft");
    }
}

gboolean
hp_jmap_outgoing_find (HpJmapClient *client,
                       const char *account,
                       const char *const *folders,
                       guint n,
                       HpLetter *letter,
                       HpJmapFound *found,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (HpJmapRequest) request = hp_jmap_request_new (hp_jmap_client_get_session (client));
  guint count = 0;

  *found = (HpJmapFound){ .is_sure = TRUE };
  for (guint i = 0; i < n; i++)
    if (folders[i] != NULL)
      {
        add_newest (request, account, folders[i]);
        count++;
      }
  g_autoptr (HpJmapReply) reply = hp_jmap_client_run (client, request, TRUE, cancellable, error);
  if (reply == NULL)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      JsonObject *got = hp_jmap_reply_get (reply, 2 * i + 1, "Email/get", error);
      if (got == NULL)
        {
          g_clear_pointer (&found->id, g_free);
          return FALSE;
        }
      look_through (got, letter, found);
    }
  return TRUE;
}

gboolean
hp_jmap_outgoing_was_submitted (HpJmapClient *client,
                                const char *id,
                                gboolean *was_submitted,
                                GCancellable *cancellable,
                                GError **error)
{
  const HpJmapSession *session = hp_jmap_client_get_session (client);
  g_autoptr (HpJmapRequest) request = hp_jmap_request_new (session);
  const char *const ids[] = { id, NULL };
  JsonBuilder *builder = hp_jmap_request_begin_on (request, "EmailSubmission/query", session->own);

  json_builder_begin_object (json_builder_set_member_name (builder, "filter"));
  hp_jmap_request_add_strings (request, "emailIds", ids);
  json_builder_end_object (builder);
  guint call = hp_jmap_request_end (request);
  g_autoptr (HpJmapReply) reply = hp_jmap_client_run (client, request, TRUE, cancellable, error);
  JsonObject *got =
      reply != NULL ? hp_jmap_reply_get (reply, call, "EmailSubmission/query", error) : NULL;
  JsonArray *found = got != NULL ? hp_json_get_array (got, "ids") : NULL;
  *was_submitted = found != NULL && json_array_get_length (found) > 0;
  return got != NULL;
}

static void
add_copy (JsonBuilder *builder, const char *own, const char *id, const char *folder)
{
  json_builder_add_string_value (json_builder_set_member_name (builder, "fromAccountId"), own);
  json_builder_add_boolean_value (
      json_builder_set_member_name (builder, "onSuccessDestroyOriginal"), TRUE);
  json_builder_begin_object (json_builder_set_member_name (builder, "create"));
  json_builder_begin_object (json_builder_set_member_name (builder, "letter"));
  json_builder_add_string_value (json_builder_set_member_name (builder, "id"), id);
  json_builder_begin_object (json_builder_set_member_name (builder, "mailboxIds"));
  json_builder_add_boolean_value (json_builder_set_member_name (builder, folder), TRUE);
  json_builder_end_object (builder);
  json_builder_begin_object (json_builder_set_member_name (builder, "keywords"));
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "$seen"), TRUE);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

gboolean
hp_jmap_outgoing_copy (HpJmapClient *client,
                       const char *id,
                       const char *folder,
                       GCancellable *cancellable,
                       GError **error)
{
  const HpJmapSession *session = hp_jmap_client_get_session (client);
  g_autoptr (HpJmapRequest) request = hp_jmap_request_new (session);

  add_copy (hp_jmap_request_begin (request, "Email/copy"), session->own, id, folder);
  guint call = hp_jmap_request_end (request);
  g_autoptr (HpJmapReply) reply = hp_jmap_client_run (client, request, FALSE, cancellable, error);
  JsonObject *done = reply != NULL ? hp_jmap_reply_get (reply, call, "Email/copy", error) : NULL;
  JsonObject *refused = done != NULL ? hp_json_get_object (done, "notCreated") : NULL;
  JsonObject *why = refused != NULL ? hp_json_get_object (refused, "letter") : NULL;
  if (done == NULL)
    return FALSE;
  if (why == NULL || g_strcmp0 (hp_json_get_string (why, "type"), "alreadyExists") == 0)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_PROTOCOL, "The sent mail can't be filed: %s",
               hp_json_get_string (why, "type"));
  return FALSE;
}
