/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the demo's decisions become ops. An op's id is the hash of its line, so that the same
 * line is the same op wherever it is written. Runs on the caller's thread. */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-demo-decisions.h"

#include <string.h>

#include "base/hp-clock.h"
#include "base/hp-error.h"
#include "base/hp-json.h"
#include "base/hp-time.h"
#include "desk/hp-apply.h"
#include "desk/hp-commands.h"
#include "desk/hp-op-fields.h"
#include "io/hp-demo.h"
#include "store/hp-customer-table.h"
#include "store/hp-message-table.h"
#include "store/hp-thread-table.h"

typedef struct
{
  HpDesk *desk;
  HpDemoStage stage;
  const char *agent;
} Writer;

static HpKey
hash_entity (const char *kind, const char *name)
{
  HpKey none = { 0 };

  if (strcmp (kind, HP_OP_TICKET) == 0 || strcmp (kind, HP_OP_MESSAGE) == 0)
    return hp_node_hash (name);
  if (strcmp (kind, HP_OP_CUSTOMER) == 0)
    return hp_identity_hash (name);
  return strcmp (kind, HP_OP_VIEW) == 0 ? hp_key_hash ("view", name, NULL) : none;
}

/* The status with the inbound messages that lay there at @time. */
static char *
make_status_value (HpDb *db, const HpKey *entity, const char *status, gint64 time)
{
  gint64 ticket = hp_nodes_get_ticket (db, hp_nodes_find (db, entity));
  g_autoptr (GArray) briefs = hp_messages_list_briefs (db, ticket);
  g_autoptr (GString) answers = g_string_new (NULL);

  for (guint i = 0; i < briefs->len; i++)
    {
      const HpMessageBrief *brief = &g_array_index (briefs, HpMessageBrief, i);
      char hex[HP_KEY_HEX_SIZE];
      if (!brief->is_inbound || brief->time > time)
        continue;
      hp_key_to_hex (&brief->key, hex);
      g_string_append_printf (answers, "%s\"%s\"", answers->len > 0 ? "," : "", hex);
    }
  return g_strdup_printf ("{\"status\":\"%s\",\"answers\":[%s]}", status, answers->str);
}

static const char *
take_place (const Writer *writer, const char *name)
{
  return writer->agent != NULL && strcmp (name, HP_DEMO_AGENT) == 0 ? writer->agent : name;
}

static char *
make_value (const Writer *writer, const HpOp *op, JsonNode *value)
{
  const char *text =
      json_node_get_value_type (value) == G_TYPE_STRING ? json_node_get_string (value) : NULL;

  if (text != NULL && strcmp (op->field, HP_FIELD_ASSIGNEE) == 0)
    return hp_json_quote (take_place (writer, text));
  if (text != NULL && strcmp (op->field, HP_FIELD_STATUS) == 0)
    return make_status_value (hp_desk_get_db (writer->desk), &op->entity, text,
                              hp_clock_get_time (op->clock));
  return hp_json_dup_text (value);
}

static char *
dup_member (const HpOp *op, const char *member)
{
  HpKey other;

  if (*member == '\0' ||
      (strcmp (op->field, HP_FIELD_MERGE) != 0 && strcmp (op->field, HP_FIELD_LINK) != 0))
    return g_strdup (member);
  other = hash_entity (op->kind, member);
  return hp_key_dup_hex (&other);
}

/* NULL if a part is missing. @number keeps the order of what was decided in one moment. */
static HpOp *
read_op (const Writer *writer, const char *line, JsonObject *object, guint number)
{
  g_autoptr (HpOp) op = hp_op_new ();
  const char *time_text = hp_json_get_string (object, "time");
  const char *actor = hp_json_get_string (object, "actor");
  const char *kind = hp_json_get_string (object, "kind");
  const char *entity = hp_json_get_string (object, "entity");
  const char *field = hp_json_get_string (object, "field");
  const char *member = hp_json_get_string (object, "member");
  JsonNode *value = json_object_get_member (object, "value");
  gint64 time;

  if (time_text == NULL || !hp_time_parse_iso (time_text, &time) || actor == NULL || kind == NULL ||
      entity == NULL || field == NULL || value == NULL)
    return NULL;
  op->id = hp_key_hash ("demo-op", line, NULL);
  op->desk = hp_key_hash ("demo-desk", NULL);
  op->clock = hp_clock_from_time (time) + number;
  op->actor = g_strdup (take_place (writer, actor));
  op->kind = g_strdup (kind);
  op->entity = hash_entity (kind, entity);
  op->field = g_strdup (field);
  op->member = dup_member (op, member != NULL ? member : "");
  op->value = make_value (writer, op, value);
  return g_steal_pointer (&op);
}

static gboolean
add_line (const Writer *writer, const char *line, guint number, GString *ops, GError **error)
{
  g_autoptr (JsonObject) object = hp_json_parse_object (line, -1, error);

  if (object == NULL)
    {
      g_prefix_error (error, "Line %u: ", number);
      return FALSE;
    }
  const char *field = hp_json_get_string (object, "field");
  gboolean is_status = field != NULL && strcmp (field, HP_FIELD_STATUS) == 0;
  if (is_status != (writer->stage == HP_DEMO_AFTER_MAIL))
    return TRUE;
  g_autoptr (HpOp) op = read_op (writer, line, object, number);
  if (op == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "Line %u: This is no decision: a part is missing", number);
      return FALSE;
    }
  g_autofree char *json = hp_op_dup_json (op);
  g_string_append_printf (ops, "%s\n", json);
  return TRUE;
}

gboolean
hp_demo_decisions_apply (HpDesk *desk,
                         const char *lines,
                         HpDemoStage stage,
                         const char *agent,
                         GError **error)
{
  Writer writer = { .desk = desk, .stage = stage, .agent = agent };
  g_autoptr (GString) ops = g_string_new (NULL);
  g_auto (GStrv) all = g_strsplit (lines, "\n", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0' && !add_line (&writer, all[i], i + 1, ops, error))
      return FALSE;
  return hp_db_check (hp_desk_get_db (desk), error) &&
         hp_command_import_ops (desk, ops->str, ops->len, NULL, error);
}
