/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The desk's team on a thread of its own: a round each second while somebody looks at the desk, now
 * and then otherwise. Whether there is a team is asked anew each time. Used by one thread. */
typedef struct _HpTeamThread HpTeamThread;

HpTeamThread *hp_team_thread_new (const char *folder);
/* Ends it and waits for it. */
void hp_team_thread_free (HpTeamThread *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HpTeamThread, hp_team_thread_free)

/* A round at once, whatever it waited for. */
void hp_team_thread_wake (HpTeamThread *self);
void hp_team_thread_set_attentive (HpTeamThread *self, gboolean is_attentive);

G_END_DECLS
