/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-ticket-change.h"
#include "live/hp-live-desk.h"

G_BEGIN_DECLS

/* What the agent decides in the window, written on the writer's thread; the lists hear of it like
 * of anybody's change. Each gives the ids of the ops written (element-type HpKey), for undo.
 * Errors: as hp-commands.h. */

/* @tickets: (element-type gint64) rows; read before the call returns. */
void hp_decision_set_status_async (HpLiveDesk *desk,
                                   const GArray *tickets,
                                   const char *status,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* @assignee: (nullable) nobody. */
void hp_decision_assign_async (HpLiveDesk *desk,
                               const GArray *tickets,
                               const char *assignee,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void hp_decision_set_priority_async (HpLiveDesk *desk,
                                     const GArray *tickets,
                                     const char *priority,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* @tag: with "-" before it is taken away. */
void hp_decision_tag_async (HpLiveDesk *desk,
                            const GArray *tickets,
                            const char *tag,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* @until: us UTC to come; G_MAXINT64: until an answer; 0: awake. */
void hp_decision_snooze_async (HpLiveDesk *desk,
                               const GArray *tickets,
                               gint64 until,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* The ticket that @other names (id or number) becomes one with @ticket. */
void hp_decision_merge_async (HpLiveDesk *desk,
                              gint64 ticket,
                              const char *other,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* @message: key in hex. */
void hp_decision_split_async (HpLiveDesk *desk,
                              gint64 ticket,
                              const char *message,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/* How far a large decision is; UI thread. */
typedef void (*HpDecisionProgressFunc) (guint done, guint total, gpointer data);

/* Decides about any number of tickets as one decision, undone in one go. @tickets: (nullable) rows,
 * else all that @query finds. @change: copied. @cancellable: (nullable) takes back what was done so
 * far. @progress: (nullable) called until @callback is. */
void hp_decision_change_async (HpLiveDesk *desk,
                               const GArray *tickets,
                               const char *query,
                               const HpTicketChange *change,
                               GCancellable *cancellable,
                               HpDecisionProgressFunc progress,
                               gpointer progress_data,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/* Saves a view, or removes it (@query NULL). */
void hp_decision_set_view_async (HpLiveDesk *desk,
                                 const char *name,
                                 const char *query,
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
