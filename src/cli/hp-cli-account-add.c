/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a mailbox is added: what is said on the command line, and the password that is not. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-account.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "engine/hp-account-setup.h"
#include "engine/hp-secret.h"

/* A line that is not shown while it is typed. */
char *
hp_cli_read_password (void)
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
  char *server;   /* (owned) (nullable) of what only sends, like the next two */
  char *tls;      /* (owned) (nullable) */
  char *imap;     /* (owned) (nullable) of a mailbox by IMAP, like the next two */
  char *imap_tls; /* (owned) (nullable) */
  char *mailbox;  /* (owned) (nullable) */
  char *address;  /* (owned) (nullable) */
  char *file;     /* (owned) (nullable) */
  char *command;  /* (owned) (nullable) */
  gboolean is_token;
  char *secret;   /* (owned) */
  char *password; /* (owned) */
} AddOptions;

static void
clear_add_options (AddOptions *options)
{
  g_free (options->name);
  g_free (options->login);
  g_free (options->url);
  g_free (options->server);
  g_free (options->tls);
  g_free (options->imap);
  g_free (options->imap_tls);
  g_free (options->mailbox);
  g_free (options->address);
  g_free (options->file);
  g_free (options->command);
  g_free (options->secret);
  hp_secret_free (options->password);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AddOptions, clear_add_options)

typedef struct
{
  const char *name;
  char **value;
} Wanted;

static gboolean
take_options (char **args, const Wanted *wanted, guint count, GError **error)
{
  for (guint i = 0; i < count; i++)
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
take_add_options (char **args, AddOptions *options, GError **error)
{
  const Wanted wanted[] = { { "--name", &options->name },
                            { "--login", &options->login },
                            { "--url", &options->url },
                            { "--password-file", &options->file },
                            { "--password-command", &options->command } };

  return take_options (args, wanted, G_N_ELEMENTS (wanted), error);
}

static gboolean
take_smtp_options (char **args, AddOptions *options, GError **error)
{
  const Wanted wanted[] = { { "--name", &options->name },
                            { "--user", &options->login },
                            { "--server", &options->server },
                            { "--tls", &options->tls },
                            { "--address", &options->address },
                            { "--password-file", &options->file },
                            { "--password-command", &options->command } };

  return take_options (args, wanted, G_N_ELEMENTS (wanted), error);
}

static gboolean
take_imap_options (char **args, AddOptions *options, GError **error)
{
  const Wanted wanted[] = { { "--name", &options->name },
                            { "--login", &options->login },
                            { "--server", &options->imap },
                            { "--tls", &options->imap_tls },
                            { "--mailbox", &options->mailbox },
                            { "--smtp", &options->server },
                            { "--smtp-tls", &options->tls },
                            { "--password-file", &options->file },
                            { "--password-command", &options->command } };

  options->is_token = hp_cli_take_flag (args, "--token");
  return take_options (args, wanted, G_N_ELEMENTS (wanted), error);
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
      options->secret = hp_secret_new_place ();
      options->password = hp_cli_read_password ();
      return TRUE;
    }
  options->password = hp_secret_look_up (options->secret, cli->cancellable, error);
  return options->password != NULL;
}

/* What becomes of the wish. */
static gboolean
add (HpCli *cli, const char *address, const AddOptions *options, GError **error)
{
  HpAccountWish wish = { .address = address,
                         .name = options->name,
                         .login = options->login,
                         .url = options->url,
                         .imap = options->imap,
                         .imap_tls = options->imap_tls,
                         .mailbox = options->mailbox,
                         .is_token = options->is_token,
                         .smtp = options->server,
                         .tls = options->tls,
                         .secret = options->secret != NULL ? options->secret : "",
                         .password = options->password };
  g_autoptr (HpAccount) tried = hp_account_try (&wish, cli->cancellable, error);
  g_autoptr (HpAccount) account =
      tried != NULL ? hp_account_add (cli->desk, cli->agent, tried, &wish, cli->cancellable, error)
                    : NULL;
  if (account != NULL)
    hp_cli_account_print (cli, account);
  return account != NULL;
}

gboolean
hp_cli_account_add (HpCli *cli, char **args, GError **error)
{
  g_auto (AddOptions) options = { 0 };

  if (!take_add_options (args, &options, error) || !hp_cli_check_args (args, 1, 1, error) ||
      !find_password (cli, &options, error))
    return FALSE;
  return add (cli, args[0], &options, error);
}

gboolean
hp_cli_account_add_smtp (HpCli *cli, char **args, GError **error)
{
  g_auto (AddOptions) options = { 0 };

  if (!take_smtp_options (args, &options, error) || !hp_cli_check_args (args, 0, 0, error))
    return FALSE;
  if (options.server == NULL || options.address == NULL)
    {
      g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "%s is missing",
                   options.server == NULL ? "--server" : "--address");
      return FALSE;
    }
  return (options.login == NULL || find_password (cli, &options, error)) &&
         add (cli, options.address, &options, error);
}

gboolean
hp_cli_account_add_imap (HpCli *cli, char **args, GError **error)
{
  g_auto (AddOptions) options = { 0 };

  if (!take_imap_options (args, &options, error) || !hp_cli_check_args (args, 1, 1, error))
    return FALSE;
  if (options.imap == NULL)
    {
      g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "--server is missing");
      return FALSE;
    }
  return find_password (cli, &options, error) && add (cli, args[0], &options, error);
}
