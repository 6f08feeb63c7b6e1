/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-op.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* Inside a write transaction; errors stick to @db. */

/* Stores @op. FALSE if one with its id is there already. */
gboolean hp_ops_add (HpDb *db, const HpOp *op, gint64 ticket);

/* (nullable) (transfer full) */
HpOp *hp_ops_find (HpDb *db, const HpKey *id);

/* TRUE if an active retract that counts after @op names it. */
gboolean hp_ops_is_retracted (HpDb *db, const HpOp *op);
void hp_ops_set_active (HpDb *db, const HpKey *id, gboolean active);
void hp_retractions_add (HpDb *db, const HpKey *target, const HpKey *op);

/* The newest active op of one field of one thing. (nullable) (transfer full) */
HpOp *hp_ops_find_newest (HpDb *db,
                          const char *kind,
                          const HpKey *entity,
                          const char *field,
                          const char *member);

/* Active ops about a ticket, oldest first. Returns: (element-type HpOp). */
GPtrArray *hp_ops_list_active (HpDb *db, gint64 ticket);

/* All ops of a ticket, of one thing, or of the desk (@ticket 0) behind @after, in order of arrival.
 * Returns: (element-type HpOp). */
GPtrArray *hp_ops_list (HpDb *db, gint64 ticket, gint64 after, guint limit);
GPtrArray *hp_ops_list_of_kind (HpDb *db, const char *kind);

/* The newest active decision of @actor made on @desk that is no retract and no setting: settings
 * are undone by name only. (nullable) */
HpOp *hp_ops_find_last_of (HpDb *db, const HpKey *desk, const char *actor);
/* The newest active retract of @actor. (nullable) */
HpOp *hp_ops_find_last_retract_of (HpDb *db, const HpKey *desk, const char *actor);

/* The active ops that were decided in one go with @op. Returns: (element-type HpOp). */
GPtrArray *hp_ops_list_decision (HpDb *db, const HpOp *op);
/* The newest active retract that names @op. (nullable) */
HpOp *hp_ops_find_retract_of (HpDb *db, const HpKey *op);

/* Ticket ops about the node @hash belong to @ticket now. */
void hp_ops_set_ticket (HpDb *db, const HpKey *hash, gint64 ticket);
GPtrArray *hp_ops_list_notes_of (HpDb *db, const HpKey *hash);

/* Everybody who ever decided something, by name. Returns: (element-type utf8). */
GPtrArray *hp_ops_list_actors (HpDb *db);

gint64 hp_ops_get_last_clock (HpDb *db);

G_END_DECLS
