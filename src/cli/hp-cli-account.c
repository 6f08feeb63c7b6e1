/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command about accounts. */

#define G_LOG_DOMAIN "helppari"

#include "cli/hp-cli.h"

#include <string.h>

#include "cli/hp-cli-send-json.h"
#include "desk/hp-accounts.h"
#include "desk/hp-drafting.h"
#include "store/hp-account-table.h"

static gboolean
print_account (HpCli *cli, const HpAccount *account)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  hp_json_add_account (builder, account);
  hp_cli_print (cli, builder);
  return TRUE;
}

static gboolean
list (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 0, 0, error))
    return FALSE;
  g_autoptr (GPtrArray) accounts = hp_accounts_list (hp_desk_get_db (cli->desk));
  for (guint i = 0; i < accounts->len; i++)
    print_account (cli, g_ptr_array_index (accounts, i));
  return TRUE;
}

static gboolean
add_folder (HpCli *cli, char **args, GError **error)
{
  GError *local = NULL;
  g_autofree char *address = hp_cli_take_option (args, "--address", &local);
  g_autofree char *name = local == NULL ? hp_cli_take_option (args, "--name", &local) : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!hp_cli_check_args (args, 1, 1, error))
    return FALSE;
  if (address == NULL)
    {
      g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "--address is missing");
      return FALSE;
    }
  g_autofree char *folder = g_canonicalize_filename (args[0], NULL);
  g_autoptr (HpAccount) account =
      hp_accounts_add_folder (cli->desk, cli->agent, address, name, folder, error);
  return account != NULL && print_account (cli, account);
}

static gboolean
add (HpCli *cli, char **args, GError **error)
{
  if (args[0] != NULL && strcmp (args[0], HP_ACCOUNT_FOLDER) == 0)
    return add_folder (cli, args + 1, error);
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "An account can be of the kind: folder");
  return FALSE;
}

static gboolean
take_away (HpCli *cli, char **args, GError **error)
{
  return hp_cli_check_args (args, 1, 1, error) && hp_accounts_take_away (cli->desk, args[0], error);
}

/* In megabytes, as people know it of mail servers. */
static gboolean
limit (HpCli *cli, char **args, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 megabytes;

  if (!hp_cli_check_args (args, 0, 1, error))
    return FALSE;
  if (args[0] != NULL && !g_ascii_string_to_signed (args[0], 10, 1, 10000, &megabytes, error))
    {
      g_clear_error (error);
      g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
                   "The limit is a number of megabytes, not “%s”", args[0]);
      return FALSE;
    }
  if (args[0] != NULL && !hp_drafting_set_files_limit (cli->desk, megabytes * 1000 * 1000, error))
    return FALSE;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "bytes");
  json_builder_add_int_value (builder, hp_drafting_get_files_limit (cli->desk));
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return TRUE;
}

static gboolean
run_account (HpCli *cli, char **args, GError **error)
{
  static const struct
  {
    const char *name;
    HpCliRun run;
  } verbs[] = { { "list", list }, { "add", add }, { "remove", take_away }, { "limit", limit } };

  if (hp_cli_open (cli, HP_DB_WRITE, error) == NULL)
    return FALSE;
  if (args[0] == NULL)
    return list (cli, args, error);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, args[0]) == 0)
      return verbs[i].run (cli, args + 1, error);
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "“%s” is not known here", args[0]);
  return FALSE;
}

const HpCliCommand HP_CLI_ACCOUNT_COMMANDS[] = {
  { "account", "[list|add folder DIR --address A [--name N]|remove ADDRESS|limit [MB]]",
    "By which accounts mail leaves",
    "add     folder: writes each mail as a file into DIR, exactly once. The address becomes ours\n"
    "remove  take an account away; its address stays ours\n"
    "limit   what the files of one mail may have together (default: 25 MB)",
    run_account },
  { 0 },
};
