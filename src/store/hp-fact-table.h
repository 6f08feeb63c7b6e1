/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"
#include "store/hp-original.h"

G_BEGIN_DECLS

/* One stored copy of a mail. */
typedef struct
{
  gint64 id;
  gint64 message; /* the fact that it is a copy of */
  HpKey hash;
  gint64 time;
  gint64 from_time; /* HP_DB_NULL_INT where no mbox had it */
  gboolean in_sent;
} HpCopy;

/* Inside a write transaction; errors stick to @db. */

gboolean hp_copies_find (HpDb *db, const HpKey *hash, HpCopy *copy);

gboolean hp_copies_get (HpDb *db, gint64 id, HpCopy *copy);

/* Stores @original as a copy of @message. Its blobs over HP_BLOB_INLINE_MAX should be files in
 * @folder already. */
gint64 hp_copies_add (HpDb *db, const char *folder, const HpOriginal *original, const HpCopy *copy);

/* What more became known of where a copy lay. */
void hp_copies_update (HpDb *db, const HpCopy *copy);

/* The copies of one fact, first (time, hash) first. Returns: (element-type HpCopy). */
GArray *hp_copies_list (HpDb *db, gint64 message);

void hp_copies_set_message (HpDb *db, gint64 old_message, gint64 message);

/* The bytes of one copy. @folder: the desk's blob folder. Errors: NOT_FOUND, CORRUPT. */
GBytes *hp_copies_read (HpDb *db, const char *folder, gint64 copy, GError **error);

/* Ids of all copies, in an order that depends on @seed. Returns: (element-type gint64). */
GArray *hp_copies_list_shuffled (HpDb *db, guint32 seed);

/* Further names of a fact. */
void hp_fact_names_add (HpDb *db, const HpKey *name, gint64 message);
void hp_fact_names_remove (HpDb *db, gint64 message);

G_END_DECLS
