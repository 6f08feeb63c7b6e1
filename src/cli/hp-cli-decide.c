/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the commands that decide something. Each prints {"ops": [ids]}, which undo takes. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli.h"

#include <string.h>

#include "cli/hp-cli-decide.h"
#include "cli/hp-cli-json.h"
#include "cli/hp-cli-text.h"
#include "desk/hp-commands.h"
#include "desk/hp-ticket-change.h"
#include "store/hp-op-table.h"

/* What was decided, with the ids that undo takes. */
static void
print_outcome (HpCli *cli, const char *name, GArray *ids)
{
  if (strcmp (name, "ops") != 0)
    g_print ("%s:\n", name);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (HpOp) op =
          hp_ops_find (hp_desk_get_db (cli->desk), &g_array_index (ids, HpKey, i));
      if (op != NULL)
        hp_text_print_op (op);
    }
  if (ids->len == 0)
    g_print ("It is so already.\n");
}

gboolean
hp_cli_print_ids (HpCli *cli, const char *name, GArray *ids)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (ids == NULL)
    return FALSE;
  if (hp_cli_is_for_people (cli))
    {
      print_outcome (cli, name, ids);
      return TRUE;
    }
  json_builder_begin_object (builder);
  hp_json_add_keys (builder, name, ids);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return TRUE;
}

static HpDesk *
open_desk (HpCli *cli, char **args, int min, int max, GError **error)
{
  return hp_cli_check_args (args, min, max, error) ? hp_cli_open (cli, HP_DB_READ, error) : NULL;
}

/* The tickets that @n words name. NULL if one names none. */
static GArray *
find_tickets (HpCli *cli, char **args, int n, GError **error)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (int i = 0; i < n; i++)
    {
      gint64 ticket = hp_desk_find_ticket (cli->desk, args[i], error);
      if (ticket == 0)
        return NULL;
      g_array_append_val (tickets, ticket);
    }
  return g_steal_pointer (&tickets);
}

static gboolean
run_note (HpCli *cli, char **args, GError **error)
{
  gsize length;
  g_autofree char *text = NULL;
  gint64 ticket;

  if (open_desk (cli, args, 2, 2, error) == NULL)
    return FALSE;
  text = strcmp (args[1], "-") == 0 ? hp_cli_read_all ("-", &length, error) : g_strdup (args[1]);
  ticket = text != NULL ? hp_desk_find_ticket (cli->desk, args[0], error) : 0;
  if (ticket == 0)
    return FALSE;
  g_autoptr (GArray) ids = hp_command_note (cli->desk, cli->agent, ticket, text, error);
  return hp_cli_print_ids (cli, "ops", ids);
}

/* Names of statuses and priorities are lower case, however they are typed. */
static char *
fold (const char *word)
{
  return g_ascii_strdown (word, -1);
}

static gboolean
run_status (HpCli *cli, char **args, GError **error)
{
  if (open_desk (cli, args, 2, 2, error) == NULL)
    return FALSE;
  g_autoptr (GArray) tickets = find_tickets (cli, args, 1, error);
  if (tickets == NULL)
    return FALSE;
  g_autofree char *status = fold (args[1]);
  g_autoptr (GArray) ids = hp_command_set_status (cli->desk, cli->agent, tickets, status, error);
  return hp_cli_print_ids (cli, "ops", ids);
}

const char *
hp_cli_get_assignee (HpCli *cli, const char *word)
{
  if (strcmp (word, "none") == 0)
    return NULL;
  return strcmp (word, "me") == 0 ? cli->agent : word;
}

static gboolean
run_assign (HpCli *cli, char **args, GError **error)
{
  if (open_desk (cli, args, 1, 2, error) == NULL)
    return FALSE;
  g_autoptr (GArray) tickets = find_tickets (cli, args, 1, error);
  if (tickets == NULL)
    return FALSE;
  const char *who = hp_cli_get_assignee (cli, args[1] != NULL ? args[1] : "me");
  g_autoptr (GArray) ids = hp_command_assign (cli->desk, cli->agent, tickets, who, error);
  return hp_cli_print_ids (cli, "ops", ids);
}

static gboolean
run_priority (HpCli *cli, char **args, GError **error)
{
  if (open_desk (cli, args, 2, 2, error) == NULL)
    return FALSE;
  g_autoptr (GArray) tickets = find_tickets (cli, args, 1, error);
  if (tickets == NULL)
    return FALSE;
  g_autofree char *priority = fold (args[1]);
  g_autoptr (GArray) ids =
      hp_command_set_priority (cli->desk, cli->agent, tickets, priority, error);
  return hp_cli_print_ids (cli, "ops", ids);
}

/* Lists show tags as “#urgent”: typed like that, the sign is no part of the name. */
static void
strip_tag_sign (char *word)
{
  char *name = word + (*word == '-');

  if (*name == '#')
    memmove (name, name + 1, strlen (name));
}

