/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables identity, customer_link, customer, organisation and own_address. Who belongs
 * together is decided in src/desk. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-customer-table.h"

#include "base/hp-json.h"
#include "store/hp-property-table.h"

#include <string.h>

#include "store/hp-rollup-table.h"

void
hp_identity_clear (HpIdentity *identity)
{
  g_clear_pointer (&identity->value, g_free);
}

HpKey
hp_identity_hash (const char *address)
{
  return hp_key_hash ("mail", address, NULL);
}

gint64
hp_identities_find (HpDb *db, const HpKey *hash)
{
  return hp_db_get_int (db, 0, "SELECT id FROM identity WHERE hash = ?", "k", hash);
}

gint64
hp_identities_ensure (HpDb *db, const char *address, gboolean *is_new)
{
  HpKey hash = hp_identity_hash (address);
  gint64 id = hp_identities_find (db, &hash);

  *is_new = id == 0;
  if (id != 0)
    return id;
  hp_db_run (db, "INSERT INTO identity (hash, kind, value, messages) VALUES (?, 'mail', ?, 0)",
             "ks", &hash, address);
  return hp_db_get_last_row_id (db);
}

gint64
hp_identities_find_of_customer (HpDb *db, gint64 customer)
{
  return hp_db_get_int (db, 0, "SELECT id FROM identity WHERE customer = ? LIMIT 1", "i", customer);
}

gint64
hp_identities_get_customer (HpDb *db, gint64 identity)
{
  return hp_db_get_int (db, 0, "SELECT customer FROM identity WHERE id = ?", "i", identity);
}

void
hp_identities_set_customer (HpDb *db, gint64 identity, gint64 customer)
{
  hp_db_run (db, "UPDATE identity SET customer = ? WHERE id = ?", "Ii", customer, identity);
}

void
hp_identities_remove (HpDb *db, gint64 identity)
{
  hp_db_run (db, "DELETE FROM identity WHERE id = ?", "i", identity);
}

static void
append_identity (HpDb *db, const HpKey *hash, GArray *identities)
{
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT id, value, customer, "
                   "(SELECT time FROM message WHERE identity = i.id ORDER BY time LIMIT 1), "
                   "(SELECT time FROM message WHERE identity = i.id ORDER BY time DESC LIMIT 1), "
                   "messages FROM identity i WHERE hash = ?",
                   "k", hash);
  if (!hp_rows_next (&rows))
    return;
  HpIdentity identity = { .id = hp_rows_int (&rows, 0),
                          .hash = *hash,
                          .value = hp_rows_dup_text (&rows, 1),
                          .customer = hp_rows_int (&rows, 2),
                          .first = hp_rows_int_or (&rows, 3, G_MAXINT64),
                          .last = hp_rows_int (&rows, 4),
                          .messages = hp_rows_int (&rows, 5) };
  g_array_append_val (identities, identity);
}

/* Links lead on through identities of which there is no mail. */
static void
follow_links (HpDb *db, const HpKey *hash, GHashTable *found, GQueue *queue)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT b FROM customer_link WHERE a = ?", "k", hash);

  while (hp_rows_next (&rows))
    {
      const HpKey *b = hp_rows_key (&rows, 0);
      if (g_hash_table_contains (found, b))
        continue;
      HpKey *next = g_memdup2 (b, sizeof *b);
      g_hash_table_add (found, next);
      g_queue_push_tail (queue, next);
    }
}

GArray *
hp_identities_list_linked (HpDb *db, const HpKey *hash)
{
  GArray *identities = g_array_new (FALSE, FALSE, sizeof (HpIdentity));
  g_autoptr (GHashTable) found =
      g_hash_table_new_full (hp_key_table_hash, hp_key_table_equal, g_free, NULL);
  g_autoptr (GQueue) queue = g_queue_new ();
  HpKey *first = g_memdup2 (hash, sizeof *hash);

  g_array_set_clear_func (identities, (GDestroyNotify) hp_identity_clear);
  g_hash_table_add (found, first);
  g_queue_push_tail (queue, first);
  while (!g_queue_is_empty (queue))
    {
      const HpKey *at = g_queue_pop_head (queue);
      append_identity (db, at, identities);
      follow_links (db, at, found, queue);
    }
  return identities;
}

gboolean
hp_identities_get_hash (HpDb *db, gint64 identity, HpKey *hash)
{
  g_auto (HpRows) rows = hp_db_query (db, "SELECT hash FROM identity WHERE id = ?", "i", identity);

  if (!hp_rows_next (&rows))
    return FALSE;
  *hash = *hp_rows_key (&rows, 0);
  return TRUE;
}

/* The name in the newest mail with one, of those alone that @address itself sent where it is given:
 * what a shop or telephone exchange sends for somebody bears its own name. */
