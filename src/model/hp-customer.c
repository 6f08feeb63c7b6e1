/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what a customer is to a reader. Pure; any thread. */

#define G_LOG_DOMAIN "helppari"

#include "model/hp-customer.h"

HpCustomer *
hp_customer_new (void)
{
  return g_atomic_rc_box_new0 (HpCustomer);
}

HpCustomer *
hp_customer_ref (HpCustomer *customer)
{
  return g_atomic_rc_box_acquire (customer);
}

void
hp_customer_field_free (HpCustomerField *field)
{
  g_free (field->name);
  g_free (field->type);
  g_free (field->value);
  g_free (field);
}

static void
clear_customer (gpointer data)
{
  HpCustomer *customer = data;

  g_free (customer->name);
  g_free (customer->address);
  g_free (customer->organisation);
  g_free (customer->language);
  g_free (customer->segment);
  g_clear_pointer (&customer->fields, g_ptr_array_unref);
  g_strfreev (customer->identities);
}

void
hp_customer_unref (HpCustomer *customer)
{
  g_atomic_rc_box_release_full (customer, clear_customer);
}
