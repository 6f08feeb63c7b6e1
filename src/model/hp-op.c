/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a decision is, how two are ordered and how one is written down. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-op.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-json.h"
#include "base/hp-time.h"
#include "base/hp-clock.h"

#define MAX_CLOCK G_MAXINT64

static const char *const KINDS[] = { HP_OP_TICKET, HP_OP_MESSAGE, HP_OP_CUSTOMER,
                                     HP_OP_DESK,   HP_OP_VIEW,    HP_OP_AGENT,
                                     HP_OP_MACRO,  HP_OP_RETRACT, NULL };

HpOp *
hp_op_new (void)
{
  HpOp *op = g_atomic_rc_box_new0 (HpOp);

  op->active = TRUE;
  return op;
}

HpOp *
hp_op_ref (HpOp *op)
{
  return g_atomic_rc_box_acquire (op);
}

static void
clear_op (gpointer data)
{
  HpOp *op = data;

  g_free (op->actor);
  g_free (op->kind);
  g_free (op->field);
  g_free (op->member);
  g_free (op->value);
}

void
hp_op_unref (HpOp *op)
{
  g_atomic_rc_box_release_full (op, clear_op);
}

int
hp_op_compare (const HpOp *a, const HpOp *b)
{
  if (a->clock != b->clock)
    return a->clock < b->clock ? -1 : 1;
  int by_desk = hp_key_compare (&a->desk, &b->desk);
  return by_desk != 0 ? by_desk : hp_key_compare (&a->id, &b->id);
}

char *
hp_op_dup_json (const HpOp *op)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *id = hp_key_dup_hex (&op->id);
  g_autofree char *desk = hp_key_dup_hex (&op->desk);
  g_autofree char *entity = hp_key_dup_hex (&op->entity);
  g_autofree char *clock = g_strdup_printf ("%" G_GINT64_FORMAT, op->clock);
  g_autofree char *time = hp_time_dup_iso (hp_clock_get_time (op->clock));
  JsonNode *value = json_from_string (op->value, NULL);

  json_builder_begin_object (builder);
  json_builder_add_string_value (json_builder_set_member_name (builder, "id"), id);
  json_builder_add_int_value (json_builder_set_member_name (builder, "seq"), op->seq);
  json_builder_add_string_value (json_builder_set_member_name (builder, "clock"), clock);
  json_builder_add_string_value (json_builder_set_member_name (builder, "time"), time);
  json_builder_add_string_value (json_builder_set_member_name (builder, "desk"), desk);
  json_builder_add_string_value (json_builder_set_member_name (builder, "actor"), op->actor);
  json_builder_add_string_value (json_builder_set_member_name (builder, "kind"), op->kind);
  json_builder_add_string_value (json_builder_set_member_name (builder, "entity"), entity);
  json_builder_add_string_value (json_builder_set_member_name (builder, "field"), op->field);
  json_builder_add_string_value (json_builder_set_member_name (builder, "member"), op->member);
  json_builder_add_value (json_builder_set_member_name (builder, "value"),
                          value != NULL ? value : json_node_new (JSON_NODE_NULL));
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "active"), op->active);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  return hp_json_dup_text (root);
}

static gboolean
read_keys (JsonObject *object, HpOp *op)
{
  return hp_key_from_hex (hp_json_get_string (object, "id"), &op->id) &&
         hp_key_from_hex (hp_json_get_string (object, "desk"), &op->desk) &&
         hp_key_from_hex (hp_json_get_string (object, "entity"), &op->entity);
}

static gboolean
read_clock (JsonObject *object, HpOp *op)
{
  const char *text = hp_json_get_string (object, "clock");
  guint64 clock;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, MAX_CLOCK - 1, &clock, NULL))
    return FALSE;
  op->clock = (gint64) clock;
  return TRUE;
}

HpOp *
hp_op_new_from_json (const char *line, gssize length, GError **error)
{
  g_autoptr (JsonObject) object = hp_json_parse_object (line, length, error);
  g_autoptr (HpOp) op = hp_op_new ();

  if (object == NULL)
    return NULL;
  JsonNode *value = json_object_get_member (object, "value");
  op->actor = g_strdup (hp_json_get_string (object, "actor"));
  op->kind = g_strdup (hp_json_get_string (object, "kind"));
  op->field = g_strdup (hp_json_get_string (object, "field"));
  op->member = g_strdup (hp_json_get_string (object, "member"));
  op->value = value != NULL ? hp_json_dup_text (value) : NULL;
  if (!read_keys (object, op) || !read_clock (object, op) || op->actor == NULL ||
      op->field == NULL || op->member == NULL || op->value == NULL || op->kind == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "This is not an op: a part is missing");
      return NULL;
    }
  if (!g_strv_contains (KINDS, op->kind))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_TOO_NEW, "This op is about an unknown “%s”", op->kind);
      return NULL;
    }
  return g_steal_pointer (&op);
}

GArray *
hp_op_dup_retracted (const HpOp *op)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (HpKey));
  g_autoptr (JsonNode) node = json_from_string (op->value, NULL);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      HpKey id;
      if (JSON_NODE_HOLDS_VALUE (element) && hp_key_from_hex (json_node_get_string (element), &id))
        g_array_append_val (ids, id);
    }
  return ids;
}
