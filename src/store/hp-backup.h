/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

/* Copies a desk into one file while it is in use: the database with every blob inside. The copy is
 * checked before it gets its name. @folder: the desk's blob folder. Errors: EXISTS, NO_SPACE,
 * CORRUPT (the copy did not stand the check). */
gboolean hp_backup_write (HpDb *db, const char *folder, const char *path, GError **error);

/* Whether a backup is whole. Errors as hp_backup_restore(). */
gboolean hp_backup_check (const char *path, const char *folder, GError **error);

/* Puts a backup in place of what @db holds, in one transaction, while others have it open; the
 * blobs go back to @folder first. The backup is checked before anything is touched. Errors:
 * NOT_FOUND, INVALID, TOO_NEW, CORRUPT, NO_SPACE; then nothing was changed. */
gboolean hp_backup_restore (HpDb *db, const char *folder, const char *path, GError **error);

G_END_DECLS
