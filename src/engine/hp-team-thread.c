/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the thread on which a desk's decisions reach its team. Between rounds it sleeps on a
 * condition; nothing is written where nothing is new. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-team-thread.h"

#include "engine/hp-backoff.h"
#include "engine/hp-team.h"

#define ATTENTIVE_MS 1000
#define IDLE_MS 30000

struct _HpTeamThread
{
  char *folder;              /* (owned) */
  GThread *thread;           /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GMutex mutex;
  GCond cond;
  gboolean is_woken;     /* (mutex) */
  gboolean is_attentive; /* (mutex) */
  HpBackoff backoff;     /* (thread) */
};

static void
wait_for (HpTeamThread *self, gint64 ms)
{
  gint64 end = g_get_monotonic_time () + MIN (ms, IDLE_MS) * 1000;

  g_mutex_lock (&self->mutex);
  while (!self->is_woken && !g_cancellable_is_cancelled (self->cancellable) &&
         (ms == HP_BACKOFF_NEVER ? (g_cond_wait (&self->cond, &self->mutex), TRUE)
                                 : g_cond_wait_until (&self->cond, &self->mutex, end)))
    ;
  if (self->is_woken)
    hp_backoff_reset (&self->backoff);
  self->is_woken = FALSE;
  g_mutex_unlock (&self->mutex);
}

static gint64
get_pace (HpTeamThread *self)
{
  g_mutex_lock (&self->mutex);
  gint64 pace = self->is_attentive ? ATTENTIVE_MS : IDLE_MS;
  g_mutex_unlock (&self->mutex);
  return pace;
}

/* How long to wait afterwards. A team that was opened stays so until a round fails. */
static gint64
run_round (HpTeamThread *self, HpDesk *desk, HpTeam **team)
{
  g_autoptr (GError) error = NULL;
  HpTeamReport report;

  if (!hp_team_is_set (desk))
    {
      g_clear_pointer (team, hp_team_free);
      return get_pace (self);
    }
  if (*team == NULL)
    *team = hp_team_open (desk, self->cancellable, &error);
  if (*team != NULL && hp_team_exchange (*team, &report, self->cancellable, &error))
    {
      hp_backoff_reset (&self->backoff);
      return get_pace (self);
    }
  g_clear_pointer (team, hp_team_free);
  return hp_backoff_fail (&self->backoff, error, 0);
}

static gpointer
run (gpointer data)
{
  HpTeamThread *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HpDesk) desk = hp_desk_open (self->folder, HP_DB_WRITE, &error);
  HpTeam *team = NULL;

  if (desk == NULL)
    {
      g_debug ("team: %s", error->message);
      return NULL;
    }
  while (!g_cancellable_is_cancelled (self->cancellable))
    wait_for (self, run_round (self, desk, &team));
  g_clear_pointer (&team, hp_team_free);
  return NULL;
}

HpTeamThread *
hp_team_thread_new (const char *folder)
{
  HpTeamThread *self = g_new0 (HpTeamThread, 1);

  self->folder = g_strdup (folder);
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->thread = g_thread_new ("helppari-team", run, self);
  return self;
}

void
hp_team_thread_free (HpTeamThread *self)
{
  g_mutex_lock (&self->mutex);
  g_cancellable_cancel (self->cancellable);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_object_unref (self->cancellable);
  g_free (self->folder);
  g_free (self);
}

void
hp_team_thread_wake (HpTeamThread *self)
{
  g_mutex_lock (&self->mutex);
  self->is_woken = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
hp_team_thread_set_attentive (HpTeamThread *self, gboolean is_attentive)
{
  g_mutex_lock (&self->mutex);
  gboolean wakes = is_attentive && !self->is_attentive;
  self->is_attentive = is_attentive;
  g_mutex_unlock (&self->mutex);
  if (wakes)
    hp_team_thread_wake (self);
}
