/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-account-status.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* Errors stick to @db. What writes stands inside a transaction. @account: a row, as
 * hp_account_status_find_row() gives it. */

/* The row of the account with @key, 0 where there is none. */
gint64 hp_account_status_find_row (HpDb *db, const HpKey *key);

/* Returns: (transfer full), of an account that was never tried too. */
HpAccountStatus *hp_account_status_get (HpDb *db, gint64 account);

/* How far it is read. */
void hp_account_status_set_cursor (HpDb *db, gint64 account, const char *cursor);
/* Begins a complete reading. Returns: its number. */
gint64 hp_account_status_begin_listing (HpDb *db, gint64 account);
/* @problem: (nullable). */
void
hp_account_status_set_state (HpDb *db, gint64 account, HpAccountState state, const char *problem);
void hp_account_status_set_progress (HpDb *db, gint64 account, gint64 done, gint64 total);
void hp_account_status_set_contact (HpDb *db, gint64 account, gint64 time);

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
