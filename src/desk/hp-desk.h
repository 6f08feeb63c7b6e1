/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/hp-db.h"

G_BEGIN_DECLS

/* One opened desk: its folder, one database connection, its identity. Used by one thread at a time;
 * every thread opens its own. */
typedef struct _HpDesk HpDesk;

/* Opens the desk in @folder; HP_DB_WRITE makes it where there is none. Errors as hp_db_open().
 * Returns: (transfer full) (nullable). */
HpDesk *hp_desk_open (const char *folder, HpDbMode mode, GError **error);
void hp_desk_close (HpDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpDesk, hp_desk_close)

HpDb *hp_desk_get_db (HpDesk *desk);
const char *hp_desk_get_folder (HpDesk *desk);
const char *hp_desk_get_blob_folder (HpDesk *desk);
/* Path of the database in a desk's folder. Returns: (transfer full). */
char *hp_desk_dup_db_path (const char *folder);
/* Likewise of its blobs. Returns: (transfer full). */
char *hp_desk_dup_blob_folder (const char *folder);
const HpKey *hp_desk_get_id (HpDesk *desk);
/* The desk is a copy of another one and takes a new id. Inside a write transaction; other processes
 * that have it open keep the old one until they end. */
void hp_desk_take_new_id (HpDesk *desk);

/* The views as they stand, read again when another process has changed the desk.
 * Returns: (element-type HpView). */
GPtrArray *hp_desk_get_views (HpDesk *desk);
void hp_desk_forget_views (HpDesk *desk);

/* Becomes the one process that does the desk's timed work (later also accounts and outbox). The
 * lock goes with the process, however it ends. Errors: BUSY where another has it. */
gboolean hp_desk_take_engine (HpDesk *desk, GError **error);

/* A mail byte for byte: the first copy of the fact shown as message row @message.
 * Errors: NOT_FOUND, CORRUPT. */
GBytes *hp_desk_dup_original (HpDesk *desk, gint64 message, GError **error);

G_END_DECLS
