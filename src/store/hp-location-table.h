/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

/* Where a mail lies on a server. Local: never state. Inside a transaction; errors stick to @db. */
typedef struct
{
  gint64 account;
  const char *remote;
  gint64 original; /* HP_DB_NULL_INT: its bytes are not here, or as they were */
  const char *folders;
  const char *flags;
  gint64 listing;
} HpLocation;

/* Whether the bytes of a mail are here. */
gboolean hp_locations_has_original (HpDb *db, gint64 account, const char *remote);

/* The flags of all that lie there, by what they are called, where that begins with @prefix.
 * Returns: (transfer full) (element-type utf8 utf8). */
GHashTable *hp_locations_list (HpDb *db, gint64 account, const char *prefix);

/* Writes one, or what is new of it. */
void hp_locations_write (HpDb *db, const HpLocation *location);

/* It was deleted there at @time; the mail stays here. */
void hp_locations_set_gone (HpDb *db, gint64 account, const char *remote, gint64 time);
/* So was all that a complete reading did not see. */
void hp_locations_set_unseen_gone (HpDb *db, gint64 account, gint64 listing, gint64 time);

/* How many mails lie there. */
gint64 hp_locations_count (HpDb *db, gint64 account);

G_END_DECLS
