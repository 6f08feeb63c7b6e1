/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"

G_BEGIN_DECLS

/* A custom field to be set. */
typedef struct
{
  const char *name;
  const char *type;  /* HP_CUSTOMER_FIELD_TYPES */
  const char *value; /* NULL takes it away */
} HpCustomerFieldChange;

/* What is to be known of a customer; what is not set stays. A value; the texts are borrowed. */
typedef struct
{
  const char *name;                    /* (nullable) "" takes it away, as of the next ones */
  const char *segment;                 /* (nullable) */
  const char *language;                /* (nullable) ISO 639-1 */
  const HpCustomerFieldChange *fields; /* (nullable) */
  guint n_fields;
} HpCustomerChange;

/* text, number, date, choice, link. NULL-terminated. */
extern const char *const HP_CUSTOMER_FIELD_TYPES[];

/* @customer: row. Errors: NOT_FOUND, INVALID (text says what would be valid). Returns:
 * (element-type HpKey) ids of ops. */
GArray *hp_command_set_customer (HpDesk *desk,
                                 const char *agent,
                                 gint64 customer,
                                 const HpCustomerChange *change,
                                 GError **error);

/* Writes every mail from or to a customer into @folder, byte for byte, one .eml each, named after
 * its time; the folder must be empty or missing. @n: (out) how many. Errors: EXISTS, NO_SPACE,
 * FAILED, CORRUPT. */
gboolean hp_customer_export_mails (HpDesk *desk,
                                   gint64 customer,
                                   const char *folder,
                                   GCancellable *cancellable,
                                   guint *n,
                                   GError **error);

G_END_DECLS
