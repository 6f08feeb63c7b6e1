/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/hp-original.h"

G_BEGIN_DECLS

/* Blobs over this many bytes are files; smaller ones lie in the database. */
#define HP_BLOB_INLINE_MAX (64 * 1024)

/* Writes @data as the file that its hash names, in @folder: temporary file, fsync, rename, fsync of
 * the folder. One that is there already is left. Call before the row commits. Any thread.
 * Errors: NO_SPACE and what the disk says. */
gboolean hp_blob_file_write (const char *folder,
                             const guint8 sha256[HP_SHA256_SIZE],
                             GBytes *data,
                             GError **error);

/* Its bytes, checked against the hash. Errors: NOT_FOUND, CORRUPT. */
GBytes *hp_blob_file_read (const char *folder, const guint8 sha256[HP_SHA256_SIZE], GError **error);

void hp_blob_file_remove (const char *folder, const guint8 sha256[HP_SHA256_SIZE]);

G_END_DECLS
