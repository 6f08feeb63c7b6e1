/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-change-set.h"
#include "live/hp-worker.h"

G_BEGIN_DECLS

#define HP_TYPE_CHANGE_WATCH (hp_change_watch_get_type ())
G_DECLARE_FINAL_TYPE (HpChangeWatch, hp_change_watch, HP, CHANGE_WATCH, GObject)

/* Notices commits to the desk in @folder, of this process and of others, and emits "changed"
 * (HpChangeSet) on the thread that made it. What is read by jobs queued on @reader after this call
 * is either as the watch found it or comes with a "changed". Returns: (transfer full). */
HpChangeWatch *hp_change_watch_new (const char *folder, HpWorker *reader);

/* Looks at once, without waiting for the file to tell. */
void hp_change_watch_look (HpChangeWatch *self);

G_END_DECLS
