/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a decision takes effect: whether it counts (no active retract names it), and which state
 * depends on it. An op about something not yet seen waits in the table until that comes. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-apply-private.h"

#include <string.h>

#include "base/hp-clock.h"
#include "base/hp-json.h"
#include "desk/hp-op-fields.h"
#include "desk/hp-views.h"
#include "model/hp-message.h"
#include "model/hp-ticket.h"
#include "store/hp-customer-table.h"
#include "store/hp-message-table.h"
#include "store/hp-op-table.h"
#include "store/hp-property-table.h"
#include "store/hp-thread-table.h"
#include "store/hp-ticket-table.h"
#include "store/hp-view-table.h"

#define LAST_POSITION 100
#define MAX_POSITION 100000

static gint64
find_ticket (HpApply *apply, const HpKey *entity)
{
  gint64 node = hp_nodes_find (apply->db, entity);
  return node != 0 ? hp_nodes_get_ticket (apply->db, node) : 0;
}

static void
add_note (HpApply *apply, const HpOp *op, const char *text, gint64 ticket)
{
  gint64 time = hp_clock_get_time (op->clock);
  g_autoptr (GPtrArray) from = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
  g_ptr_array_add (from, hp_address_new (op->actor, ""));
  g_autofree char *packed = hp_addresses_pack (from);
  HpMessageRow row = { .id = hp_apply_take_message_id (apply, time),
                       .key = op->id,
                       .kind = "note",
                       .direction = HP_DIRECTION_NOTE,
                       .time = time,
                       .original = HP_DB_NULL_INT,
                       .node = HP_DB_NULL_INT,
                       .parent = HP_DB_NULL_INT,
                       .ticket = ticket,
                       .identity = HP_DB_NULL_INT,
                       .from = packed,
                       .to = "",
                       .cc = "",
                       .subject = "",
                       .text = text,
                       .files = "",
                       .version = HP_UNDERSTANDING_VERSION };

  hp_messages_add (apply->db, &row, NULL);
}

void
hp_apply_sync_note (HpApply *apply, const HpOp *op)
{
  gint64 ticket = find_ticket (apply, &op->entity);
  gint64 message = hp_messages_find (apply->db, &op->id);
  g_autofree char *text = hp_op_dup_text (op);

  hp_apply_add_dirty (apply->dirty_tickets, ticket);
  if (!op->active || ticket == 0 || text == NULL)
    {
      if (message != 0)
        hp_messages_remove (apply->db, message);
    }
  else if (message != 0)
    {
      hp_messages_set_ticket (apply->db, message, ticket);
    }
  else
    {
      add_note (apply, op, text, ticket);
    }
}

/* A link between two things is one field, whichever of them the op names first. */
static gboolean
is_linked (HpApply *apply, const char *kind, const char *field, const HpKey *a, const HpKey *b)
{
  g_autofree char *hex_a = hp_key_dup_hex (a);
  g_autofree char *hex_b = hp_key_dup_hex (b);
  g_autoptr (HpOp) one = hp_ops_find_newest (apply->db, kind, a, field, hex_b);
  g_autoptr (HpOp) two = hp_ops_find_newest (apply->db, kind, b, field, hex_a);

  if (one == NULL || two == NULL)
    return one != NULL ? hp_op_is_true (one) : two != NULL && hp_op_is_true (two);
  return hp_op_is_true (hp_op_compare (one, two) > 0 ? one : two);
}

static void
take_merge (HpApply *apply, const HpOp *op)
{
  HpKey other;

  if (!hp_key_from_hex (op->member, &other) || hp_key_equal (&other, &op->entity))
    return;
  hp_merges_set (apply->db, &op->entity, &other,
                 is_linked (apply, HP_OP_TICKET, HP_FIELD_MERGE, &op->entity, &other));
  hp_apply_add_dirty (apply->dirty_nodes, hp_nodes_find (apply->db, &op->entity));
  hp_apply_add_dirty (apply->dirty_nodes, hp_nodes_find (apply->db, &other));
}

/* What the pair are to each other, whichever of them the newest op names first. */
static void
take_relation (HpApply *apply, const HpOp *op)
{
  g_autofree char *hex = hp_key_dup_hex (&op->entity);
  HpKey other;

  if (!hp_key_from_hex (op->member, &other) || hp_key_equal (&other, &op->entity))
    return;
  g_autoptr (HpOp) one =
      hp_ops_find_newest (apply->db, HP_OP_TICKET, &op->entity, HP_FIELD_RELATION, op->member);
  g_autoptr (HpOp) two =
      hp_ops_find_newest (apply->db, HP_OP_TICKET, &other, HP_FIELD_RELATION, hex);
  gboolean is_first = two == NULL || (one != NULL && hp_op_compare (one, two) > 0);
  const HpOp *newest = is_first ? one : two;
  g_autofree char *relation = newest != NULL ? hp_op_dup_text (newest) : NULL;
  const char *back = hp_relation_invert (relation);
  hp_ticket_links_set (apply->db, &op->entity, &other,
                       back == NULL ? NULL
                       : is_first   ? relation
                                    : back,
                       back == NULL ? NULL
                       : is_first   ? back
                                    : relation);
  hp_apply_add_dirty (apply->dirty_tickets, find_ticket (apply, &other));
}

