/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/hp-ranges.h"
#include "model/hp-op.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* What this desk knows of its team's log: which decision each desk's Nth was, what lies in each
 * log, and who is in the team. Local: never part of a rebuild. Errors stick to @db; what writes
 * wants a transaction. */

/* The Nth decision of @desk is @op; or a line of a newer version, which nobody here understands
 * (@op NULL). Those that are known stay as they are. */
void hp_team_ops_add (HpDb *db, const HpKey *desk, gint64 n, const HpKey *op, const char *line);

/* Whether the Nth of @desk is another one than @op. */
gboolean hp_team_ops_is_other (HpDb *db, const HpKey *desk, gint64 n, const HpKey *op);

/* What is here of @desk. Linear in that. Returns: (transfer full). */
HpRanges *hp_team_ops_dup_ranges (HpDb *db, const HpKey *desk);
/* Everybody of whom there are decisions. Returns: (element-type HpKey). */
GArray *hp_team_ops_list_desks (HpDb *db);

/* Decisions FIRST to LAST of @desk: each an op, or a line. Returns: (element-type utf8), NULL where
 * one is missing. @func makes the line of an op. */
typedef char *(*HpTeamLineFunc) (const HpOp *op);
GPtrArray *
hp_team_ops_dup_lines (HpDb *db, const HpKey *desk, gint64 first, gint64 last, HpTeamLineFunc func);

/* Ops that no desk has sent yet, in order of arrival, behind *@after (moved on). Returns:
 * (element-type HpKey). */
GArray *hp_team_ops_list_unsent (HpDb *db, gint64 *after, guint limit);
guint hp_team_ops_count_unsent (HpDb *db, gint64 after);

/* From @n on @desk's decisions have no number any more. */
void hp_team_ops_remove_from (HpDb *db, const HpKey *desk, gint64 n);

/* The lines that a newer version may understand. Returns: (element-type utf8). */
GPtrArray *hp_team_ops_list_lines (HpDb *db);
/* What @line says is @op now. */
void hp_team_ops_set_op (HpDb *db, const char *line, const HpKey *op);

/* Things in a log. */
typedef enum
{
  HP_TEAM_ITEM_TAKEN = 0,  /* read, and done with */
  HP_TEAM_ITEM_LOCKED = 1, /* sealed with a key that is not here (yet) */
  HP_TEAM_ITEM_ASIDE = 2,  /* damaged or foreign: told, never taken */
} HpTeamItemState;

typedef struct
{
  char *id;
  char *name;
  HpTeamItemState state;
  char *reason; /* (nullable) why it was set aside */
} HpTeamItem;

void hp_team_item_free (HpTeamItem *item);

/* Returns: (element-type HpTeamItem). */
GPtrArray *hp_team_items_list (HpDb *db, const char *log);
void hp_team_items_write (HpDb *db, const char *log, const HpTeamItem *item);
void hp_team_items_remove (HpDb *db, const char *log, const char *id);

/* Who is in the team. */
typedef struct
{
  HpKey key;
  char *name;          /* of the desk */
  char *agent;         /* who works there */
  GBytes *public_key;  /* (nullable) */
  gint64 seen;         /* us UTC, by its own clock */
  char *has;           /* JSON: what it has of whom */
  gint64 record;       /* how often it told of itself */
  gint64 removed_from; /* its decisions from this one on do not count, 0 = it belongs to the team */
} HpTeamDesk;

void hp_team_desk_free (HpTeamDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpTeamDesk, hp_team_desk_free)

/* By name. Returns: (element-type HpTeamDesk). */
GPtrArray *hp_team_desks_list (HpDb *db);
HpTeamDesk *hp_team_desks_find (HpDb *db, const HpKey *key);
void hp_team_desks_write (HpDb *db, const HpTeamDesk *desk);
void hp_team_desks_set_removed (HpDb *db, const HpKey *key, gint64 from);

G_END_DECLS
