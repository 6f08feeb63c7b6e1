/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-customer.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* One address with what its messages say. */
typedef struct
{
  gint64 id;
  HpKey hash;
  char *value;
  gint64 customer; /* row, 0 = none yet */
  gint64 first;    /* time of its first message; G_MAXINT64 = none */
  gint64 last;
  gint64 messages;
} HpIdentity;

void hp_identity_clear (HpIdentity *identity);

/* Inside a write transaction; errors stick to @db. */

/* The key of a mail address (normalised): the id of the customer known by it. */
HpKey hp_identity_hash (const char *address);

gint64 hp_identities_ensure (HpDb *db, const char *address, gboolean *is_new);
gint64 hp_identities_find (HpDb *db, const HpKey *hash);
/* Any identity of a customer, 0 if it has none. */
gint64 hp_identities_find_of_customer (HpDb *db, gint64 customer);
gint64 hp_identities_get_customer (HpDb *db, gint64 identity);
void hp_identities_set_customer (HpDb *db, gint64 identity, gint64 customer);
void hp_identities_remove (HpDb *db, gint64 identity);

/* The identities that hang together with @hash by links, also through identities of which there is
 * no mail. Returns: (element-type HpIdentity). */
GArray *hp_identities_list_linked (HpDb *db, const HpKey *hash);
gboolean hp_identities_get_hash (HpDb *db, gint64 identity, HpKey *hash);

/* The newest name that mails from @identity carry. (nullable) */
char *hp_identities_dup_name (HpDb *db, gint64 identity);

void hp_customer_links_set (HpDb *db, const HpKey *a, const HpKey *b, gboolean is_linked);

typedef struct
{
  gint64 id; /* 0: a new row */
  HpKey hash;
  const char *name;
  const char *address;
  const char *domain; /* (nullable) the organisation's */
  gint64 first;
  gint64 last;
  gint64 messages;
} HpCustomerRow;

gint64 hp_customers_find (HpDb *db, const HpKey *hash);
/* Returns the row; *is_different says whether anything changed, *is_renamed whether anything that
 * its tickets show did. */
gint64 hp_customers_write (HpDb *db,
                           const HpCustomerRow *row,
                           gboolean *is_different,
                           gboolean *is_renamed);
void hp_customers_remove (HpDb *db, gint64 id);

/* Reading. */
HpCustomer *hp_customers_get (HpDb *db, gint64 id);
/* Latest contact first. @text: (nullable) part of name or address. Returns: (element-type
 * HpCustomer). */
GPtrArray *hp_customers_list (HpDb *db, const char *text, guint limit);

/* Own addresses (settings). */
void hp_own_addresses_set (HpDb *db, const char *address, gboolean is_own);
gboolean hp_own_addresses_has (HpDb *db, const char *address);
/* The first by its letters. (nullable) (transfer full) */
char *hp_own_addresses_dup_first (HpDb *db);
/* TRUE if @host is or lies below the domain of an own address. */
gboolean hp_own_addresses_has_host (HpDb *db, const char *host);

G_END_DECLS
