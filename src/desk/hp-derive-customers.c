/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the step from identities to customers: what links hold together is one customer, shown under
 * its oldest identity; its organisation is its mail domain, unless the public gets mail there. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-apply-private.h"

#include "desk/hp-op-fields.h"
#include "desk/hp-organisations.h"
#include "store/hp-customer-table.h"
#include "store/hp-property-table.h"
#include "store/hp-ticket-table.h"

static gboolean
is_older (const HpIdentity *a, const HpIdentity *b)
{
  if (a->first != b->first)
    return a->first < b->first;
  return hp_key_compare (&a->hash, &b->hash) < 0;
}

/* Identities of which no message is left go; NULL if none stays. */
static const HpIdentity *
find_oldest (HpApply *apply, GArray *identities)
{
  const HpIdentity *oldest = NULL;

  for (guint i = 0; i < identities->len; i++)
    {
      const HpIdentity *identity = &g_array_index (identities, HpIdentity, i);
      if (identity->messages == 0)
        hp_identities_remove (apply->db, identity->id);
      else if (oldest == NULL || is_older (identity, oldest))
        oldest = identity;
    }
  return oldest;
}

/* The name that somebody decided last. (nullable) */
static char *
dup_decided_name (HpApply *apply, GArray *identities)
{
  g_autofree char *found = NULL;
  gint64 newest = 0;
  HpKey newest_op = { 0 };

  for (guint i = 0; i < identities->len; i++)
    {
      const HpIdentity *identity = &g_array_index (identities, HpIdentity, i);
      g_autofree char *name = NULL;
      gint64 clock;
      HpKey op;
      if (!hp_properties_get_text (apply->db, HP_OP_CUSTOMER, &identity->hash,
                                   HP_FIELD_CUSTOMER_NAME, &name, &clock, &op) ||
          (found != NULL &&
           (clock < newest || (clock == newest && hp_key_compare (&op, &newest_op) < 0))))
        continue;
      newest = clock;
      newest_op = op;
      g_free (found);
      found = g_steal_pointer (&name);
    }
  return g_steal_pointer (&found);
}

/* The name that was decided, else the newest among all identities, else the address. */
static char *
dup_name (HpApply *apply, GArray *identities, const HpIdentity *oldest)
{
  const HpIdentity *newest = NULL;
  g_autofree char *found = NULL;
  char *decided = dup_decided_name (apply, identities);

  if (decided != NULL)
    return decided;
  for (guint i = 0; i < identities->len; i++)
    {
      const HpIdentity *identity = &g_array_index (identities, HpIdentity, i);
      g_autofree char *name = hp_identities_dup_name (apply->db, identity->id);
      gboolean is_newer =
          newest == NULL || identity->last > newest->last ||
          (identity->last == newest->last && hp_key_compare (&identity->hash, &newest->hash) > 0);
      if (name == NULL || !is_newer)
        continue;
      newest = identity;
      g_free (found);
      found = g_steal_pointer (&name);
    }
  return found != NULL ? g_steal_pointer (&found) : g_strdup (oldest->value);
}

static void
mark_tickets (HpApply *apply, gint64 customer)
{
  g_autoptr (GArray) tickets = hp_tickets_list_of_customer (apply->db, customer);

  for (guint i = 0; i < tickets->len; i++)
    hp_apply_add_dirty (apply->dirty_tickets, g_array_index (tickets, gint64, i));
}

/* The row that stands for these identities: the one with the right id, else one of theirs. */
static gint64
choose_row (HpApply *apply, GArray *identities, const HpIdentity *oldest)
{
  gint64 row = hp_customers_find (apply->db, &oldest->hash);

  for (guint i = 0; i < identities->len && row == 0; i++)
    {
      HpKey hash = g_array_index (identities, HpIdentity, i).hash;
      row = hp_customers_find (apply->db, &hash);
    }
  return row;
}

static void
move_identities (HpApply *apply, GArray *identities, gint64 customer)
{
  for (guint i = 0; i < identities->len; i++)
    {
      const HpIdentity *identity = &g_array_index (identities, HpIdentity, i);
      if (identity->customer == customer || identity->messages == 0)
        continue;
      mark_tickets (apply, identity->customer);
      mark_tickets (apply, customer);
      hp_apply_add_dirty (apply->touched_customers, identity->customer);
      hp_identities_set_customer (apply->db, identity->id, customer);
    }
}

/* Customers that other identities were taken from, or that have lost theirs. */
static void
settle_left_behind (HpApply *apply, GArray *identities, gint64 kept)
{
  for (guint i = 0; i < identities->len; i++)
    {
      gint64 old = g_array_index (identities, HpIdentity, i).customer;
      if (old == 0 || old == kept)
        continue;
      gint64 left = hp_identities_find_of_customer (apply->db, old);
      if (left == 0)
        hp_customers_remove (apply->db, old);
      else
        hp_apply_add_dirty (apply->dirty_identities, left);
    }
}

static void
write_customer (HpApply *apply, GArray *identities, const HpIdentity *oldest)
{
  g_autofree char *name = dup_name (apply, identities, oldest);
  g_autofree char *domain = hp_organisation_dup_domain (oldest->value);
  HpCustomerRow row = { .id = choose_row (apply, identities, oldest),
                        .hash = oldest->hash,
                        .name = name,
                        .address = oldest->value,
                        .domain = domain,
                        .first = G_MAXINT64 };
  gboolean is_different;
  gboolean is_renamed;

  for (guint i = 0; i < identities->len; i++)
    {
      const HpIdentity *identity = &g_array_index (identities, HpIdentity, i);
      row.first = MIN (row.first, identity->first);
      row.last = MAX (row.last, identity->last);
      row.messages += identity->messages;
    }
  gint64 customer = hp_customers_write (apply->db, &row, &is_different, &is_renamed);
  if (is_different)
    hp_apply_add_dirty (apply->touched_customers, customer);
  if (is_renamed)
    mark_tickets (apply, customer);
  move_identities (apply, identities, customer);
  settle_left_behind (apply, identities, customer);
}

static void
derive_customer (HpApply *apply, gint64 identity)
{
  HpKey hash;

  if (!hp_identities_get_hash (apply->db, identity, &hash))
    return;
  g_autoptr (GArray) identities = hp_identities_list_linked (apply->db, &hash);
  const HpIdentity *oldest = find_oldest (apply, identities);

  if (oldest != NULL)
    write_customer (apply, identities, oldest);
  else
    settle_left_behind (apply, identities, 0);
  for (guint i = 0; i < identities->len; i++)
    g_hash_table_remove (apply->dirty_identities, &g_array_index (identities, HpIdentity, i).id);
}

void
hp_derive_customers (HpApply *apply)
{
  while (g_hash_table_size (apply->dirty_identities) > 0 && !hp_db_has_failed (apply->db))
    {
      g_autoptr (GArray) dirty = hp_apply_list_dirty (apply->dirty_identities);
      for (guint i = 0; i < dirty->len; i++)
        {
          gint64 identity = g_array_index (dirty, gint64, i);
          if (!g_hash_table_contains (apply->dirty_identities, &identity))
            continue;
          derive_customer (apply, identity);
          g_hash_table_remove (apply->dirty_identities, &identity);
        }
    }
}
