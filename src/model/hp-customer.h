/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"

G_BEGIN_DECLS

/* What agents noted of a customer in a field of their own. */
typedef struct
{
  char *name;
  char *type; /* text number date choice link */
  char *value;
} HpCustomerField;

void hp_customer_field_free (HpCustomerField *field);

/* One customer: immutable, reference counted, any thread. */
typedef struct
{
  gint64 row;
  HpKey key;
  char *name;
  char *address;      /* of the oldest identity */
  char *organisation; /* (nullable) its mail domain */
  GStrv identities;   /* (nullable) every address, where asked for */
  char *language;     /* (nullable) ISO 639-1: as decided, else of the newest mail whose language
                         is clear; this and the next two with the identities */
  char *segment;      /* (nullable) */
  GPtrArray *fields;  /* (nullable) (element-type HpCustomerField) by name */
  gint64 first_contact;
  gint64 last_contact;
  gint64 messages;
  gint64 tickets;
} HpCustomer;

HpCustomer *hp_customer_new (void);
HpCustomer *hp_customer_ref (HpCustomer *customer);
void hp_customer_unref (HpCustomer *customer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpCustomer, hp_customer_unref)

G_END_DECLS