static gboolean
run_tag (HpCli *cli, char **args, GError **error)
{
  if (open_desk (cli, args, 2, -1, error) == NULL)
    return FALSE;
  g_autoptr (GArray) tickets = find_tickets (cli, args, 1, error);
  if (tickets == NULL)
    return FALSE;
  for (char **word = args + 1; *word != NULL; word++)
    strip_tag_sign (*word);
  g_autoptr (GArray) ids =
      hp_command_tag (cli->desk, cli->agent, tickets, (const char *const *) args + 1, error);
  return hp_cli_print_ids (cli, "ops", ids);
}

static gboolean
run_snooze (HpCli *cli, char **args, GError **error)
{
  gboolean until_answer = hp_cli_take_flag (args, "--until-answer");
  gint64 until = HP_SNOOZE_UNTIL_ANSWER;

  if (!hp_cli_check_args (args, until_answer ? 1 : 2, until_answer ? 1 : -1, error))
    return FALSE;
  g_autofree char *text = g_strjoinv (" ", args + 1);
  if ((!until_answer && !hp_cli_read_until (text, &until, error)) ||
      hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  g_autoptr (GArray) tickets = find_tickets (cli, args, 1, error);
  if (tickets == NULL)
    return FALSE;
  g_autoptr (GArray) ids = hp_command_snooze (cli->desk, cli->agent, tickets, until, error);
  return hp_cli_print_ids (cli, "ops", ids);
}

static gboolean
run_merge (HpCli *cli, char **args, GError **error)
{
  if (open_desk (cli, args, 2, -1, error) == NULL)
    return FALSE;
  g_autoptr (GArray) tickets = find_tickets (cli, args, (int) g_strv_length (args), error);
  if (tickets == NULL)
    return FALSE;
  g_autoptr (GArray) ids = hp_command_merge (cli->desk, cli->agent, tickets, error);
  return hp_cli_print_ids (cli, "ops", ids);
}

static gboolean
run_split (HpCli *cli, char **args, GError **error)
{
  if (open_desk (cli, args, 2, 2, error) == NULL)
    return FALSE;
  gint64 ticket = hp_desk_find_ticket (cli->desk, args[0], error);
  if (ticket == 0)
    return FALSE;
  g_autoptr (GArray) ids = hp_command_split (cli->desk, cli->agent, ticket, args[1], error);
  return hp_cli_print_ids (cli, "ops", ids);
}

static GArray *
relate_tickets (HpCli *cli, char **args, GError **error)
{
  gint64 ticket = hp_desk_find_ticket (cli->desk, args[0], error);
  gint64 other = ticket != 0 ? hp_desk_find_ticket (cli->desk, args[2], error) : 0;

  return other != 0 ? hp_command_relate (cli->desk, cli->agent, ticket, other,
                                         strcmp (args[1], "none") != 0 ? args[1] : NULL, error)
                    : NULL;
}

static gboolean
run_link (HpCli *cli, char **args, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (open_desk (cli, args, 2, 3, error) == NULL)
    return FALSE;
  if (args[2] != NULL)
    {
      ids = relate_tickets (cli, args, error);
      return hp_cli_print_ids (cli, "ops", ids);
    }
  gint64 one = hp_desk_find_customer (cli->desk, args[0], error);
  gint64 other = one != 0 ? hp_desk_find_customer (cli->desk, args[1], error) : 0;
  if (other == 0)
    return FALSE;
  ids = hp_command_link_customers (cli->desk, cli->agent, one, other, error);
  return hp_cli_print_ids (cli, "ops", ids);
}

static gboolean
run_spam (HpCli *cli, char **args, GError **error)
{
  gboolean blocks = hp_cli_take_flag (args, "--block");
  gboolean unblocks = hp_cli_take_flag (args, "--unblock");
  g_autoptr (GArray) ids = NULL;

  if (open_desk (cli, args, 1, 1, error) == NULL)
    return FALSE;
  if (unblocks)
    {
      ids = hp_command_block (cli->desk, cli->agent, args[0], FALSE, error);
      return hp_cli_print_ids (cli, "ops", ids);
    }
  gint64 ticket = hp_desk_find_ticket (cli->desk, args[0], error);
  if (ticket == 0)
    return FALSE;
  ids = hp_command_mark_spam (cli->desk, cli->agent, ticket, blocks, error);
  return hp_cli_print_ids (cli, "ops", ids);
}

static gboolean
read_op_id (const char *text, HpKey *id, GError **error)
{
  if (text == NULL || hp_key_from_hex (text, id))
    return TRUE;
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "“%s” is no id of an op", text);
  return FALSE;
}

