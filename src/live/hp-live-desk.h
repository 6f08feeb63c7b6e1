/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-change-watch.h"
#include "live/hp-live-accounts.h"
#include "live/hp-worker.h"

G_BEGIN_DECLS

typedef enum
{
  HP_LIVE_OPENING,
  HP_LIVE_MISSING, /* there is no desk in the folder; it is opened when one is made */
  HP_LIVE_FAILED,  /* tried again when its file is different */
  HP_LIVE_READY,
} HpLiveState;

/* A desk as the UI thread sees it: a thread that reads, a thread that writes, the watch on its
 * changes. Property "state" (int, HpLiveState); signal "changed" (HpChangeSet) while it is ready.
 */
#define HP_TYPE_LIVE_DESK (hp_live_desk_get_type ())
G_DECLARE_FINAL_TYPE (HpLiveDesk, hp_live_desk, HP, LIVE_DESK, GObject)

/* Begins to open the desk in @folder. @agent: who decides. Returns: (transfer full). */
HpLiveDesk *hp_live_desk_new (const char *folder, const char *agent);

HpLiveState hp_live_desk_get_state (HpLiveDesk *self);
/* Why it is HP_LIVE_FAILED. (nullable) */
const GError *hp_live_desk_get_error (HpLiveDesk *self);
const char *hp_live_desk_get_folder (HpLiveDesk *self);
const char *hp_live_desk_get_agent (HpLiveDesk *self);
HpWorker *hp_live_desk_get_reader (HpLiveDesk *self);
HpWorker *hp_live_desk_get_writer (HpLiveDesk *self);
HpLiveAccounts *hp_live_desk_get_accounts (HpLiveDesk *self);

/* The UI thread's own connection, for reads of a page of rows by id. NULL until ready. */
HpDesk *hp_live_desk_get_pages (HpLiveDesk *self);

/* Looks for changes at once, after this process wrote. */
void hp_live_desk_look (HpLiveDesk *self);

G_END_DECLS
