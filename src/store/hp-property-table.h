/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-op.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* The value of one field of an agent, a macro or a customer. */
typedef struct
{
  HpKey entity;
  char *field;
  char *member; /* "" where the field is no set */
  char *value;  /* JSON */
} HpProperty;

void hp_property_free (HpProperty *property);

/* The text of a property whose value is one, or NULL. Returns: (transfer full). */
char *hp_property_dup_text (const HpProperty *property);

/* Writes what @op says, or takes the field away (@op without effect: NULL). Inside a transaction.
 * @field, @member: of the field. */
void hp_properties_set (HpDb *db,
                        const char *kind,
                        const HpKey *entity,
                        const char *field,
                        const char *member,
                        const HpOp *op);

/* All of one kind, or of one thing of it (@entity not NULL), by entity, field and member.
 * Returns: (element-type HpProperty). */
GPtrArray *hp_properties_list (HpDb *db, const char *kind, const HpKey *entity);

/* Of a customer's identities together: the newest of each field. Returns: (element-type
 * HpProperty).
 */
GPtrArray *hp_properties_list_of_customer (HpDb *db, gint64 customer);

/* A text with the clock and id of its op. FALSE where there is none. @text: (out) (transfer full).
 */
gboolean hp_properties_get_text (HpDb *db,
                                 const char *kind,
                                 const HpKey *entity,
                                 const char *field,
                                 char **text,
                                 gint64 *clock,
                                 HpKey *op);

/* Whether mail from this identity (row, 0: none) is spam until somebody decides otherwise. */
gboolean hp_properties_is_blocked (HpDb *db, gint64 identity);

G_END_DECLS
