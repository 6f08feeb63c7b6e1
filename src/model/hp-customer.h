/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/hp-key.h"

G_BEGIN_DECLS

/* One customer: immutable, reference counted, any thread. */
typedef struct
{
  gint64 row;
  HpKey key;
  char *name;
  char *address;      /* of the oldest identity */
  char *organisation; /* (nullable) its mail domain */
  GStrv identities;   /* (nullable) every address, where asked for */
  char *language;     /* (nullable) ISO 639-1: of the newest mail whose language is clear; with
                         the identities */
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