static gboolean
run_undo (HpCli *cli, char **args, GError **error)
{
  HpKey id;

  if (!read_op_id (args[0], &id, error) || open_desk (cli, args, 0, 1, error) == NULL)
    return FALSE;
  g_autoptr (GArray) ids =
      hp_command_undo (cli->desk, cli->agent, args[0] != NULL ? &id : NULL, error);
  return hp_cli_print_ids (cli, "undone", ids);
}

static gboolean
run_redo (HpCli *cli, char **args, GError **error)
{
  HpKey id;

  if (!read_op_id (args[0], &id, error) || open_desk (cli, args, 0, 1, error) == NULL)
    return FALSE;
  g_autoptr (GArray) ids =
      hp_command_redo (cli->desk, cli->agent, args[0] != NULL ? &id : NULL, error);
  return hp_cli_print_ids (cli, "redone", ids);
}

const HpCliCommand HP_CLI_DECIDE_COMMANDS[] = {
  { "note", "TICKET TEXT|-", "Add an internal note", "“-” reads the text from stdin.", run_note },
  { "status", "TICKET STATUS", "Set new, open, waiting, resolved, closed or spam",
    "All but new and open answer the messages that are there; a later message of the customer\n"
    "opens the ticket again.",
    run_status },
  { "assign", "TICKET [AGENT|me|none]", "Give a ticket to an agent (default: you)", NULL,
    run_assign },
  { "tag", "TICKET TAG... [-TAG...]", "Add tags; take away those with “-”", NULL, run_tag },
  { "bulk", "QUERY [OPTION…]", "Decide about all tickets that a search finds",
    "--status STATUS, --assign AGENT|me|none, --priority PRIORITY, --snooze WHEN|none,\n"
    "--until-answer, and --tag TAG or --untag TAG as often as wanted: in one go, undone in one\n"
    "go. Ctrl+C takes back what was done.",
    hp_cli_run_bulk },
  { "priority", "TICKET PRIORITY", "Set low, normal, high or urgent", NULL, run_priority },
  { "snooze", "TICKET WHEN|none|--until-answer", "Put a ticket to sleep until then",
    "WHEN is a moment in English, Finnish or Swedish: tomorrow 9, ensi viikolla, in 2 h,\n"
    "2026-12-01 14:00. A later message of the customer wakes it before; “none” wakes it now.",
    run_snooze },
  { "merge", "TICKET TICKET...", "Make tickets one", NULL, run_merge },
  { "split", "TICKET MESSAGE", "Make a message and its answers a ticket of their own",
    "MESSAGE is its id or its Message-ID.", run_split },
  { "link", "CUSTOMER CUSTOMER | TICKET RELATION TICKET",
    "Two customers are one, or two tickets have to do with each other",
    "RELATION is what the second ticket is to the first: parent, child, related, duplicate,\n"
    "original, or none.",
    run_link },
  { "spam", "TICKET [--block] | ADDRESS --unblock", "Mark a ticket as spam",
    "With --block what its customer writes later is spam too.", run_spam },
  { "view", "[list | set NAME [QUERY] [OPTION…] | remove NAME | order NAME…]",
    "List, save, remove or order views",
    "--sort newest|oldest|created|priority, --columns number,customer,subject,status,assignee,\n"
    "priority,tags,channel,created,updated, --icon NAME, --rename NAME, --personal (yours only)\n"
    "or --shared. “order” puts those named first.",
    hp_cli_run_views },
  { "macro", "[list [TEXT] | show NAME | set NAME [TEXT|-] | use NAME TICKET]",
    "List, save or use saved replies",
    "TEXT can name {{customer.first_name}}, {{ticket.number}}, {{agent.name}}, {{date.tomorrow}}\n"
    "and kin, with what stands where there is nothing: {{customer.first_name|there}}.\n"
    "--language fi|sv|en, --own (your variant), --folder FOLDER, --rename NAME, --file "
    "SHA256:NAME,\n"
    "and what using it decides: --status, --priority, --assign AGENT|me, --tag, --untag. “use”\n"
    "gives the text for a ticket and decides the rest. Also: “remove NAME”, and “examples”, which\n"
    "adds some to begin with.",
    hp_cli_run_macro },
  { "agents", "[set AGENT [OPTION…] | remove AGENT]", "List or describe who works here",
    "--name NAME, --address ADDRESS, --colour #RRGGBB, --role agent|lead|guest, --here, --away,\n"
    "--capacity N (open tickets), --skill SKILL and --unskill SKILL as often as wanted. Who\n"
    "decided something is an agent without being listed.",
    hp_cli_run_agents },
  { "undo", "[OP]", "Take back your last decision, or the one OP belongs to",
    "Decisions that others made since stand.", run_undo },
  { "redo", "[OP]", "Take back your last undo, or the undo of OP", NULL, run_redo },
  { 0 },
};
