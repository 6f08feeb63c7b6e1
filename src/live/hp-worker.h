/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "desk/hp-desk.h"

G_BEGIN_DECLS

#define HP_TYPE_WORKER (hp_worker_get_type ())
G_DECLARE_FINAL_TYPE (HpWorker, hp_worker, HP, WORKER, GObject)

/* A job on the worker's thread. @job is its own; nobody else touches it meanwhile. The desk's
 * statements end when the job is cancelled. Gives the job's result; *@error is set iff it failed.
 */
typedef gpointer (*HpWorkerFunc) (HpDesk *desk, gpointer job, GError **error);

/* A thread with one connection to the desk in @folder, opened before its first job (and again
 * before the next, where that failed). Made, used and dropped on one thread with a main context.
 * Returns: (transfer full). */
HpWorker *hp_worker_new (const char *folder, HpDbMode mode);

/* Puts a job behind those that wait. One that is cancelled before its turn is passed over, so the
 * newest search wins when its caller cancels the one before. What the job leaves open or stuck in
 * the connection is rolled back. @callback runs in the caller's context; the worker lives until
 * then. Errors: those of hp_desk_open() and of @func. */
void hp_worker_run_async (HpWorker *self,
                          HpWorkerFunc func,
                          gpointer job,
                          GDestroyNotify free_job,
                          GDestroyNotify free_result,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gpointer hp_worker_run_finish (HpWorker *self, GAsyncResult *result, GError **error);

G_END_DECLS
