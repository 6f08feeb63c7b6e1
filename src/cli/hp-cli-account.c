/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command about accounts. */

#define G_LOG_DOMAIN "helppari"

#include "cli/hp-cli-account.h"

#include <string.h>

#include "cli/hp-cli-json.h"
#include "cli/hp-cli-send-json.h"
#include "desk/hp-accounts.h"
#include "desk/hp-drafting.h"
#include "engine/hp-account-setup.h"
#include "engine/hp-secret.h"
#include "store/hp-account-status-table.h"
#include "store/hp-account-table.h"

#define LOG_LINES 20

void
hp_cli_account_print (HpCli *cli, const HpAccount *account)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  hp_json_add_account (builder, hp_desk_get_db (cli->desk), account);
  hp_cli_print (cli, builder);
}

static gboolean
list (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 0, 0, error))
    return FALSE;
  g_autoptr (GPtrArray) accounts = hp_accounts_list (hp_desk_get_db (cli->desk));
  for (guint i = 0; i < accounts->len; i++)
    hp_cli_account_print (cli, g_ptr_array_index (accounts, i));
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
  if (account != NULL)
    hp_cli_account_print (cli, account);
  return account != NULL;
}

static gboolean
add (HpCli *cli, char **args, GError **error)
{
  if (args[0] != NULL && strcmp (args[0], HP_ACCOUNT_FOLDER) == 0)
    return add_folder (cli, args + 1, error);
  if (args[0] != NULL && strcmp (args[0], HP_ACCOUNT_IMAP) == 0)
    return hp_cli_account_add_imap (cli, args + 1, error);
  if (args[0] != NULL && strcmp (args[0], HP_ACCOUNT_SMTP) == 0)
    return hp_cli_account_add_smtp (cli, args + 1, error);
  return hp_cli_account_add (cli, args, error);
}

static HpAccount *
find_account (HpCli *cli, char **args, GError **error)
{
  return !hp_cli_check_args (args, 1, 1, error) ? NULL
                                                : hp_account_find (cli->desk, args[0], error);
}

static gboolean
test (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpAccount) account = find_account (cli, args, error);

  if (account == NULL || !hp_account_test (cli->desk, account, cli->cancellable, error))
    return FALSE;
  hp_cli_account_print (cli, account);
  return TRUE;
}

static gboolean
set_password (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpAccount) account = find_account (cli, args, error);

  if (account == NULL)
    return FALSE;
  char *password = hp_cli_read_password ();
  gboolean done = hp_account_set_password (cli->desk, account, password, cli->cancellable, error);
  hp_secret_free (password);
  return done;
}

static gboolean
take_away (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpAccount) account = find_account (cli, args, error);

  return account != NULL && hp_account_remove (cli->desk, account, error);
}

static gboolean
print_log (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpAccount) account = find_account (cli, args, error);

  if (account == NULL)
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) lines =
      hp_account_log_list (db, hp_account_status_find_row (db, &account->key), LOG_LINES);
  for (guint i = lines->len; i > 0; i--)
    {
      const HpAccountLogLine *line = g_ptr_array_index (lines, i - 1);
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      json_builder_begin_object (builder);
      hp_json_add_time (builder, "time", line->time);
      hp_json_add_string (builder, "text", line->text);
      json_builder_end_object (builder);
      hp_cli_print (cli, builder);
    }
  return hp_db_check (db, error);
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
  } verbs[] = { { "list", list },        { "add", add },       { "test", test },
                { "remove", take_away }, { "log", print_log }, { "password", set_password },
                { "limit", limit } };

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
  { "account",
    "[list|add ADDRESS [OPTION]...|add imap ADDRESS --server HOST[:PORT] [OPTION]...|"
    "add folder DIR --address A|"
    "add smtp --server HOST[:PORT] --address A [OPTION]...|test ADDRESS|remove ADDRESS|"
    "password ADDRESS|log ADDRESS|limit [MB]]",
    "The mailboxes that the desk lives in, and other ways out for mail",
    "add     a mailbox: finds the server of ADDRESS, or takes --url (a JMAP server or its\n"
    "        session), logs in as ADDRESS or --login NAME, and stores nothing unless that works.\n"
    "        The password is read from standard input and goes into the keyring;\n"
    "        --password-file FILE and --password-command COMMAND name where it is read each time\n"
    "        instead. A mailbox shared with NAME is added by its own ADDRESS. --name N is of the\n"
    "        sender. A folder: writes each mail as a file into DIR, exactly once. The address\n"
    "        becomes ours\n"
    "        A mailbox by IMAP: --server and --tls as below; --smtp HOST[:PORT] and --smtp-tls\n"
    "        where it sends; --mailbox NAME for a shared folder of that name; --token where the\n"
    "        password is a token of OAuth 2. What is sent is filed in its Sent folder\n"
    "        A server that only sends (SMTP): --tls implicit, starttls or none-on-loopback-only,\n"
    "        else as the port says; --user NAME logs in, with a password as above, without it\n"
    "        nobody does. A copy of what is sent is kept in the desk alone\n"
    "test    log in and look into the mailbox, sending nothing; where that works it is tried "
    "again\n"
    "remove  take an account away; its mails and its address stay ours\n"
    "password  keep another one, read from standard input, once it works\n"
    "log     what happened last\n"
    "limit   what the files of one mail may have together (default: 25 MB)",
    run_account },
  { "sync", "--once", "Bring the desk up to its mailboxes",
    "Takes inbox, archive and sent mail, newest first, and goes on where it was cut. Prints what\n"
    "came for each account.",
    hp_cli_sync },
  { "team",
    "[status|create --log PLACE|invite|join CODE --log PLACE|confirm [NAME]|list|remove "
    "DESK|leave]",
    "The desks that decide together",
    "create   a team of this desk alone. PLACE is where its log lies: folder:/media/team is a\n"
    "         folder that all desks reach, a stick, a share or a synced one. What lies there is\n"
    "         sealed. --desk-name N is what the others see (default: the machine's name);\n"
    "         --secret file:PATH keeps the keys in a file where there is no keyring\n"
    "invite   a code for one new desk\n"
    "join     ask to be let in with the code; whoever gave it confirms\n"
    "confirm  let in who asks\n"
    "list     the desks: when each was seen, how many decisions it has not got yet\n"
    "remove   what DESK decides from now on does not count; the others get a new key\n"
    "status   what has not been sent yet, and what in the log could not be taken\n"
    "leave    forget the team; what was decided stays",
    hp_cli_team },
  { "run", "", "Do what the app does beside its window, until Ctrl+C",
    "Follows the mailboxes, sends what is in the outbox, and does what time brings.", hp_cli_run },
  { "signature", "[list|set TEXT|-|remove] [--agent A] [--brand ADDRESS] [--language L]",
    "What stands below the mails of an agent, a brand, a language",
    "What is not named is whichever. The one that names most counts, the agent before the brand\n"
    "before the language.\n"
    "  --html    TEXT is HTML",
    hp_cli_signature },
  { 0 },
};
