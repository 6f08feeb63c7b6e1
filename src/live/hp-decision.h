/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* What the agent decides in the window, written on the writer's thread; the lists hear of it like
 * of anybody's change. Each gives the ids of the ops written (element-type HpKey), for undo.
 * Errors: as hp-commands.h. */

void hp_decision_set_status_async (HpLiveDesk *desk,
                                   gint64 ticket,
                                   const char *status,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* Takes the decision back that @op belongs to; NULL: the agent's last one. */
void hp_decision_undo_async (HpLiveDesk *desk,
                             const HpKey *op,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Takes the agent's last undo back. */
void hp_decision_redo_async (HpLiveDesk *desk, GAsyncReadyCallback callback, gpointer user_data);

/* Of each of them. Returns: (transfer full) (nullable) (element-type HpKey). */
GArray *hp_decision_finish (GAsyncResult *result, GError **error);

G_END_DECLS