static char *
dup_newest_name (HpDb *db, gint64 identity, const char *address)
{
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT from_ FROM message WHERE identity = ?1 AND direction = 'in' "
                   "AND substr (from_, 1, 1) <> char (31) AND from_ <> '' "
                   "AND (?2 IS NULL OR instr (lower (from_), char (31) || ?2) > 0) "
                   "ORDER BY time DESC, key DESC LIMIT 1",
                   "is", identity, address);
  if (!hp_rows_next (&rows))
    return NULL;
  const char *from = hp_rows_text (&rows, 0);
  return g_strndup (from, strcspn (from, "\x1f"));
}

char *
hp_identities_dup_name (HpDb *db, gint64 identity)
{
  g_autofree char *address =
      hp_db_dup_text (db, "SELECT value FROM identity WHERE id = ?", "i", identity);
  char *name = address != NULL ? dup_newest_name (db, identity, address) : NULL;

  return name != NULL || address == NULL ? name : dup_newest_name (db, identity, NULL);
}

void
hp_customer_links_set (HpDb *db, const HpKey *a, const HpKey *b, gboolean is_linked)
{
  if (is_linked)
    hp_db_run (db, "INSERT OR IGNORE INTO customer_link (a, b) VALUES (?1, ?2), (?2, ?1)", "kk", a,
               b);
  else
    hp_db_run (db, "DELETE FROM customer_link WHERE (a = ?1 AND b = ?2) OR (a = ?2 AND b = ?1)",
               "kk", a, b);
}

gint64
hp_customers_find (HpDb *db, const HpKey *hash)
{
  return hp_db_get_int (db, 0, "SELECT id FROM customer WHERE hash = ?", "k", hash);
}

static gint64
ensure_organisation (HpDb *db, const char *domain)
{
  if (domain == NULL)
    return HP_DB_NULL_INT;
  gint64 id = hp_db_get_int (db, 0, "SELECT id FROM organisation WHERE domain = ?", "s", domain);
  if (id != 0)
    return id;
  hp_db_run (db, "INSERT INTO organisation (domain) VALUES (?)", "s", domain);
  return hp_db_get_last_row_id (db);
}

/* An organisation is there as long as it has customers. */
static void
remove_organisation_if_empty (HpDb *db, gint64 organisation)
{
  if (organisation != 0)
    hp_db_run (db,
               "DELETE FROM organisation WHERE id = ?1 AND NOT EXISTS "
               "(SELECT 1 FROM customer WHERE organisation = ?1)",
               "i", organisation);
}

gint64
hp_customers_write (HpDb *db,
                    const HpCustomerRow *row,
                    gboolean *is_different,
                    gboolean *is_renamed)
{
  gint64 organisation = ensure_organisation (db, row->domain);

  if (row->id == 0)
    {
      hp_db_run (db,
                 "INSERT INTO customer (hash, name, address, organisation, first_contact, "
                 "last_contact, messages) VALUES (?, ?, ?, ?, ?, ?, ?)",
                 "kssIiii", &row->hash, row->name, row->address, organisation, row->first,
                 row->last, row->messages);
      *is_different = *is_renamed = TRUE;
      gint64 id = hp_db_get_last_row_id (db);
      hp_rollups_add (db, HP_ROLLUP_CUSTOMERS, 0, "", 1);
      return id;
    }
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT organisation, (hash, name, address, organisation) IS NOT (?, ?, ?, ?) "
                   "FROM customer WHERE id = ?",
                   "kssIi", &row->hash, row->name, row->address, organisation, row->id);
  gboolean is_there = hp_rows_next (&rows);
  gint64 before = is_there ? hp_rows_int (&rows, 0) : 0;
  *is_renamed = is_there && hp_rows_int (&rows, 1) != 0;
  hp_rows_end (&rows);
  hp_db_run (db,
             "UPDATE customer SET hash = ?1, name = ?2, address = ?3, organisation = ?4, "
             "first_contact = ?5, last_contact = ?6, messages = ?7 WHERE id = ?8 AND "
             "(hash, name, address, organisation, first_contact, last_contact, messages) IS NOT "
             "(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
             "kssIiiii", &row->hash, row->name, row->address, organisation, row->first, row->last,
             row->messages, row->id);
  *is_different = hp_db_get_changes (db) > 0;
  if (before != organisation)
    remove_organisation_if_empty (db, before);
  return row->id;
}

void
hp_customers_remove (HpDb *db, gint64 id)
{
  gint64 organisation =
      hp_db_get_int (db, 0, "SELECT organisation FROM customer WHERE id = ?", "i", id);

  hp_db_run (db, "DELETE FROM customer WHERE id = ?", "i", id);
  if (hp_db_get_changes (db) > 0)
    hp_rollups_add (db, HP_ROLLUP_CUSTOMERS, 0, "", -1);
  remove_organisation_if_empty (db, organisation);
}

#define COLUMNS                                                                                    \
  "c.id, c.hash, c.name, c.address, o.domain, c.first_contact, c.last_contact, c.messages, "       \
  "(SELECT count (*) FROM ticket WHERE customer = c.id) "                                          \
  "FROM customer c LEFT JOIN organisation o ON o.id = c.organisation "

