/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

/* "HPRI": the application_id of a desk's database. */
#define HP_DESK_APPLICATION_ID 0x48505249

/* Brings the file to this version: creates the schema in an empty file, or copies the file to
 * "NAME.before-N" and runs each newer script, script and user_version in one transaction. Errors as
 * hp_db_open(). */
gboolean hp_migrations_run (HpDb *db, GError **error);

/* TRUE if the file is a desk of exactly this version. */
gboolean hp_migrations_check (HpDb *db, GError **error);

/* The version that this library writes. */
gint64 hp_migrations_get_version (void);

G_END_DECLS
