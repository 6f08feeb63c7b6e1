/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One header field: windows on the bytes of the mail. */
typedef struct
{
  const char *name;
  const char *value; /* folded as it came, without the last line end */
  gsize name_length;
  gsize value_length;
} HpMailField;

/* The header of a mail, field by field, over bytes that outlive it. */
typedef struct
{
  GArray *fields;    /* (owned) (element-type HpMailField) */
  gsize body;        /* where the body begins */
  gboolean is_whole; /* the header did not end with the bytes */
} HpMailFields;

/* Reads the header of @data. Lines that are no fields are passed over where fields go on behind
 * them; otherwise the body begins there. Linear. Returns: (transfer full). */
HpMailFields *hp_mail_fields_new (const char *data, gsize length);
void hp_mail_fields_free (HpMailFields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpMailFields, hp_mail_fields_free)

gboolean hp_mail_field_is (const HpMailField *field, const char *name);

/* The value on one line, still encoded and perhaps not UTF-8. Returns: (transfer full). */
char *hp_mail_field_dup_value (const HpMailField *field);

/* The first field of that name: (transfer none) (nullable). */
const HpMailField *hp_mail_fields_find (const HpMailFields *fields, const char *name);

/* The first value of that name as written, on one line of valid UTF-8 without white space around.
 * Returns: (transfer full) (nullable). */
char *hp_mail_fields_dup_value (const HpMailFields *fields, const char *name);

/* One line of valid UTF-8: white space and control characters collapse to single spaces.
 * Returns: (transfer full). */
char *hp_mail_field_flatten (const char *text);

G_END_DECLS