static HpCustomer *
read_customer (HpRows *rows)
{
  HpCustomer *customer = hp_customer_new ();

  customer->row = hp_rows_int (rows, 0);
  customer->key = *hp_rows_key (rows, 1);
  customer->name = hp_rows_dup_text (rows, 2);
  customer->address = hp_rows_dup_text (rows, 3);
  customer->organisation = hp_rows_dup_text (rows, 4);
  customer->first_contact = hp_rows_int (rows, 5);
  customer->last_contact = hp_rows_int (rows, 6);
  customer->messages = hp_rows_int (rows, 7);
  customer->tickets = hp_rows_int (rows, 8);
  return customer;
}

static void
add_field (HpCustomer *customer, const HpProperty *property)
{
  g_autoptr (JsonObject) value = hp_json_parse_object (property->value, -1, NULL);
  const char *text = value != NULL ? hp_json_get_string (value, "value") : NULL;
  const char *type = value != NULL ? hp_json_get_string (value, "type") : NULL;

  if (text == NULL)
    return;
  HpCustomerField *field = g_new (HpCustomerField, 1);
  *field = (HpCustomerField){ g_strdup (property->member), g_strdup (type != NULL ? type : "text"),
                              g_strdup (text) };
  g_ptr_array_add (customer->fields, field);
}

/* What was decided about the customer. */
static void
take_properties (HpDb *db, gint64 id, HpCustomer *customer)
{
  g_autoptr (GPtrArray) properties = hp_properties_list_of_customer (db, id);

  customer->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_customer_field_free);
  for (guint i = 0; i < properties->len; i++)
    {
      const HpProperty *property = g_ptr_array_index (properties, i);
      g_autofree char *text = hp_property_dup_text (property);
      if (strcmp (property->field, "language") == 0 && text != NULL)
        {
          g_free (customer->language);
          customer->language = g_steal_pointer (&text);
        }
      else if (strcmp (property->field, "segment") == 0)
        customer->segment = g_steal_pointer (&text);
      else if (strcmp (property->field, "field") == 0)
        add_field (customer, property);
    }
}

HpCustomer *
hp_customers_get (HpDb *db, gint64 id)
{
  g_autoptr (GStrvBuilder) identities = g_strv_builder_new ();
  g_auto (HpRows) rows = hp_db_query (db, "SELECT " COLUMNS "WHERE c.id = ?", "i", id);

  if (!hp_rows_next (&rows))
    return NULL;
  HpCustomer *customer = read_customer (&rows);
  g_auto (HpRows) values =
      hp_db_query (db, "SELECT value FROM identity WHERE customer = ? ORDER BY value", "i", id);
  while (hp_rows_next (&values))
    g_strv_builder_add (identities, hp_rows_text (&values, 0));
  customer->identities = g_strv_builder_end (identities);
  customer->language = hp_db_dup_text (
      db,
      "SELECT language FROM message WHERE identity IN (SELECT id FROM identity WHERE customer = ?) "
      "AND direction = 'in' AND language IS NOT NULL ORDER BY time DESC, key DESC LIMIT 1",
      "i", id);
  take_properties (db, id, customer);
  return customer;
}

GPtrArray *
hp_customers_list (HpDb *db, const char *text, guint limit)
{
  GPtrArray *customers = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_customer_unref);
  g_auto (HpRows) rows =
      hp_db_query (db,
                   "SELECT " COLUMNS "WHERE ?1 IS NULL OR instr (lower (c.name), lower (?1)) "
                   "OR EXISTS (SELECT 1 FROM identity WHERE customer = c.id "
                   "AND instr (value, lower (?1))) "
                   "ORDER BY c.last_contact DESC, c.hash DESC LIMIT ?2",
                   "si", text, (gint64) limit);

  while (hp_rows_next (&rows))
    g_ptr_array_add (customers, read_customer (&rows));
  return customers;
}

void
hp_own_addresses_set (HpDb *db, const char *address, gboolean is_own)
{
  if (is_own)
    hp_db_run (db, "INSERT OR IGNORE INTO own_address (address) VALUES (?)", "s", address);
  else
    hp_db_run (db, "DELETE FROM own_address WHERE address = ?", "s", address);
}

gboolean
hp_own_addresses_has (HpDb *db, const char *address)
{
  return hp_db_get_int (db, 0, "SELECT 1 FROM own_address WHERE address = ?", "s", address) != 0;
}

char *
hp_own_addresses_dup_first (HpDb *db)
{
  return hp_db_dup_text (db, "SELECT min (address) FROM own_address", NULL);
}

gboolean
hp_own_addresses_has_host (HpDb *db, const char *host)
{
  return hp_db_get_int (
             db, 0,
             "SELECT 1 FROM (SELECT substr (address, instr (address, '@') + 1) AS domain "
             "FROM own_address) WHERE ?1 = domain OR ?1 LIKE '%.' || domain LIMIT 1",
             "s", host) != 0;
}
