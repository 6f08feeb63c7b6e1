/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables account and account_log. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-account-table.h"

#define LOG_KEPT 500
#define COLUMNS                                                                                    \
  "id, kind, address, login, url, secret, cursor, listing, state, problem, done, total, contact"

static HpAccount *
read_account (HpRows *rows)
{
  HpAccount *account = g_new0 (HpAccount, 1);

  account->id = hp_rows_int (rows, 0);
  account->kind = hp_rows_dup_text (rows, 1);
  account->address = hp_rows_dup_text (rows, 2);
  account->login = hp_rows_dup_text (rows, 3);
  account->url = hp_rows_dup_text (rows, 4);
  account->secret = hp_rows_dup_text (rows, 5);
  account->cursor = hp_rows_dup_text (rows, 6);
  account->listing = hp_rows_int (rows, 7);
  account->state = hp_account_state_from_name (hp_rows_text (rows, 8));
  account->problem = hp_rows_dup_text (rows, 9);
  account->done = hp_rows_int (rows, 10);
  account->total = hp_rows_int (rows, 11);
  account->contact = hp_rows_int_or (rows, 12, HP_DB_NULL_INT);
  return account;
}

GPtrArray *
hp_accounts_list (HpDb *db)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_account_free);
  g_auto (HpRows) rows = hp_db_query (db, "SELECT " COLUMNS " FROM account ORDER BY id", NULL);

  while (hp_rows_next (&rows))
    g_ptr_array_add (accounts, read_account (&rows));
  return accounts;
}

HpAccount *
hp_accounts_find (HpDb *db, const char *address)
{
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT " COLUMNS " FROM account WHERE address = ? COLLATE NOCASE", "s", address);

  return hp_rows_next (&rows) ? read_account (&rows) : NULL;
}

gint64
hp_accounts_add (HpDb *db, const HpAccount *account)
{
  hp_db_run (db, "INSERT INTO account (kind, address, login, url, secret) VALUES (?, ?, ?, ?, ?)",
             "sssss", account->kind, account->address, account->login, account->url,
             account->secret);
  return hp_db_get_last_row_id (db);
}

void
hp_accounts_remove (HpDb *db, gint64 account)
{
  hp_db_run (db, "DELETE FROM account WHERE id = ?", "i", account);
}

void
hp_accounts_set_cursor (HpDb *db, gint64 account, const char *cursor)
{
  hp_db_run (db, "UPDATE account SET cursor = ? WHERE id = ?", "si", cursor, account);
}

gint64
hp_accounts_begin_listing (HpDb *db, gint64 account)
{
  hp_db_run (db, "UPDATE account SET listing = listing + 1 WHERE id = ?", "i", account);
  return hp_db_get_int (db, 0, "SELECT listing FROM account WHERE id = ?", "i", account);
}

void
hp_accounts_set_state (HpDb *db, gint64 account, HpAccountState state, const char *problem)
{
  hp_db_run (db, "UPDATE account SET state = ?, problem = ? WHERE id = ?", "ssi",
             hp_account_state_get_name (state), problem, account);
}

void
hp_accounts_set_progress (HpDb *db, gint64 account, gint64 done, gint64 total)
{
  hp_db_run (db, "UPDATE account SET done = ?, total = ? WHERE id = ?", "iii", done, total,
             account);
}

void
hp_accounts_set_contact (HpDb *db, gint64 account, gint64 time)
{
  hp_db_run (db, "UPDATE account SET contact = ? WHERE id = ?", "ii", time, account);
}

void
hp_account_log_add (HpDb *db, gint64 account, gint64 time, const char *text)
{
  hp_db_run (db, "INSERT INTO account_log (account, time, text) VALUES (?, ?, ?)", "iis", account,
             time, text);
  hp_db_run (db,
             "DELETE FROM account_log WHERE account = ?1 AND id <= (SELECT id FROM account_log "
             "WHERE account = ?1 ORDER BY id DESC LIMIT 1 OFFSET " G_STRINGIFY (LOG_KEPT) ")",
             "i", account);
}

static void
free_line (gpointer data)
{
  HpAccountLogLine *line = data;

  g_free (line->text);
  g_free (line);
}

GPtrArray *
hp_account_log_list (HpDb *db, gint64 account, guint limit)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (free_line);
  g_auto (HpRows) rows = hp_db_query (
      db, "SELECT time, text FROM account_log WHERE account = ? ORDER BY id DESC LIMIT ?", "ii",
      account, (gint64) limit);

  while (hp_rows_next (&rows))
    {
      HpAccountLogLine *line = g_new0 (HpAccountLogLine, 1);
      line->time = hp_rows_int (&rows, 0);
      line->text = hp_rows_dup_text (&rows, 1);
      g_ptr_array_add (lines, line);
    }
  return lines;
}
