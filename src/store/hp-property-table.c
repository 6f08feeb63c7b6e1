/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the table property: what is known of agents, macros and customers, as the newest ops say. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-property-table.h"

#include <json-glib/json-glib.h>
#include <string.h>

void
hp_property_free (HpProperty *property)
{
  g_free (property->field);
  g_free (property->member);
  g_free (property->value);
  g_free (property);
}

char *
hp_property_dup_text (const HpProperty *property)
{
  g_autoptr (JsonNode) node = json_from_string (property->value, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_dup_string (node);
}

void
hp_properties_set (HpDb *db,
                   const char *kind,
                   const HpKey *entity,
                   const char *field,
                   const char *member,
                   const HpOp *op)
{
  if (op == NULL || strcmp (op->value, "null") == 0)
    hp_db_run (db,
               "DELETE FROM property WHERE kind = ? AND entity = ? AND field = ? AND member = ?",
               "skss", kind, entity, field, member);
  else
    hp_db_run (db,
               "INSERT OR REPLACE INTO property (kind, entity, field, member, value, clock, op) "
               "VALUES (?, ?, ?, ?, ?, ?, ?)",
               "sksssik", kind, entity, field, member, op->value, op->clock, &op->id);
}

static GPtrArray *
read_all (HpRows *rows)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_property_free);

  while (hp_rows_next (rows))
    {
      HpProperty *property = g_new0 (HpProperty, 1);
      property->entity = *hp_rows_key (rows, 0);
      property->field = hp_rows_dup_text (rows, 1);
      property->member = hp_rows_dup_text (rows, 2);
      property->value = hp_rows_dup_text (rows, 3);
      g_ptr_array_add (all, property);
    }
  return all;
}

GPtrArray *
hp_properties_list (HpDb *db, const char *kind, const HpKey *entity)
{
  if (entity != NULL)
    {
      g_auto (HpRows) one = hp_db_query (db,
                                         "SELECT entity, field, member, value FROM property "
                                         "WHERE kind = ? AND entity = ? ORDER BY field, member",
                                         "sk", kind, entity);
      return read_all (&one);
    }
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT entity, field, member, value FROM property "
                                      "WHERE kind = ? ORDER BY entity, field, member",
                                      "s", kind);
  return read_all (&rows);
}

GPtrArray *
hp_properties_list_of_customer (HpDb *db, gint64 customer)
{
  /* SQLite gives the bare columns of the row that has the maximum. */
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT p.entity, p.field, p.member, p.value, max (p.clock || hex (p.op)) "
                   "FROM identity i JOIN property p ON p.kind = 'customer' AND p.entity = i.hash "
                   "WHERE i.customer = ? GROUP BY p.field, p.member ORDER BY p.field, p.member",
                   "i", customer);
  return read_all (&rows);
}

gboolean
hp_properties_is_blocked (HpDb *db, gint64 identity)
{
  return identity > 0 &&
         hp_db_get_int (db, 0,
                        "SELECT 1 FROM identity i JOIN property p ON p.kind = 'customer' "
                        "AND p.entity = i.hash AND p.field = 'blocked' AND p.member = '' "
                        "WHERE i.id = ? AND p.value = 'true'",
                        "i", identity) != 0;
}

gboolean
hp_properties_get_text (HpDb *db,
                        const char *kind,
                        const HpKey *entity,
                        const char *field,
                        char **text,
                        gint64 *clock,
                        HpKey *op)
{
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT value, clock, op FROM property "
                                      "WHERE kind = ? AND entity = ? AND field = ? AND member = ''",
                                      "sks", kind, entity, field);

  if (!hp_rows_next (&rows))
    return FALSE;
  HpProperty property = { .value = (char *) hp_rows_text (&rows, 0) };
  *text = hp_property_dup_text (&property);
  *clock = hp_rows_int (&rows, 1);
  *op = *hp_rows_key (&rows, 2);
  return *text != NULL;
}
