/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "store/hp-team-table.h"
#include "sync/hp-log.h"
#include "sync/hp-team-keys.h"

G_BEGIN_DECLS

/* One desk's hand in one of its team's logs: sends the desk's decisions, takes the others', sends
 * again what the log has lost. Whatever is doubled, late, damaged or cut off, another exchange puts
 * it right. Used by one thread, in the process that holds the desk's engine. */
typedef struct _HpTeamLog HpTeamLog;

/* The keys have changed and must be kept before anything else is done. */
typedef gboolean (*HpTeamSaveFunc) (HpTeamKeys *keys, gpointer data, GError **error);

typedef struct
{
  guint sent;          /* decisions */
  guint taken;         /* decisions new to this desk */
  guint aside;         /* parts of the log that can't be taken, in all */
  guint missing;       /* decisions of others that the log lacks and this desk too */
  gboolean is_renamed; /* the desk was a copy and has a new id */
} HpTeamReport;

/* @place: names the log in the desk, for good. @desk, @keys and @log must live longer. */
HpTeamLog *hp_team_log_new (HpDesk *desk,
                            HpTeamKeys *keys,
                            HpLog *log,
                            const char *place,
                            HpTeamSaveFunc save,
                            gpointer data);
void hp_team_log_free (HpTeamLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpTeamLog, hp_team_log_free)

/* What the desk tells of itself. */
void hp_team_log_set_names (HpTeamLog *self, const char *desk_name, const char *agent);
/* How often it does at most, and how long it waits for the others to send again what the log has
 * lost of theirs, us. */
void hp_team_log_set_pace (HpTeamLog *self, gint64 record, gint64 patience);

/* One round. A desk that waits to be let in looks for the answer and does nothing else. @report:
 * (out). Errors: as HpLog, and what the store says. */
gboolean hp_team_log_exchange (HpTeamLog *self,
                               HpTeamReport *report,
                               GCancellable *cancellable,
                               GError **error);

/* Asks to be let in with @code. The desk must be outside. */
gboolean
hp_team_log_ask (HpTeamLog *self, const char *code, GCancellable *cancellable, GError **error);

/* Who asks to be let in by invitations of this desk. */
typedef struct
{
  HpKey desk;
  char *name;
  char *agent;
  char *code;
  char *item; /* the request, in the log */
  guint8 public_key[HP_TEAM_KEY_SIZE];
} HpTeamRequest;

void hp_team_request_free (HpTeamRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpTeamRequest, hp_team_request_free)

/* Returns: (element-type HpTeamRequest) (transfer full) (nullable). */
GPtrArray *hp_team_log_list_requests (HpTeamLog *self, GCancellable *cancellable, GError **error);
/* Gives the team's keys to who asks; the invitation has then been used. */
gboolean hp_team_log_let_in (HpTeamLog *self,
                             const HpTeamRequest *request,
                             GCancellable *cancellable,
                             GError **error);

/* What @desk decides from now on counts no more: the team gets a new key, which @desk does not.
 * Errors: NOT_FOUND, INVALID (this desk itself). */
gboolean hp_team_log_remove_desk (HpTeamLog *self,
                                  const HpKey *desk,
                                  GCancellable *cancellable,
                                  GError **error);

/* How many of the decisions here @desk had not got when it told of itself last. */
guint hp_team_desk_get_behind (HpDesk *own, const HpTeamDesk *desk);

/* Decisions of this desk that no log has yet. */
guint hp_team_count_unsent (HpDesk *desk);

G_END_DECLS