static void
take_ticket_op (HpApply *apply, const HpOp *op)
{
  hp_apply_add_dirty (apply->dirty_tickets, find_ticket (apply, &op->entity));
  if (strcmp (op->field, HP_FIELD_MERGE) == 0)
    take_merge (apply, op);
  else if (strcmp (op->field, HP_FIELD_RELATION) == 0)
    take_relation (apply, op);
  else if (strcmp (op->field, HP_FIELD_NOTE) == 0)
    hp_apply_sync_note (apply, op);
}

static void
take_split (HpApply *apply, const HpOp *op)
{
  g_autoptr (HpOp) newest =
      hp_ops_find_newest (apply->db, HP_OP_MESSAGE, &op->entity, HP_FIELD_SPLIT, "");

  hp_splits_set (apply->db, &op->entity, newest != NULL && hp_op_is_true (newest));
  hp_apply_add_dirty (apply->dirty_nodes, hp_nodes_find (apply->db, &op->entity));
}

static void
touch_linked (HpApply *apply, const HpKey *hash)
{
  g_autoptr (GArray) identities = hp_identities_list_linked (apply->db, hash);

  for (guint i = 0; i < identities->len; i++)
    hp_apply_add_dirty (apply->dirty_identities, g_array_index (identities, HpIdentity, i).id);
}

static void
take_customer_link (HpApply *apply, const HpOp *op)
{
  HpKey other;

  if (!hp_key_from_hex (op->member, &other) || hp_key_equal (&other, &op->entity))
    return;
  hp_customer_links_set (apply->db, &op->entity, &other,
                         is_linked (apply, HP_OP_CUSTOMER, HP_FIELD_LINK, &op->entity, &other));
  touch_linked (apply, &op->entity);
  touch_linked (apply, &other);
}

static void
take_own_address (HpApply *apply, const HpOp *op)
{
  g_autoptr (HpOp) newest =
      hp_ops_find_newest (apply->db, HP_OP_DESK, &op->entity, HP_FIELD_OWN_ADDRESS, op->member);
  gboolean is_own = newest != NULL && hp_op_is_true (newest);

  if (hp_own_addresses_has (apply->db, op->member) == is_own)
    return;
  hp_own_addresses_set (apply->db, op->member, is_own);
  hp_apply_own_address_changed (apply, op->member);
}

/* What a view is; what every desk begins with where nobody has decided. */
static JsonObject *
parse_view (const HpOp *newest, JsonNode **node)
{
  *node = newest != NULL ? json_from_string (newest->value, NULL) : NULL;
  return *node != NULL && JSON_NODE_HOLDS_OBJECT (*node) ? json_node_get_object (*node) : NULL;
}

static gint64
get_view_position (HpApply *apply, const HpKey *key, gint64 fallback)
{
  g_autoptr (HpOp) newest =
      hp_ops_find_newest (apply->db, HP_OP_VIEW, key, HP_FIELD_VIEW_POSITION, "");
  return newest != NULL ? CLAMP (g_ascii_strtoll (newest->value, NULL, 10), 0, MAX_POSITION)
                        : fallback;
}

static void
take_view (HpApply *apply, const HpOp *op)
{
  g_autoptr (HpOp) newest =
      hp_ops_find_newest (apply->db, HP_OP_VIEW, &op->entity, HP_FIELD_VIEW, "");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = parse_view (newest, &node);
  const char *name = NULL;
  const char *query = NULL;
  gint64 position = LAST_POSITION;
  gboolean is_built_in = hp_views_get_built_in (&op->entity, &name, &query, &position);
  HpView view = { .key = op->entity };

  if (newest != NULL || !is_built_in)
    {
      name = object != NULL ? hp_json_get_string (object, "name") : NULL;
      query = object != NULL ? hp_json_get_string (object, "query") : NULL;
    }
  if (object != NULL)
    position = hp_json_get_int (object, "position", position);
  view.name = (char *) name;
  view.text = name != NULL ? (char *) query : NULL;
  view.position = get_view_position (apply, &op->entity, position);
  view.icon = object != NULL ? (char *) hp_json_get_string (object, "icon") : NULL;
  view.sort = object != NULL ? (char *) hp_json_get_string (object, "sort") : NULL;
  view.columns = object != NULL ? (char *) hp_json_get_string (object, "columns") : NULL;
  view.owner = object != NULL ? (char *) hp_json_get_string (object, "owner") : NULL;
  hp_views_write (apply->db, &view);
  apply->views_changed = TRUE;
}

