/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what an agent can decide: checks the input, writes ops. Nothing else writes ops of people.
 */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-commands.h"

#include <string.h>

#include "base/hp-json.h"
#include "desk/hp-decide.h"
#include "desk/hp-op-fields.h"
#include "desk/hp-status-value.h"
#include "desk/hp-ticket-change.h"
#include "model/hp-ticket.h"
#include "store/hp-customer-table.h"
#include "store/hp-message-table.h"
#include "store/hp-thread-table.h"
#include "store/hp-ticket-table.h"

GArray *
hp_command_note (HpDesk *desk, const char *agent, gint64 ticket, const char *text, GError **error)
{
  g_autofree char *clean = g_strchomp (g_strdup (text));
  HpDecide self;
  HpKey root;

  if (*clean == '\0' || !g_utf8_validate (clean, -1, NULL))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   *clean == '\0' ? "The note is empty" : "The note is not UTF-8 text");
      return NULL;
    }
  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  if (!hp_decide_get_root (&self, ticket, &root, error))
    return hp_decide_fail (&self);
  hp_decide_op (&self, HP_OP_TICKET, &root, HP_FIELD_NOTE, "", hp_json_quote (clean));
  return hp_decide_end (&self, error);
}

GArray *
hp_command_merge (HpDesk *desk, const char *agent, GArray *tickets, GError **error)
{
  HpDecide self;
  HpKey first;

  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  for (guint i = 0; i < tickets->len; i++)
    {
      HpKey root;
      g_autofree char *hex = NULL;
      if (!hp_decide_get_root (&self, g_array_index (tickets, gint64, i), &root, error))
        return hp_decide_fail (&self);
      if (i == 0)
        first = root;
      hex = hp_key_dup_hex (&root);
      if (!hp_key_equal (&first, &root))
        hp_decide_op (&self, HP_OP_TICKET, &first, HP_FIELD_MERGE, hex, g_strdup ("true"));
    }
  if (self.ids->len > 0)
    return hp_decide_end (&self, error);
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "These are one ticket already");
  return hp_decide_fail (&self);
}

GArray *
hp_command_relate (HpDesk *desk,
                   const char *agent,
                   gint64 ticket,
                   gint64 other,
                   const char *relation,
                   GError **error)
{
  HpDecide self;
  HpKey root;
  HpKey other_root;

  if (relation != NULL && hp_relation_invert (relation) == NULL)
    {
      g_autofree char *all = g_strjoinv (", ", (char **) HP_RELATIONS);
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "“%s” is no relation. It can be: %s",
                   relation, all);
      return NULL;
    }
  if (ticket == other)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "These are one ticket");
      return NULL;
    }
  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  if (!hp_decide_get_root (&self, ticket, &root, error) ||
      !hp_decide_get_root (&self, other, &other_root, error))
    return hp_decide_fail (&self);
  g_autofree char *hex = hp_key_dup_hex (&other_root);
  hp_decide_op (&self, HP_OP_TICKET, &root, HP_FIELD_RELATION, hex,
                relation != NULL ? hp_json_quote (relation) : g_strdup ("null"));
  return hp_decide_end (&self, error);
}

static void
write_blocked (HpDecide *self, const HpKey *identity, gboolean blocked)
{
  hp_decide_op (self, HP_OP_CUSTOMER, identity, HP_FIELD_BLOCKED, "",
                g_strdup (blocked ? "true" : "null"));
}

GArray *
hp_command_mark_spam (HpDesk *desk,
                      const char *agent,
                      gint64 ticket,
                      gboolean blocks,
                      GError **error)
{
  g_autoptr (HpTicket) state = hp_tickets_get (hp_desk_get_db (desk), ticket);
  HpDecide self;
  HpKey root;

  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  if (!hp_decide_get_root (&self, ticket, &root, error))
    return hp_decide_fail (&self);
  hp_decide_op (&self, HP_OP_TICKET, &root, HP_FIELD_STATUS, "",
                hp_status_value_make (self.db, ticket, HP_STATUS_SPAM, G_MAXINT64));
  if (blocks && state != NULL && state->customer_address != NULL)
    {
      HpKey identity = hp_identity_hash (state->customer_address);
      write_blocked (&self, &identity, TRUE);
    }
  return hp_decide_end (&self, error);
}

GArray *
hp_command_block (HpDesk *desk,
                  const char *agent,
                  const char *address,
                  gboolean blocked,
                  GError **error)
{
  g_autofree char *normal = hp_address_normalise (address);
  HpDecide self;

  if (normal == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "“%s” is no mail address. One looks like liisa@example.com", address);
      return NULL;
    }
  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  HpKey identity = hp_identity_hash (normal);
  write_blocked (&self, &identity, blocked);
  return hp_decide_end (&self, error);
}

static gint64
find_node_in_ticket (HpDb *db, gint64 ticket, const char *message, HpKey *hash)
{
  g_autofree char *mid = g_strdup (message);
  gsize length = strlen (mid);
  HpKey key;
  gint64 node = 0;

  if (hp_key_from_hex (mid, &key))
    node = hp_messages_get_node (db, &key);
  if (node == 0)
    {
      if (length > 2 && mid[0] == '<' && mid[length - 1] == '>')
        {
          mid[length - 1] = '\0';
          key = hp_node_hash (mid + 1);
        }
      else
        {
          key = hp_node_hash (mid);
        }
      node = hp_nodes_find (db, &key);
    }
  hp_nodes_get_hash (db, node, hash);
  return hp_nodes_get_ticket (db, node) == ticket ? node : 0;
}

