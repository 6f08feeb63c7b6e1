/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * helpparictl: the desk on the command line. Options stand before or after the command. Exit status
 * 0 done, 1 an error (on stderr, nothing half done), 2 wrong usage. */

#define G_LOG_DOMAIN "helpparictl"

#include "config.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hp-text.h"
#include "cli/hp-cli.h"
#include "mime/hp-mail-parser.h"

/* Ctrl+C comes on a thread of its own, so that it reaches work on the main one. */
static gpointer
wait_for_interrupt (gpointer data)
{
  sigset_t signals;
  int number;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigwait (&signals, &number);
  g_cancellable_cancel (data);
  sigwait (&signals, &number);
  _exit (130);
}

static void
catch_interrupts (HpCli *cli)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("helpparictl-interrupt", wait_for_interrupt, cli->cancellable));
}

static gboolean
take_common_options (HpCli *cli, char **args, GError **error)
{
  GError *local = NULL;
  char *folder = hp_cli_take_option (args, "--desk", &local);
  char *agent = local == NULL ? hp_cli_take_option (args, "--as", &local) : NULL;

  cli->is_json = hp_cli_take_flag (args, "--json");
  cli->folder =
      folder != NULL ? folder : g_build_filename (g_get_user_data_dir (), "helppari", "desk", NULL);
  cli->agent = agent != NULL ? agent : g_strdup (g_get_user_name ());
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* @command is what was asked for, once that is known. */
static int
report (GError *error, const HpCliCommand *command)
{
  gboolean is_usage = g_error_matches (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE);

  g_autofree char *line = hp_text_dup_line (error->message);

  g_printerr ("helpparictl: %s\n", line);
  if (is_usage && command != NULL)
    g_printerr ("It is: helpparictl %s %s (see --help)\n", command->name, command->usage);
  else if (is_usage)
    g_printerr ("“helpparictl --help” lists the commands.\n");
  return is_usage ? 2 : 1;
}

static int
run_command (HpCli *cli, const HpCliCommand *command, char **args)
{
  g_autoptr (GError) error = NULL;

  if (!take_common_options (cli, args, &error))
    return report (error, command);
  if (command->run (cli, args, &error))
    return 0;
  return error != NULL ? report (error, command) : 1;
}

/* The first word that is no common option or its value. */
static int
find_command_word (char **args)
{
  for (int i = 1; args[i] != NULL; i++)
    {
      if (strcmp (args[i], "--desk") == 0 || strcmp (args[i], "--as") == 0)
        i += args[i + 1] != NULL;
      else if (strcmp (args[i], "--json") != 0 && !g_str_has_prefix (args[i], "--desk=") &&
               !g_str_has_prefix (args[i], "--as="))
        return i;
    }
  return 0;
}

static void
remove_word (char **args, int at)
{
  g_free (args[at]);
  for (int i = at; args[i] != NULL; i++)
    args[i] = args[i + 1];
}

static int
dispatch (HpCli *cli, char **args)
{
  int at = find_command_word (args);
  const char *word = at > 0 ? args[at] : NULL;

  if (word == NULL || strcmp (word, "--help") == 0 || strcmp (word, "help") == 0)
    {
      const HpCliCommand *about =
          word != NULL && args[at + 1] != NULL ? hp_cli_find_command (args[at + 1]) : NULL;
      about != NULL ? hp_cli_print_help (about) : hp_cli_print_all_help ();
      return word == NULL ? 2 : 0;
    }
  if (strcmp (word, "--version") == 0)
    {
      g_print ("helpparictl " HP_VERSION "\n");
      return 0;
    }
  if (strcmp (word, "--man") == 0)
    {
      hp_cli_print_man_page ();
      return 0;
    }
  const HpCliCommand *command = hp_cli_find_command (word);
  if (command == NULL)
    {
      g_printerr ("helpparictl: Unknown command “%s”\n“helpparictl --help” lists the commands.\n",
                  word);
      return 2;
    }
  remove_word (args, at);
  if (hp_cli_take_flag (args + 1, "--help"))
    {
      hp_cli_print_help (command);
      return 0;
    }
  return run_command (cli, command, args + 1);
}

int
main (int argc, char **argv)
{
  HpCli cli = { .cancellable = g_cancellable_new () };
  g_auto (GStrv) args = NULL;
  int status;

  setlocale (LC_ALL, "");
  umask (S_IRWXG | S_IRWXO);
  args = g_strdupv (argv);
  catch_interrupts (&cli);
  hp_mime_init ();
  status = dispatch (&cli, args);
  if ((fflush (stdout) != 0 || ferror (stdout)) && status == 0)
    {
      if (errno != EPIPE) /* whoever reads has had enough */
        g_printerr ("helpparictl: What was to be printed could not be written: %s\n",
                    g_strerror (errno));
      status = 1;
    }
  g_clear_pointer (&cli.desk, hp_desk_close);
  g_free (cli.folder);
  g_free (cli.agent);
  g_object_unref (cli.cancellable);
  return status;
}
