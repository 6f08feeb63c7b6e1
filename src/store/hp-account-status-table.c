/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the tables account_status and account_log. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-account-status-table.h"

#define LOG_KEPT 500

gint64
hp_account_status_find_row (HpDb *db, const HpKey *key)
{
  return hp_db_get_int (db, 0, "SELECT id FROM account WHERE key = ?", "k", key);
}

HpAccountStatus *
hp_account_status_get (HpDb *db, gint64 account)
{
  HpAccountStatus *status = g_new0 (HpAccountStatus, 1);
  g_auto (HpRows) rows = hp_db_query (db,
                                      "SELECT cursor, listing, state, problem, done, total, "
                                      "contact FROM account_status WHERE account = ?",
                                      "i", account);

  status->account = account;
  status->contact = HP_DB_NULL_INT;
  if (!hp_rows_next (&rows))
    return status;
  status->cursor = hp_rows_dup_text (&rows, 0);
  status->listing = hp_rows_int (&rows, 1);
  status->state = hp_account_state_from_name (hp_rows_text (&rows, 2));
  status->problem = hp_rows_dup_text (&rows, 3);
  status->done = hp_rows_int (&rows, 4);
  status->total = hp_rows_int (&rows, 5);
  status->contact = hp_rows_int_or (&rows, 6, HP_DB_NULL_INT);
  return status;
}

static void
ensure_row (HpDb *db, gint64 account)
{
  hp_db_run (db, "INSERT INTO account_status (account) VALUES (?) ON CONFLICT DO NOTHING", "i",
             account);
}

void
hp_account_status_set_cursor (HpDb *db, gint64 account, const char *cursor)
{
  ensure_row (db, account);
  hp_db_run (db, "UPDATE account_status SET cursor = ? WHERE account = ?", "si", cursor, account);
}

gint64
hp_account_status_begin_listing (HpDb *db, gint64 account)
{
  ensure_row (db, account);
  hp_db_run (db, "UPDATE account_status SET listing = listing + 1 WHERE account = ?", "i", account);
  return hp_db_get_int (db, 0, "SELECT listing FROM account_status WHERE account = ?", "i",
                        account);
}

void
hp_account_status_set_state (HpDb *db, gint64 account, HpAccountState state, const char *problem)
{
  ensure_row (db, account);
  hp_db_run (db, "UPDATE account_status SET state = ?, problem = ? WHERE account = ?", "ssi",
             hp_account_state_get_name (state), problem, account);
}

void
hp_account_status_set_progress (HpDb *db, gint64 account, gint64 done, gint64 total)
{
  ensure_row (db, account);
  hp_db_run (db, "UPDATE account_status SET done = ?, total = ? WHERE account = ?", "iii", done,
             total, account);
}

void
hp_account_status_set_contact (HpDb *db, gint64 account, gint64 time)
{
  ensure_row (db, account);
  hp_db_run (db, "UPDATE account_status SET contact = ? WHERE account = ?", "ii", time, account);
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
