/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/hp-cli.h"

G_BEGIN_DECLS

/* What the commands that decide share. */

/* Prints {@name: [ids]}. FALSE where @ids is NULL. */
gboolean hp_cli_print_ids (HpCli *cli, const char *name, GArray *ids);

/* Who "me", "none" or a name is. (nullable) nobody. */
const char *hp_cli_get_assignee (HpCli *cli, const char *word);

/* A moment to come in words, or "none" (HP_SNOOZE_AWAKE). Errors: USAGE. */
gboolean hp_cli_read_until (const char *text, gint64 *until, GError **error);

/* `bulk` (hp-cli-bulk.c). */
gboolean hp_cli_run_bulk (HpCli *cli, char **args, GError **error);

/* `macro` (hp-cli-macro.c), `agents` (hp-cli-agents.c) and `view` (hp-cli-views.c). */
gboolean hp_cli_run_macro (HpCli *cli, char **args, GError **error);
gboolean hp_cli_run_agents (HpCli *cli, char **args, GError **error);
gboolean hp_cli_run_views (HpCli *cli, char **args, GError **error);

/* `customer` (hp-cli-customer.c). */
gboolean hp_cli_run_customer (HpCli *cli, char **args, GError **error);

G_END_DECLS