GArray *
hp_command_split (HpDesk *desk,
                  const char *agent,
                  gint64 ticket,
                  const char *message,
                  GError **error)
{
  HpDecide self;
  HpKey root;
  HpKey hash;

  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  if (!hp_decide_get_root (&self, ticket, &root, error))
    return hp_decide_fail (&self);
  if (find_node_in_ticket (self.db, ticket, message, &hash) == 0)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "The ticket has no message “%s”", message);
      return hp_decide_fail (&self);
    }
  if (hp_key_equal (&hash, &root))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "This is the ticket's first message. Split at a later one");
      return hp_decide_fail (&self);
    }
  hp_decide_op (&self, HP_OP_MESSAGE, &hash, HP_FIELD_SPLIT, "", g_strdup ("true"));
  return hp_decide_end (&self, error);
}

GArray *
hp_command_link_customers (HpDesk *desk,
                           const char *agent,
                           gint64 one,
                           gint64 other,
                           GError **error)
{
  g_autoptr (HpCustomer) a = hp_customers_get (hp_desk_get_db (desk), one);
  g_autoptr (HpCustomer) b = hp_customers_get (hp_desk_get_db (desk), other);
  HpDecide self;

  if (a == NULL || b == NULL || one == other)
    {
      g_set_error (error, HP_ERROR, one == other ? HP_ERROR_INVALID : HP_ERROR_NOT_FOUND,
                   one == other ? "These are one customer already" : "There is no such customer");
      return NULL;
    }
  g_autofree char *hex = hp_key_dup_hex (&b->key);
  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  hp_decide_op (&self, HP_OP_CUSTOMER, &a->key, HP_FIELD_LINK, hex, g_strdup ("true"));
  return hp_decide_end (&self, error);
}

GArray *
hp_command_set_own_address (HpDesk *desk,
                            const char *agent,
                            const char *address,
                            gboolean is_own,
                            GError **error)
{
  g_autofree char *normal = hp_address_normalise (address);
  HpKey entity = { 0 };
  HpDecide self;

  if (normal == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "“%s” is no mail address. One looks like tuki@example.com", address);
      return NULL;
    }
  if (!hp_decide_begin (&self, desk, agent, error))
    return NULL;
  if (hp_own_addresses_has (self.db, normal) != is_own)
    hp_decide_op (&self, HP_OP_DESK, &entity, HP_FIELD_OWN_ADDRESS, normal,
                  g_strdup (is_own ? "true" : "false"));
  return hp_decide_end (&self, error);
}

static gboolean
import_line (HpApply *apply,
             const char *line,
             gsize length,
             guint number,
             guint *added,
             GError **error)
{
  g_autofree char *text = g_strstrip (g_strndup (line, length));
  gboolean has_nul = memchr (line, '\0', length) != NULL;

  if (*text == '\0' && !has_nul)
    return TRUE;
  if (has_nul)
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "This is not text");
  g_autoptr (HpOp) op = has_nul ? NULL : hp_op_new_from_json (text, -1, error);
  if (op == NULL)
    {
      g_prefix_error (error, "Line %u: ", number);
      return FALSE;
    }
  if (hp_apply_op (apply, op))
    (*added)++;
  return TRUE;
}

gboolean
hp_command_import_ops (HpDesk *desk, const char *lines, gsize length, guint *added, GError **error)
{
  HpApply *apply = hp_apply_begin (desk);
  const char *end = lines + length;
  guint number = 0;
  guint count = 0;

  for (const char *line = lines; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      const char *stop = newline != NULL ? newline : end;
      if (!import_line (apply, line, (gsize) (stop - line), ++number, &count, error))
        {
          hp_apply_abort (apply);
          return FALSE;
        }
      line = stop + 1;
    }
  if (added != NULL)
    *added = count;
  return hp_apply_commit (apply, error);
}

static gint64
pick_ticket (HpDb *db, GArray *nodes, const char *name, GError **error)
{
  gint64 found = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      gint64 ticket = hp_nodes_get_ticket (db, g_array_index (nodes, gint64, i));
      if (found != 0 && ticket != 0 && ticket != found)
        {
          g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                       "More than one ticket has the number %s. Use its id", name);
          return 0;
        }
      found = ticket != 0 ? ticket : found;
    }
  if (found == 0 && hp_db_check (db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no ticket “%s”", name);
  return found;
}

gint64
hp_desk_find_ticket (HpDesk *desk, const char *name, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (GArray) nodes = NULL;
  guint8 prefix[5];
  HpKey key;

  if (hp_number_parse (name, prefix))
    {
      nodes = hp_nodes_list_numbered (db, prefix);
    }
  else
    {
      nodes = g_array_new (FALSE, FALSE, sizeof (gint64));
      gint64 node = hp_key_from_hex (name, &key) ? hp_nodes_find (db, &key) : 0;
      if (node != 0)
        g_array_append_val (nodes, node);
    }
  return pick_ticket (db, nodes, name, error);
}

gint64
hp_desk_find_customer (HpDesk *desk, const char *name, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autofree char *address = hp_address_normalise (name);
  HpKey key;

  if (!hp_key_from_hex (name, &key) && address != NULL)
    key = hp_identity_hash (address);
  else if (!hp_key_from_hex (name, &key))
    memset (&key, 0, sizeof key);
  gint64 identity = hp_identities_find (db, &key);
  gint64 customer = identity != 0 ? hp_identities_get_customer (db, identity) : 0;
  if (customer == 0 && hp_db_check (db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no customer “%s”", name);
  return customer;
}
