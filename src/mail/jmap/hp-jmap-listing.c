/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the list of all mails, page by page. An anchor, not a position, says where a page begins
 * (RFC 8620 section 5.5), so that mails that come or go meanwhile move nothing past us. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-listing.h"

#define PAGE 1024

static void
add_filter (JsonBuilder *builder, const HpJmapFolders *folders)
{
  json_builder_begin_object (json_builder_set_member_name (builder, "filter"));
  json_builder_add_string_value (json_builder_set_member_name (builder, "operator"), "OR");
  json_builder_begin_array (json_builder_set_member_name (builder, "conditions"));
  for (guint i = 0; i < folders->watched->len; i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "inMailbox");
      json_builder_add_string_value (builder, g_ptr_array_index (folders->watched, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_order (JsonBuilder *builder)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "sort"));
  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "property"), "receivedAt");
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "isAscending"), FALSE);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static guint
add_query (HpJmapRequest *request,
           const HpJmapFolders *folders,
           const HpJmapCursor *cursor,
           guint limit)
{
  JsonBuilder *builder = hp_jmap_request_begin (request, "Email/query");

  add_filter (builder, folders);
  add_order (builder);
  json_builder_add_int_value (json_builder_set_member_name (builder, "limit"), limit);
  if (cursor->anchor != NULL)
    {
      json_builder_set_member_name (builder, "anchor");
      json_builder_add_string_value (builder, cursor->anchor);
      json_builder_add_int_value (json_builder_set_member_name (builder, "anchorOffset"), 1);
    }
  else
    json_builder_add_boolean_value (json_builder_set_member_name (builder, "calculateTotal"), TRUE);
  return hp_jmap_request_end (request);
}

static gboolean
read_query (JsonObject *query, HpJmapCursor *cursor, guint limit)
{
  JsonArray *ids = hp_json_get_array (query, "ids");
  guint count = ids != NULL ? json_array_get_length (ids) : 0;
  /* The server may have a smaller limit of its own, and says so. */
  gint64 used = hp_json_get_int (query, "limit", limit);

  if (cursor->anchor == NULL)
    cursor->total = (guint64) MAX (hp_json_get_int (query, "total", 0), (gint64) count);
  return count == 0 || count < CLAMP (used, 1, limit);
}

GPtrArray *
hp_jmap_listing_get (HpJmapClient *client,
                     const HpJmapFolders *folders,
                     HpJmapCursor *cursor,
                     gboolean *is_end,
                     GCancellable *cancellable,
                     GError **error)
{
  const HpJmapSession *session = hp_jmap_client_get_session (client);
  g_autoptr (HpJmapRequest) request = hp_jmap_request_new (session);
  guint limit = MIN (PAGE, session->max_get);
  guint query = add_query (request, folders, cursor, limit);

  hp_jmap_request_begin (request, "Email/get");
  hp_jmap_request_refer (request, "ids", query, "Email/query", "/ids");
  hp_jmap_request_add_strings (request, "properties", HP_JMAP_EMAIL_PROPERTIES);
  guint get = hp_jmap_request_end (request);
  g_autoptr (HpJmapReply) reply = hp_jmap_client_run (client, request, TRUE, cancellable, error);
  if (reply == NULL)
    return NULL;
  if (cursor->anchor != NULL && hp_jmap_reply_is_error (reply, query, "anchorNotFound"))
    {
      g_clear_pointer (&cursor->anchor, g_free);
      cursor->listed = 0;
      return hp_jmap_listing_get (client, folders, cursor, is_end, cancellable, error);
    }
  JsonObject *found = hp_jmap_reply_get (reply, query, "Email/query", error);
  JsonObject *got = found != NULL ? hp_jmap_reply_get (reply, get, "Email/get", error) : NULL;
  if (got == NULL)
    return NULL;
  *is_end = read_query (found, cursor, limit);
  return hp_jmap_emails_read (got, folders);
}