static gboolean
has_properties (const HpOp *op)
{
  return strcmp (op->kind, HP_OP_AGENT) == 0 || strcmp (op->kind, HP_OP_MACRO) == 0 ||
         strcmp (op->kind, HP_OP_CUSTOMER) == 0;
}

/* Whose mail is blocked decides about their tickets. */
static void
touch_identity (HpApply *apply, const HpOp *op)
{
  gint64 identity = hp_identities_find (apply->db, &op->entity);
  g_autoptr (GArray) tickets = NULL;

  hp_apply_add_dirty (apply->dirty_identities, identity);
  hp_apply_add_dirty (apply->touched_customers,
                      identity != 0 ? hp_identities_get_customer (apply->db, identity) : 0);
  if (identity == 0 || strcmp (op->field, HP_FIELD_BLOCKED) != 0)
    return;
  tickets = hp_messages_list_tickets_of_identity (apply->db, identity);
  for (guint i = 0; i < tickets->len; i++)
    hp_apply_add_dirty (apply->dirty_tickets, g_array_index (tickets, gint64, i));
}

static void
take_property (HpApply *apply, const HpOp *op)
{
  g_autoptr (HpOp) newest =
      hp_ops_find_newest (apply->db, op->kind, &op->entity, op->field, op->member);

  hp_properties_set (apply->db, op->kind, &op->entity, op->field, op->member, newest);
  if (strcmp (op->kind, HP_OP_CUSTOMER) == 0)
    touch_identity (apply, op);
  else
    apply->settings_changed = TRUE;
}

/* Derives what depends on @op after it came or began or ceased to count. */
static void
take_op (HpApply *apply, const HpOp *op)
{
  if (strcmp (op->kind, HP_OP_TICKET) == 0)
    take_ticket_op (apply, op);
  else if (strcmp (op->kind, HP_OP_MESSAGE) == 0 && strcmp (op->field, HP_FIELD_SPLIT) == 0)
    take_split (apply, op);
  else if (strcmp (op->kind, HP_OP_CUSTOMER) == 0 && strcmp (op->field, HP_FIELD_LINK) == 0)
    take_customer_link (apply, op);
  else if (strcmp (op->kind, HP_OP_DESK) == 0 && strcmp (op->field, HP_FIELD_OWN_ADDRESS) == 0)
    take_own_address (apply, op);
  else if (strcmp (op->kind, HP_OP_VIEW) == 0)
    take_view (apply, op);
  else if (has_properties (op))
    take_property (apply, op);
}

/* Settles whether the op @id counts, and if that changed what depends on it; a retract passes the
 * change on to what it names. Retracts only name older ops, so this ends. */
static void
settle (HpApply *apply, const HpKey *id, gboolean is_new)
{
  g_autoptr (GQueue) queue = g_queue_new ();

  g_queue_push_tail (queue, g_memdup2 (id, sizeof *id));
  while (!g_queue_is_empty (queue))
    {
      g_autofree HpKey *at = g_queue_pop_head (queue);
      g_autoptr (HpOp) op = hp_ops_find (apply->db, at);
      if (op == NULL)
        continue;
      gboolean active = !hp_ops_is_retracted (apply->db, op);
      if (active == op->active && !(is_new && hp_key_equal (at, id)))
        continue;
      hp_ops_set_active (apply->db, at, active);
      op->active = active;
      if (strcmp (op->kind, HP_OP_RETRACT) != 0)
        {
          take_op (apply, op);
          continue;
        }
      g_autoptr (GArray) targets = hp_op_dup_retracted (op);
      for (guint i = 0; i < targets->len; i++)
        g_queue_push_tail (queue, g_memdup2 (&g_array_index (targets, HpKey, i), sizeof (HpKey)));
    }
}

static void
add_retractions (HpApply *apply, const HpOp *op)
{
  g_autoptr (GArray) targets = NULL;

  if (strcmp (op->kind, HP_OP_RETRACT) != 0)
    return;
  targets = hp_op_dup_retracted (op);
  for (guint i = 0; i < targets->len; i++)
    hp_retractions_add (apply->db, &g_array_index (targets, HpKey, i), &op->id);
}

gboolean
hp_apply_op (HpApply *apply, const HpOp *op)
{
  gboolean concerns_ticket =
      strcmp (op->kind, HP_OP_TICKET) == 0 || strcmp (op->kind, HP_OP_MESSAGE) == 0;
  gint64 ticket = concerns_ticket ? find_ticket (apply, &op->entity) : 0;

  if (!hp_ops_add (apply->db, op, ticket != 0 ? ticket : HP_DB_NULL_INT))
    return FALSE;
  add_retractions (apply, op);
  settle (apply, &op->id, TRUE);
  return TRUE;
}
