/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/hp-cli.h"
#include "model/hp-account.h"

G_BEGIN_DECLS

/* Parts of the commands about accounts. */
void hp_cli_account_print (HpCli *cli, const HpAccount *account);
/* account add ADDRESS; the desk is open. */
gboolean hp_cli_account_add (HpCli *cli, char **args, GError **error);
/* account add imap; likewise. */
gboolean hp_cli_account_add_imap (HpCli *cli, char **args, GError **error);
/* account add smtp; likewise. */
gboolean hp_cli_account_add_smtp (HpCli *cli, char **args, GError **error);
/* A line of standard input, which a terminal does not show. Forget it with hp_secret_free(). */
char *hp_cli_read_password (void);
gboolean hp_cli_sync (HpCli *cli, char **args, GError **error);
/* One round with the team, where there is one. */
gboolean hp_cli_sync_team (HpCli *cli, GError **error);
gboolean hp_cli_team (HpCli *cli, char **args, GError **error);
gboolean hp_cli_run (HpCli *cli, char **args, GError **error);
/* Becomes the process that works on accounts, or says who does. */
gboolean hp_cli_take_engine (HpCli *cli, GError **error);
gboolean hp_cli_signature (HpCli *cli, char **args, GError **error);

G_END_DECLS
