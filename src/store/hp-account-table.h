/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-account.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* Errors stick to @db. What writes stands inside a transaction. */

/* In the order in which they were added. Returns: (transfer full) (element-type HpAccount). */
GPtrArray *hp_accounts_list (HpDb *db);
/* By address. Returns: (transfer full) (nullable). */
HpAccount *hp_accounts_find (HpDb *db, const char *address);

/* Adds one; its id, state and cursor are not looked at. Returns: its id. */
gint64 hp_accounts_add (HpDb *db, const HpAccount *account);
/* With what is known of where its mails lie; the mails stay. */
void hp_accounts_remove (HpDb *db, gint64 account);

/* How far it is read. @cursor: (nullable) from the start again. */
void hp_accounts_set_cursor (HpDb *db, gint64 account, const char *cursor);
/* Begins a complete reading. Returns: its number. */
gint64 hp_accounts_begin_listing (HpDb *db, gint64 account);
/* @problem: (nullable). */
void hp_accounts_set_state (HpDb *db, gint64 account, HpAccountState state, const char *problem);
void hp_accounts_set_progress (HpDb *db, gint64 account, gint64 done, gint64 total);
void hp_accounts_set_contact (HpDb *db, gint64 account, gint64 time);

/* A line of an account's log. */
typedef struct
{
  gint64 time;
  char *text;
} HpAccountLogLine;

void hp_account_log_add (HpDb *db, gint64 account, gint64 time, const char *text);
/* Newest first. Returns: (transfer full) (element-type HpAccountLogLine). */
GPtrArray *hp_account_log_list (HpDb *db, gint64 account, guint limit);

G_END_DECLS
