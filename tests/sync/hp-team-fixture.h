/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hp-log-memory.h"
#include "sync/hp-team-log.h"

G_BEGIN_DECLS

/* One desk of a team, with its keys as a keyring would have them and its hand in a log. */
typedef struct
{
  HpDesk *desk;
  HpTeamKeys *keys;
  char *kept_keys;
  HpLog *log;
  HpTeamLog *hand;
} HpTeamPlace;

/* A desk with @tickets tickets that is in no team, and its hand in @memory. */
HpTeamPlace *hp_team_place_new (HpMemory *memory, const char *name, guint tickets);
/* The same for a desk that is there. @kept_keys: (nullable) NULL = outside. */
HpTeamPlace *
hp_team_place_open (HpMemory *memory, const char *name, HpDesk *desk, const char *kept_keys);
void hp_team_place_free (HpTeamPlace *place);

/* Its hand is taken away and given again, as after a restart. @memory: the log it is in now. */
void hp_team_place_restart (HpTeamPlace *place, HpMemory *memory);

/* One round, which must succeed. */
HpTeamReport hp_team_place_exchange (HpTeamPlace *place);

/* @founder makes a team, alone. */
void hp_team_place_found (HpTeamPlace *founder);
/* @guest is let in by @host, all four steps. */
void hp_team_place_join (HpTeamPlace *guest, HpTeamPlace *host);

/* A note on the first ticket, as @agent. */
void hp_team_place_note (HpTeamPlace *place, const char *agent, const char *text);
gboolean hp_team_place_has_note (HpTeamPlace *place, const char *text);

G_END_DECLS
