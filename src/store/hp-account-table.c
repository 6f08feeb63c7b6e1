/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the table account: the ways in and out of this desk folder. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-account-table.h"

#define COLUMNS "SELECT key, kind, address, name, settings FROM account "

void
hp_accounts_write (HpDb *db, const HpAccount *account)
{
  hp_db_run (db,
             "INSERT INTO account (key, kind, address, name, settings) VALUES (?, ?, ?, ?, ?) "
             "ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, address = excluded.address, "
             "name = excluded.name, settings = excluded.settings",
             "kssss", &account->key, account->kind, account->address, account->name,
             account->settings);
}

void
hp_accounts_remove (HpDb *db, const HpKey *key)
{
  hp_db_run (db, "DELETE FROM account WHERE key = ?", "k", key);
}

/* Takes the rows. */
static GPtrArray *
read_all (HpRows *rows)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_account_unref);

  while (hp_rows_next (rows))
    g_ptr_array_add (accounts, hp_account_new (hp_rows_key (rows, 0), hp_rows_text (rows, 1),
                                               hp_rows_text (rows, 2), hp_rows_text (rows, 3),
                                               hp_rows_text (rows, 4)));
  return accounts;
}

GPtrArray *
hp_accounts_list (HpDb *db)
{
  g_auto (HpRows) rows = hp_db_query (db, COLUMNS "ORDER BY id", NULL);
  return read_all (&rows);
}

static HpAccount *
take_first (HpRows *rows)
{
  g_autoptr (GPtrArray) accounts = read_all (rows);
  return accounts->len > 0 ? hp_account_ref (accounts->pdata[0]) : NULL;
}

HpAccount *
hp_accounts_find (HpDb *db, const HpKey *key)
{
  g_auto (HpRows) rows = hp_db_query (db, COLUMNS "WHERE key = ?", "k", key);
  return take_first (&rows);
}

HpAccount *
hp_accounts_find_by_address (HpDb *db, const char *address)
{
  g_auto (HpRows) rows = hp_db_query (db, COLUMNS "WHERE address = ?", "s", address);
  return take_first (&rows);
}
