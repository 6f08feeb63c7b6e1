/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/hp-team-log.h"

G_BEGIN_DECLS

/* The team a desk belongs to: where its log lies, where its keys are kept, what the desk is called
 * there. Used by one thread, with the desk's connection of that thread. */
typedef struct _HpTeam HpTeam;

#define HP_TEAM_LOG_FOLDER "folder:" /* and its path */

typedef struct
{
  const char *log;       /* HP_TEAM_LOG_… and what follows it */
  const char *desk_name; /* for people */
  const char *agent;     /* who works here */
  const char *secret; /* where the keys are to be kept: HP_SECRET_KEYRING… or HP_SECRET_FILE… */
} HpTeamSetting;

/* Whether the desk belongs to a team, or has asked to be let into one. */
gboolean hp_team_is_set (HpDesk *desk);

/* Makes a team of this desk alone. Errors: EXISTS (it has one already), INVALID (a log that can't
 * be), UNSUPPORTED (no keyring). */
gboolean hp_team_create (HpDesk *desk,
                         const HpTeamSetting *setting,
                         GCancellable *cancellable,
                         GError **error);
/* Asks to be let into the team that @code invites to. Errors: the same, and what the log says. */
gboolean hp_team_join (HpDesk *desk,
                       const HpTeamSetting *setting,
                       const char *code,
                       GCancellable *cancellable,
                       GError **error);
/* The desk has no team any more; what was decided stays. */
gboolean hp_team_leave (HpDesk *desk, GError **error);

/* The team of @desk, which must live longer. Errors: NOT_FOUND (it has none), AUTH (the keys can't
 * be had). Returns: (transfer full) (nullable). */
HpTeam *hp_team_open (HpDesk *desk, GCancellable *cancellable, GError **error);
void hp_team_free (HpTeam *team);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpTeam, hp_team_free)

HpTeamLog *hp_team_get_log (HpTeam *team);
const char *hp_team_get_place (HpTeam *team);
/* FALSE while it waits to be let in. */
gboolean hp_team_is_inside (HpTeam *team);

/* One round with the team; what goes wrong is kept for people (hp_team_dup_problem()) until one
 * works. */
gboolean
hp_team_exchange (HpTeam *team, HpTeamReport *report, GCancellable *cancellable, GError **error);
/* (nullable) why the last round failed. Any connection. */
char *hp_team_dup_problem (HpDesk *desk);

/* A new invitation. Returns: (transfer full) (nullable). */
char *hp_team_invite (HpTeam *team, GError **error);

G_END_DECLS
