/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the commands about mail accounts: account, sync. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/hp-error.h"
#include "cli/hp-cli-json.h"
#include "engine/hp-account-backend.h"
#include "engine/hp-account-setup.h"
#include "engine/hp-account-worker.h"
#include "engine/hp-secret.h"
#include "model/hp-mail.h"
#include "store/hp-account-status-table.h"
#include "store/hp-account-table.h"
#include "store/hp-location-table.h"

#define LOG_LINES 20

static void
add_account (JsonBuilder *builder, HpDb *db, const HpAccount *account)
{
  gint64 row = hp_account_status_find_row (db, &account->key);
  g_autoptr (HpAccountStatus) status = hp_account_status_get (db, row);
  g_autofree char *login = hp_account_dup_setting (account, "login");
  g_autofree char *url = hp_account_dup_setting (account, "url");

  hp_json_add_string (builder, "address", account->address);
  hp_json_add_string (builder, "name", account->name);
  hp_json_add_string (builder, "kind", account->kind);
  hp_json_add_string (builder, "login", login);
  hp_json_add_string (builder, "url", url);
  hp_json_add_string (builder, "state", hp_account_state_get_name (status->state));
  hp_json_add_string (builder, "problem", status->problem);
  hp_json_add_int (builder, "mails", hp_locations_count (db, row));
  if (status->contact == HP_TIME_NONE)
    hp_json_add_string (builder, "contact", NULL);
  else
    hp_json_add_time (builder, "contact", status->contact);
}

static void
print_account (HpCli *cli, const HpAccount *account)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_account (builder, hp_desk_get_db (cli->desk), account);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

/* A line that is not shown while it is typed. */
static char *
read_password (void)
{
  struct termios shown;
  gboolean is_terminal = tcgetattr (STDIN_FILENO, &shown) == 0;
  char line[1024];

  if (is_terminal)
    {
      struct termios hidden = shown;
      hidden.c_lflag &= (tcflag_t) ~ECHO;
      g_printerr ("Password: ");
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
    }
  gboolean done = fgets (line, sizeof line, stdin) != NULL;
  if (is_terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
      g_printerr ("\n");
    }
  if (!done)
    return g_strdup ("");
  line[strcspn (line, "\r\n")] = '\0';
  char *password = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return password;
}

/* What was taken from the command line. */
typedef struct
{
  char *name;     /* (owned) (nullable) */
  char *login;    /* (owned) (nullable) */
  char *url;      /* (owned) (nullable) */
  char *file;     /* (owned) (nullable) */
  char *command;  /* (owned) (nullable) */
  char *secret;   /* (owned) */
  char *password; /* (owned) */
} AddOptions;

static void
clear_add_options (AddOptions *options)
{
  g_free (options->name);
  g_free (options->login);
  g_free (options->url);
  g_free (options->file);
  g_free (options->command);
  g_free (options->secret);
  hp_secret_free (options->password);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AddOptions, clear_add_options)

static gboolean
take_add_options (char **args, AddOptions *options, GError **error)
{
  const struct
  {
    const char *name;
    char **value;
  } wanted[] = { { "--name", &options->name },
                 { "--login", &options->login },
                 { "--url", &options->url },
                 { "--password-file", &options->file },
                 { "--password-command", &options->command } };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      GError *local = NULL;
      *wanted[i].value = hp_cli_take_option (args, wanted[i].name, &local);
      if (local == NULL)
        continue;
      g_propagate_error (error, local);
      return FALSE;
    }
  return TRUE;
}

static gboolean
find_password (HpCli *cli, AddOptions *options, GError **error)
{
  if (options->file != NULL)
    {
      g_autofree char *path = g_canonicalize_filename (options->file, NULL);
      options->secret = g_strconcat (HP_SECRET_FILE, path, NULL);
    }
  else if (options->command != NULL)
    options->secret = g_strconcat (HP_SECRET_COMMAND, options->command, NULL);
  else
    {
      options->secret = g_strdup (HP_SECRET_KEYRING);
      options->password = read_password ();
      return TRUE;
    }
  options->password = hp_secret_look_up (cli->desk, "", options->secret, cli->cancellable, error);
  return options->password != NULL;
}

static gboolean
add (HpCli *cli, char **args, GError **error)
{
  g_auto (AddOptions) options = { 0 };

  if (!take_add_options (args, &options, error) || !hp_cli_check_args (args, 1, 1, error) ||
      hp_cli_open (cli, HP_DB_WRITE, error) == NULL || !find_password (cli, &options, error))
    return FALSE;
  HpAccountWish wish = { .address = args[0],
                         .name = options.name,
                         .login = options.login,
                         .url = options.url,
                         .secret = options.secret,
                         .password = options.password };
  g_autoptr (HpAccount) account =
      hp_account_add (cli->desk, cli->agent, &wish, cli->cancellable, error);
  if (account != NULL)
    print_account (cli, account);
  return account != NULL;
}

static gboolean
list (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 0, 0, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) accounts = hp_accounts_list (db);
  if (!hp_db_check (db, error))
    return FALSE;
  for (guint i = 0; i < accounts->len; i++)
    print_account (cli, g_ptr_array_index (accounts, i));
  return TRUE;
}

