/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what the values of ops mean. Foreign ops are read with care: what does not fit is absent.
 * Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-op-fields.h"

#include "base/hp-json.h"
#include "base/hp-time.h"
#include "model/hp-ticket.h"

static JsonNode *
parse_value (const HpOp *op, JsonNodeType type)
{
  g_autoptr (JsonNode) node = json_from_string (op->value, NULL);
  return node != NULL && json_node_get_node_type (node) == type ? g_steal_pointer (&node) : NULL;
}

char *
hp_op_dup_text (const HpOp *op)
{
  g_autoptr (JsonNode) node = parse_value (op, JSON_NODE_VALUE);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_dup_string (node);
}

gboolean
hp_op_is_true (const HpOp *op)
{
  g_autoptr (JsonNode) node = parse_value (op, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (node);
}

char *
hp_op_dup_status (const HpOp *op)
{
  g_autoptr (JsonNode) node = parse_value (op, JSON_NODE_OBJECT);
  const char *status =
      node != NULL ? hp_json_get_string (json_node_get_object (node), "status") : NULL;

  return status != NULL && g_strv_contains (HP_STATUSES, status) ? g_strdup (status) : NULL;
}

gint64
hp_op_get_snooze (const HpOp *op)
{
  g_autoptr (JsonNode) node = parse_value (op, JSON_NODE_OBJECT);
  const char *until =
      node != NULL ? hp_json_get_string (json_node_get_object (node), "until") : NULL;
  gint64 time = 0;

  if (node == NULL)
    return 0;
  if (until == NULL)
    return G_MAXINT64;
  return hp_time_parse_iso (until, &time) ? MAX (time, 0) : 0;
}

GArray *
hp_op_dup_answered (const HpOp *op)
{
  g_autoptr (JsonNode) node = parse_value (op, JSON_NODE_OBJECT);
  JsonArray *array =
      node != NULL ? hp_json_get_array (json_node_get_object (node), "answers") : NULL;
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (HpKey));

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      HpKey key;
      if (JSON_NODE_HOLDS_VALUE (element) && hp_key_from_hex (json_node_get_string (element), &key))
        g_array_append_val (keys, key);
    }
  return keys;
}
