/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the careful reading of JSON that others made. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "base/hp-json.h"

#include <string.h>

#include "base/hp-error.h"

static JsonNode *
find_value (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = json_object_get_member (object, member);
  gboolean fits =
      node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
  return fits ? node : NULL;
}

const char *
hp_json_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = find_value (object, member, G_TYPE_STRING);
  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
hp_json_get_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = find_value (object, member, G_TYPE_INT64);
  return node != NULL ? json_node_get_int (node) : fallback;
}

JsonArray *
hp_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
hp_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonObject *
hp_json_parse_object (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local = NULL;

  if (!json_parser_load_from_data (parser, text != NULL ? text : "", length, &local))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "This is not JSON: %s", local->message);
      return NULL;
    }
  JsonNode *root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "This is not a JSON object");
      return NULL;
    }
  return json_node_dup_object (root);
}

char *
hp_json_dup_text (JsonNode *node)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, node);
  g_autofree char *text = json_generator_to_data (generator, NULL);
  /* JSON-GLib 1.6 forgets to escape this one. */
  if (strchr (text, 0x1f) == NULL)
    return g_steal_pointer (&text);
  g_auto (GStrv) pieces = g_strsplit (text, "\x1f", -1);
  return g_strjoinv ("\\u001f", pieces);
}

char *
hp_json_quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  return hp_json_dup_text (node);
}
