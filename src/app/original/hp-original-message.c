/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a message travels through the pipe to the program that shows originals. Both ends link
 * it; it knows neither the toolkit nor the desk. */

#define G_LOG_DOMAIN "helppari"

#include "app/original/hp-original-message.h"

#include <string.h>

#include "base/hp-json.h"

#define CID "cid:"

HpOriginalPart *
hp_original_part_new (const char *content_id, const char *mime_type, GBytes *data)
{
  HpOriginalPart *part = g_new0 (HpOriginalPart, 1);

  part->content_id = g_strdup (content_id);
  part->mime_type = g_strdup (mime_type);
  part->data = g_bytes_ref (data);
  return part;
}

void
hp_original_part_free (HpOriginalPart *part)
{
  g_free (part->content_id);
  g_free (part->mime_type);
  g_bytes_unref (part->data);
  g_free (part);
}

HpOriginalMessage *
hp_original_message_new (const char *subject, const char *html, int color_scheme, GPtrArray *parts)
{
  HpOriginalMessage *message = g_new0 (HpOriginalMessage, 1);

  message->subject = g_strdup (subject);
  message->html = g_strdup (html);
  message->color_scheme = color_scheme;
  message->parts = parts != NULL
                       ? g_ptr_array_ref (parts)
                       : g_ptr_array_new_with_free_func ((GDestroyNotify) hp_original_part_free);
  return message;
}

void
hp_original_message_free (HpOriginalMessage *message)
{
  g_free (message->subject);
  g_free (message->html);
  g_ptr_array_unref (message->parts);
  g_free (message);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_part (JsonBuilder *builder, const HpOriginalPart *part)
{
  gsize length;
  const guchar *bytes = g_bytes_get_data (part->data, &length);
  g_autofree char *data = g_base64_encode (bytes, length);

  json_builder_begin_object (builder);
  add_string (builder, "id", part->content_id);
  add_string (builder, "type", part->mime_type);
  add_string (builder, "data", data);
  json_builder_end_object (builder);
}

char *
hp_original_message_dup_line (const HpOriginalMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "subject", message->subject);
  add_string (builder, "html", message->html);
  json_builder_set_member_name (builder, "color_scheme");
  json_builder_add_int_value (builder, message->color_scheme);
  json_builder_set_member_name (builder, "parts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < message->parts->len; i++)
    add_part (builder, g_ptr_array_index (message->parts, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return hp_json_dup_text (root);
}

static const char *
get_text (JsonObject *object, const char *member)
{
  const char *text = hp_json_get_string (object, member);

  return text != NULL ? text : "";
}

static void
parse_part (GPtrArray *parts, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gsize length;

  if (object == NULL)
    return;
  guchar *bytes = g_base64_decode (get_text (object, "data"), &length);
  g_autoptr (GBytes) data = g_bytes_new_take (bytes, length);
  g_ptr_array_add (parts,
                   hp_original_part_new (get_text (object, "id"), get_text (object, "type"), data));
}

HpOriginalMessage *
hp_original_message_parse (const char *line, gssize length, GError **error)
{
  g_autoptr (JsonObject) object = hp_json_parse_object (line, length, error);
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hp_original_part_free);
  JsonArray *array;

  if (object == NULL)
    return NULL;
  array = hp_json_get_array (object, "parts");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    parse_part (parts, json_array_get_element (array, i));
  return hp_original_message_new (get_text (object, "subject"), get_text (object, "html"),
                                  (int) hp_json_get_int (object, "color_scheme", 0), parts);
}

const HpOriginalPart *
hp_original_message_find_part (const HpOriginalMessage *message, const char *uri)
{
  g_autofree char *id = NULL;

  if (g_ascii_strncasecmp (uri, CID, strlen (CID)) != 0)
    return NULL;
  id = g_uri_unescape_string (uri + strlen (CID), NULL);
  for (guint i = 0; id != NULL && i < message->parts->len; i++)
    {
      const HpOriginalPart *part = g_ptr_array_index (message->parts, i);
      if (g_str_equal (part->content_id, id))
        return part;
    }
  return NULL;
}
