/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"

G_BEGIN_DECLS

/* Somebody who works at the desk. Who ever decided something is one, listed or not. */
typedef struct
{
  char *login;      /* as in HpOp.actor and HpTicket.assignee */
  char *name;       /* (nullable) */
  char *address;    /* (nullable) normalised */
  char *colour;     /* (nullable) "#rrggbb" */
  const char *role; /* HP_AGENT_ROLES */
  gboolean is_away;
  gint64 capacity;   /* how many open tickets they can carry, 0 = not said */
  GPtrArray *skills; /* (element-type utf8) */
  gint64 open;       /* open tickets that they have */
  gboolean is_listed;
} HpAgent;

/* "agent", "lead", "guest"; the first where none is said. */
extern const char *const HP_AGENT_ROLES[];

void hp_agent_free (HpAgent *agent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpAgent, hp_agent_free)

/* By name. Read-only; the connection's thread. Returns: (element-type HpAgent). */
GPtrArray *hp_agents_list (HpDb *db);

/* Whether a ticket can be given to @login: @me, or who is listed, ever decided something or has
 * tickets. Errors: NOT_FOUND with the nearest name. */
gboolean hp_agents_check (HpDb *db, const char *login, const char *me, GError **error);

/* What is to be known of an agent; what is not set stays. A value; the texts are borrowed. */
typedef struct
{
  const char *name;          /* (nullable) "" takes it away, as of the next ones */
  const char *address;       /* (nullable) */
  const char *colour;        /* (nullable) */
  const char *role;          /* (nullable) */
  const char *state;         /* (nullable) "here" or "away" */
  gint64 capacity;           /* -1 stays, 0 takes it away */
  const char *const *skills; /* (nullable) to add; those beginning with "-" are taken away */
} HpAgentChange;

/* Lists an agent, and says more of them. Errors: INVALID. Returns: (element-type HpKey) ids of ops.
 */
GArray *hp_command_set_agent (HpDesk *desk,
                              const char *agent,
                              const char *login,
                              const HpAgentChange *change,
                              GError **error);

/* Takes an agent off the list; what they did stays. Errors: NOT_FOUND. */
GArray *
hp_command_remove_agent (HpDesk *desk, const char *agent, const char *login, GError **error);

G_END_DECLS
