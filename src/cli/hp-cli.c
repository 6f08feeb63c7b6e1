/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what all commands share: options, output, help and the man page, all from one table. */

#define G_LOG_DOMAIN "helpparictl"

#include "config.h"

#include "cli/hp-cli.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hp-error.h"
#include "base/hp-json.h"

G_DEFINE_QUARK (hp - cli - error - quark, hp_cli_error)

/* What stands behind it is no option, whatever it looks like. */
#define END_OF_OPTIONS "--"

static const struct
{
  const char *title;
  const HpCliCommand *commands;
} GROUPS[] = {
  { "Look", HP_CLI_READ_COMMANDS },          { "Decide", HP_CLI_DECIDE_COMMANDS },
  { "Answer", HP_CLI_SEND_COMMANDS },        { "Set up", HP_CLI_ACCOUNT_COMMANDS },
  { "Keep the desk", HP_CLI_DESK_COMMANDS }, { "Understand mail", HP_CLI_MIME_COMMANDS },
};

static const char OPTIONS[] =
    "  --desk DIR    the desk's folder (default: $XDG_DATA_HOME/helppari/desk)\n"
    "  --json        JSON also on a terminal; elsewhere output is always JSON,\n"
    "                a list one object a line\n"
    "  --as AGENT    who decides (default: your login name)\n"
    "  --help        help on a command\n"
    "  --            what follows is no option\n"
    "  --version     the version\n";

HpDesk *
hp_cli_open (HpCli *cli, HpDbMode mode, GError **error)
{
  g_autofree char *path = hp_desk_dup_db_path (cli->folder);
  GStatBuf file;

  int problem = g_stat (path, &file) == 0 ? 0 : errno;

  if (problem == EACCES || problem == ENOTDIR)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "%s can't be opened: %s", cli->folder,
                   g_strerror (problem));
      return NULL;
    }
  if (mode == HP_DB_READ && (problem != 0 || file.st_size == 0))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND,
                   "There is no desk in %s. Make one with: helpparictl --desk %s import MAILBOX",
                   cli->folder, cli->folder);
      return NULL;
    }
  if (cli->desk == NULL)
    cli->desk = hp_desk_open (cli->folder, HP_DB_WRITE, error);
  if (cli->desk != NULL)
    hp_db_set_cancellable (hp_desk_get_db (cli->desk), cli->cancellable);
  return cli->desk;
}

static void
drop (char **args, int n)
{
  char **from = args + n;

  for (int i = 0; i < n; i++)
    g_free (args[i]);
  do
    *args++ = *from;
  while (*from++ != NULL);
}

/* The first value of @name, or NULL with or without an error. */
static char *
take_value (char **args, const char *name, GError **error)
{
  gsize length = strlen (name);

  for (int i = 0; args[i] != NULL && strcmp (args[i], END_OF_OPTIONS) != 0; i++)
    {
      gboolean is_word = strcmp (args[i], name) == 0;
      if (!is_word && !(g_str_has_prefix (args[i], name) && args[i][length] == '='))
        continue;
      if (is_word && args[i + 1] == NULL)
        {
          g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "%s wants a value", name);
          return NULL;
        }
      char *value = g_strdup (is_word ? args[i + 1] : args[i] + length + 1);
      drop (args + i, is_word ? 2 : 1);
      return value;
    }
  return NULL;
}

GStrv
hp_cli_take_options (char **args, const char *name, GError **error)
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  GError *local = NULL;
  char *value;

  while ((value = take_value (args, name, &local)) != NULL)
    {
      g_strv_builder_add (values, value);
      g_free (value);
    }
  if (local == NULL)
    return g_strv_builder_end (values);
  g_propagate_error (error, local);
  return NULL;
}

char *
hp_cli_take_option (char **args, const char *name, GError **error)
{
  g_auto (GStrv) values = hp_cli_take_options (args, name, error);

  if (values == NULL || values[0] == NULL)
    return NULL;
  if (values[1] == NULL)
    return g_strdup (values[0]);
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "%s is there more than once", name);
  return NULL;
}

gboolean
hp_cli_take_text (char **args, const char *name, char **value, GError **error)
{
  GError *local = NULL;

  *value = hp_cli_take_option (args, name, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

GStrv
hp_cli_take_additions (char **args, const char *name, const char *opposite, GError **error)
{
  g_auto (GStrv) wanted = hp_cli_take_options (args, name, error);
  g_auto (GStrv) unwanted = wanted != NULL ? hp_cli_take_options (args, opposite, error) : NULL;
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();

  if (unwanted == NULL)
    return NULL;
  g_strv_builder_addv (all, (const char **) wanted);
  for (guint i = 0; unwanted[i] != NULL; i++)
    {
      g_autofree char *one = g_strconcat ("-", unwanted[i], NULL);
      g_strv_builder_add (all, one);
    }
  return g_strv_builder_end (all);
}

gboolean
hp_cli_take_flag (char **args, const char *name)
{
  for (int i = 0; args[i] != NULL && strcmp (args[i], END_OF_OPTIONS) != 0; i++)
    if (strcmp (args[i], name) == 0)
      {
        drop (args + i, 1);
        return TRUE;
      }
  return FALSE;
}

gboolean
hp_cli_take_number (char **args, const char *name, gint64 *value, GError **error)
{
  GError *local = NULL;
  g_autofree char *text = hp_cli_take_option (args, name, &local);

  if (text != NULL && !g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, value, NULL))
    local =
        g_error_new (HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "%s wants a number, not “%s”", name, text);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

gboolean
hp_cli_check_args (char **args, int min, int max, GError **error)
{
  int i = 0;

  for (; args[i] != NULL && strcmp (args[i], END_OF_OPTIONS) != 0; i++)
    if (g_str_has_prefix (args[i], "--"))
      {
        g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "Unknown option %s", args[i]);
        return FALSE;
      }
  if (args[i] != NULL)
    drop (args + i, 1);
  int n = (int) g_strv_length (args);
  if (n >= min && (max < 0 || n <= max))
    return TRUE;
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
               n < min ? "Something is missing" : "That is more than the command takes");
  return FALSE;
}