static HpAccount *
open_account (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 1, 1, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return NULL;
  return hp_account_find (cli->desk, args[0], error);
}

static gboolean
test (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpAccount) account = open_account (cli, args, error);

  if (account == NULL || !hp_account_test (cli->desk, account, cli->cancellable, error))
    return FALSE;
  print_account (cli, account);
  return TRUE;
}

static gboolean
remove_account (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpAccount) account = open_account (cli, args, error);

  if (account == NULL || !hp_account_remove (cli->desk, account, error))
    return FALSE;
  print_account (cli, account);
  return TRUE;
}

static gboolean
print_log (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpAccount) account = open_account (cli, args, error);

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

static gboolean
run_account (HpCli *cli, char **args, GError **error)
{
  const struct
  {
    const char *name;
    HpCliRun run;
  } verbs[] = { { "add", add },
                { "list", list },
                { "test", test },
                { "remove", remove_account },
                { "log", print_log } };

  for (guint i = 0; args[0] != NULL && i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (args[0], verbs[i].name) == 0)
      {
        g_autofree char *verb = args[0];
        memmove (args, args + 1, g_strv_length (args) * sizeof *args);
        return verbs[i].run (cli, args, error);
      }
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
               "account wants add, list, test, remove or log");
  return FALSE;
}

static void
on_progress_cb (guint64 done, guint64 total, gpointer data)
{
  if (total > 0 && isatty (STDERR_FILENO))
    g_printerr ("\r%s: %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT "   ", (const char *) data,
                done, total);
}

static void
print_round (HpCli *cli, HpAccountWorker *worker, gint64 started)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  HpIngestCounts counts = hp_account_worker_get_counts (worker);
  gint64 passed = (g_get_monotonic_time () - started) / 1000;

  json_builder_begin_object (builder);
  hp_json_add_string (builder, "address", hp_account_worker_get_address (worker));
  hp_json_add_int (builder, "messages", (gint64) counts.messages);
  hp_json_add_int (builder, "duplicates", (gint64) counts.duplicates);
  hp_json_add_int (builder, "changed", (gint64) counts.changed);
  hp_json_add_int (builder, "gone", (gint64) counts.gone);
  hp_json_add_int (builder, "damaged", (gint64) counts.damaged);
  json_builder_add_double_value (json_builder_set_member_name (builder, "seconds"),
                                 (double) passed / 1000.0);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

static gboolean
sync_account (HpCli *cli, const HpAccount *account, GError **error)
{
  gint64 started = g_get_monotonic_time ();
  g_autoptr (HpAccountWorker) worker = hp_account_worker_new (cli->desk, account->address, error);

  if (worker == NULL)
    return FALSE;
  if (!hp_account_worker_round (worker, on_progress_cb, account->address, cli->cancellable, error))
    {
      g_prefix_error (error, "%s: ", account->address);
      return FALSE;
    }
  print_round (cli, worker, started);
  return TRUE;
}

/* One account that fails keeps no other from being read. */
static gboolean
sync_all (HpCli *cli, GPtrArray *accounts, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      g_autoptr (GError) local = NULL;
      if (!sync_account (cli, g_ptr_array_index (accounts, i), &local) && first == NULL)
        first = g_steal_pointer (&local);
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

static gboolean
take_engine (HpCli *cli, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (hp_desk_take_engine (cli->desk, &local))
    return TRUE;
  if (g_error_matches (local, HP_ERROR, HP_ERROR_BUSY))
    g_set_error (error, HP_ERROR, HP_ERROR_BUSY,
                 "Another process, perhaps the app, has this desk's accounts in hand already");
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
run_sync (HpCli *cli, char **args, GError **error)
{
  hp_cli_take_flag (args, "--once");
  if (!hp_cli_check_args (args, 0, 0, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL ||
      !take_engine (cli, error))
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) accounts = hp_accounts_list (db);
  if (!hp_db_check (db, error))
    return FALSE;
  for (guint i = accounts->len; i > 0; i--)
    if (!hp_account_is_mailbox (g_ptr_array_index (accounts, i - 1)))
      g_ptr_array_remove_index (accounts, i - 1);
  if (accounts->len > 0)
    return sync_all (cli, accounts, error);
  g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND,
               "The desk has no account to read. Add one with: helpparictl account add ADDRESS");
  return FALSE;
}

const HpCliCommand HP_CLI_ACCOUNT_COMMANDS[] = {
  { "account", "add ADDRESS [OPTION]... | list | test ADDRESS | remove ADDRESS | log ADDRESS",
    "Add, show, test and remove mail accounts",
    "add finds the server of ADDRESS, or takes --url (a JMAP server or its session), logs in as\n"
    "ADDRESS or --login NAME, and stores nothing unless that works. --name is of the sender. The "
    "password is read from\n"
    "standard input and goes into the keyring; --password-file FILE and --password-command\n"
    "COMMAND name where it is read each time instead. A mailbox shared with NAME is added by its\n"
    "own ADDRESS. remove leaves the mails.",
    run_account },
  { "sync", "--once", "Bring the desk up to its mailboxes",
    "Takes inbox, archive and sent mail, newest first, and goes on where it was cut. Prints what\n"
    "came for each account.",
    run_sync },
  { 0 },
};
