/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/hp-desk.h"
#include "model/hp-account.h"

G_BEGIN_DECLS

/* The accounts of this desk folder; local, only that its address is ours is an op that every desk
 * learns. The desk's thread. Errors: what the store says; then nothing was written. */

/* Adds an account. @name: (nullable) of the sender, as recipients see it. @settings: a JSON object,
 * by kind. @agent: who makes the address ours. Errors: INVALID (address), EXISTS (one with that
 * address). Returns: (transfer full) (nullable). */
HpAccount *hp_accounts_add (HpDesk *desk,
                            const char *agent,
                            const char *kind,
                            const char *address,
                            const char *name,
                            const char *settings,
                            GError **error);

/* An account that writes mails into @folder, an absolute path. */
HpAccount *hp_accounts_add_folder (HpDesk *desk,
                                   const char *agent,
                                   const char *address,
                                   const char *name,
                                   const char *folder,
                                   GError **error);

/* Takes the account with @address away; the address stays ours. Errors: NOT_FOUND, CONFLICT (mails
 * that it has to send are in the outbox). */
gboolean hp_accounts_take_away (HpDesk *desk, const char *address, GError **error);

G_END_DECLS