HpQuery *
hp_cli_join_query (char **args)
{
  g_autofree char *text = g_strjoinv (" ", args);
  g_autofree char *closed = g_strconcat (text, " ", NULL);
  HpQuery *query = hp_query_parse (closed);

  for (guint i = 0; i < query->doubts->len; i++)
    {
      const HpQueryDoubt *doubt = g_ptr_array_index (query->doubts, i);
      g_printerr ("“%s” is looked for as it is written", doubt->text);
      if (doubt->meant != NULL)
        g_printerr (". Did you mean “%s”?", doubt->meant);
      g_printerr ("\n");
    }
  return query;
}

static void
print_readably (JsonNode *node, int depth)
{
  JsonObject *object = json_node_get_object (node);
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *at = members; at != NULL; at = at->next)
    {
      JsonNode *value = json_object_get_member (object, at->data);
      if (JSON_NODE_HOLDS_NULL (value))
        continue;
      if (JSON_NODE_HOLDS_OBJECT (value))
        {
          g_print ("%*s%s:\n", depth * 2, "", (const char *) at->data);
          print_readably (value, depth + 1);
          continue;
        }
      g_autofree char *text =
          JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
              ? json_node_dup_string (value)
              : hp_json_dup_text (value);
      g_print ("%*s%-12s %s\n", depth * 2, "", (const char *) at->data, text);
    }
  if (depth == 0)
    g_print ("\n");
}

void
hp_cli_print (HpCli *cli, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  if (!cli->is_json && isatty (STDOUT_FILENO))
    {
      print_readably (root, 0);
      return;
    }
  g_autofree char *text = hp_json_dup_text (root);
  fputs (text, stdout);
  fputc ('\n', stdout);
}

char *
hp_cli_read_all (const char *path, gsize *length, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[65536];
  gsize n;
  char *data;

  if (strcmp (path, "-") != 0)
    {
      if (g_file_get_contents (path, &data, length, error))
        return data;
      hp_error_adopt (error);
      return NULL;
    }
  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (text, buffer, (gssize) n);
  *length = text->len;
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const HpCliCommand *
hp_cli_find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (GROUPS); i++)
    for (const HpCliCommand *command = GROUPS[i].commands; command->name != NULL; command++)
      if (strcmp (command->name, name) == 0)
        return command;
  return NULL;
}

void
hp_cli_print_help (const HpCliCommand *command)
{
  g_print ("Usage: helpparictl [OPTION…] %s %s\n\n%s.\n", command->name, command->usage,
           command->summary);
  if (command->detail != NULL)
    g_print ("%s\n", command->detail);
  g_print ("\nOptions of every command:\n%s", OPTIONS);
}

void
hp_cli_print_all_help (void)
{
  g_print ("Usage: helpparictl [OPTION…] COMMAND [ARGUMENT…]\n\n"
           "A help desk without a server, on the command line. TICKET is an id or a number\n"
           "such as HP-7K3Q2M9X.\n");
  for (guint i = 0; i < G_N_ELEMENTS (GROUPS); i++)
    {
      g_print ("\n%s:\n", GROUPS[i].title);
      for (const HpCliCommand *command = GROUPS[i].commands; command->name != NULL; command++)
        {
          g_autofree char *call = g_strconcat (command->name, " ", command->usage, NULL);
          if (strlen (call) < 28)
            g_print ("  %-28s%s\n", call, command->summary);
          else
            g_print ("  %s\n  %-28s%s\n", call, "", command->summary);
        }
    }
  g_print ("\nOptions:\n%s", OPTIONS);
}

/* Roff takes a leading dot and every backslash and hyphen as its own. */
static void
print_roff (const char *text)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '-' || *at == '\\')
        putchar ('\\');
      putchar (*at);
    }
  putchar ('\n');
}

void
hp_cli_print_man_page (void)
{
  g_print (
      ".TH HELPPARICTL 1 \"\" \"helpparictl " HP_VERSION "\" \"User Commands\"\n"
      ".SH NAME\nhelpparictl \\- a help desk on the command line\n"
      ".SH SYNOPSIS\n.B helpparictl\n[\\fIOPTION\\fR]... \\fICOMMAND\\fR "
      "[\\fIARGUMENT\\fR]...\n"
      ".SH DESCRIPTION\nReads and changes a desk of Helppari. Output is JSON unless it goes to "
      "a terminal; a list is one object a line.\n");
  for (guint i = 0; i < G_N_ELEMENTS (GROUPS); i++)
    {
      g_print (".SH %s\n", GROUPS[i].title);
      for (const HpCliCommand *command = GROUPS[i].commands; command->name != NULL; command++)
        {
          g_autofree char *call = g_strconcat (command->name, " ", command->usage, NULL);
          g_print (".TP\n.B ");
          fflush (stdout);
          print_roff (call);
          g_autofree char *summary = g_strconcat (command->summary, ".", NULL);
          print_roff (summary);
          if (command->detail != NULL)
            print_roff (command->detail);
          fflush (stdout);
        }
    }
  g_print (".SH OPTIONS\n.nf\n");
  fflush (stdout);
  print_roff (OPTIONS);
  g_print (".fi\n.SH EXIT STATUS\n0 done, 1 an error (told on stderr, nothing half done), 2 wrong "
           "usage\n");
}
