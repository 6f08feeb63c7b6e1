/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/hp-ranges.h"
#include "sync/hp-log-name.h"
#include "sync/hp-team-log.h"

G_BEGIN_DECLS

/* For the files that make up HpTeamLog. */

#define HP_TEAM_LOCAL_SENT "team-sent"    /* op.seq to which all of this desk's ops have a number */
#define HP_TEAM_LOCAL_KEYS "team-keys-%u" /* name and sealed bytes of the Nth key's coming */
#define HP_TEAM_LOCAL_CUT "team-cut-%u"   /* JSON: what counts of that sealed with a given-up key */

struct _HpTeamLog
{
  HpDesk *desk;     /* (unowned) */
  HpTeamKeys *keys; /* (unowned) */
  HpLog *log;       /* (unowned) */
  char *place;      /* (owned) */
  char *desk_name;  /* (owned) */
  char *agent;      /* (owned) */
  HpTeamSaveFunc save;
  gpointer save_data;

  GHashTable *items; /* (owned) (element-type utf8 HpTeamItem) what lies in the log, by id */
  GHashTable *held;  /* (owned) (element-type HpKey HpRanges) decisions here, by desk */
  GHashTable *lost; /* (owned) (element-type HpKey gint64) since when the log lacks some, by desk */

  gint64 record_pace;
  gint64 patience;
  gint64 record_time; /* monotonic; 0 = not told yet */
  char *told;         /* (owned) (nullable) what was told last */
  guint locked_keys;  /* how many keys there were when locked items were last tried */
};

HpRanges *hp_team_log_get_held (HpTeamLog *self, const HpKey *desk);
gboolean hp_team_log_save_keys (HpTeamLog *self, GError **error);

/* Remembers, in its own transaction, what became of a thing in the log. */
gboolean hp_team_log_set_item (HpTeamLog *self,
                               const HpLogItem *item,
                               HpTeamItemState state,
                               const char *reason,
                               GError **error);

/* Seals and appends, and knows it as taken. */
gboolean hp_team_log_append (HpTeamLog *self,
                             const char *name,
                             GBytes *plain,
                             GCancellable *cancellable,
                             GError **error);
gboolean hp_team_log_append_sealed (HpTeamLog *self,
                                    const char *name,
                                    GBytes *sealed,
                                    GCancellable *cancellable,
                                    GError **error);
gboolean hp_team_log_remove_item (HpTeamLog *self,
                                  const char *id,
                                  GCancellable *cancellable,
                                  GError **error);

/* hp-team-take.c: what is new in the log. */
gboolean hp_team_log_take (HpTeamLog *self,
                           GPtrArray *listing,
                           HpTeamReport *report,
                           GCancellable *cancellable,
                           GError **error);

/* hp-team-send.c: what the log has not. */
gboolean
hp_team_log_send (HpTeamLog *self, HpTeamReport *report, GCancellable *cancellable, GError **error);

/* hp-team-record.c: what a desk tells of itself. */
gboolean hp_team_log_tell (HpTeamLog *self, GCancellable *cancellable, GError **error);
gboolean hp_team_record_take (HpDb *db, const HpLogName *name, GBytes *plain, GError **error);

/* hp-team-gate.c: who comes in and who is shown out. */
gboolean hp_team_log_look_for_grant (HpTeamLog *self,
                                     GPtrArray *listing,
                                     GCancellable *cancellable,
                                     GError **error);
/* A new key, or the end of this desk's membership. FALSE without an error: not to be opened yet. */
gboolean hp_team_log_take_keys (HpTeamLog *self,
                                const HpLogName *name,
                                GBytes *sealed,
                                GBytes *plain,
                                guint age);
/* New keys that the log has lost. */
gboolean hp_team_log_send_keys (HpTeamLog *self, GCancellable *cancellable, GError **error);

G_END_DECLS
