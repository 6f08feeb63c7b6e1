/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/hp-account.h"
#include "store/hp-db.h"

G_BEGIN_DECLS

/* Inside a write transaction; errors stick to @db. */

/* Adds an account, or writes its row anew. */
void hp_accounts_write (HpDb *db, const HpAccount *account);
void hp_accounts_remove (HpDb *db, const HpKey *key);

/* Oldest first. Returns: (element-type HpAccount). */
GPtrArray *hp_accounts_list (HpDb *db);
/* (nullable) (transfer full) */
HpAccount *hp_accounts_find (HpDb *db, const HpKey *key);
HpAccount *hp_accounts_find_by_address (HpDb *db, const char *address);

G_END_DECLS
