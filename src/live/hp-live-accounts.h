/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "live/hp-worker.h"
#include "model/hp-account-status.h"

G_BEGIN_DECLS

/* A mailbox as it is now. */
typedef struct
{
  char *address;
  HpAccountState state;
  char *problem; /* (nullable) in the server's own words */
} HpLiveAccount;

/* The desk's mailboxes at work beside the window, as long as this process has the desk's engine.
 * Signal "changed": their states were read again. UI thread. */
#define HP_TYPE_LIVE_ACCOUNTS (hp_live_accounts_get_type ())
G_DECLARE_FINAL_TYPE (HpLiveAccounts, hp_live_accounts, HP, LIVE_ACCOUNTS, GObject)

/* @worker: whose connection holds the engine. Nothing runs before hp_live_accounts_look().
 * Disposing of it ends the accounts' threads. Returns: (transfer full). */
HpLiveAccounts *hp_live_accounts_new (const char *folder, HpWorker *worker);

/* Looks which accounts there are, and whether they are ours to work on. */
void hp_live_accounts_look (HpLiveAccounts *self);

/* (element-type HpLiveAccount) as they were read last. */
GPtrArray *hp_live_accounts_get_states (HpLiveAccounts *self);

/* Whether somebody looks at the desk: mail then comes within a second. */
void hp_live_accounts_set_attentive (HpLiveAccounts *self, gboolean is_attentive);

G_END_DECLS
