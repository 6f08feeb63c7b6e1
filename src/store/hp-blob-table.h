/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"
#include "store/hp-original.h"

G_BEGIN_DECLS

/* Inside a write transaction; errors stick to @db. */

/* One more reference to the blob of @data. Over HP_BLOB_INLINE_MAX its file must have been written
 * before the transaction; where a sweep took it since, it is written again into @folder. */
gint64
hp_blobs_ref (HpDb *db, const char *folder, const guint8 sha256[HP_SHA256_SIZE], GBytes *data);

/* One more reference to a blob that is there. 0 if it is not. */
gint64 hp_blobs_ref_known (HpDb *db, const guint8 sha256[HP_SHA256_SIZE]);

/* One reference less; a blob without any stays until hp_blobs_sweep(). */
void hp_blobs_unref (HpDb *db, gint64 blob);

/* Outside of a transaction: takes away all blobs without references, files too. */
gboolean hp_blobs_sweep (HpDb *db, const char *folder, GError **error);

/* The bytes. @folder: the desk's blob folder. Errors: NOT_FOUND, CORRUPT. */
GBytes *hp_blobs_read (HpDb *db, const char *folder, gint64 blob, GError **error);
gint64 hp_blobs_find (HpDb *db, const guint8 sha256[HP_SHA256_SIZE]);

G_END_DECLS
