/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command that decides about all tickets that a search finds. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-decide.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-when-text.h"
#include "cli/hp-cli-json.h"
#include "cli/hp-cli-progress.h"
#include "desk/hp-ticket-change.h"
#include "store/hp-search.h"

/* The texts that a HpTicketChange borrows. */
typedef struct
{
  HpTicketChange change;
  char *status;   /* (owned) (nullable) */
  char *priority; /* (owned) (nullable) */
  char *assignee; /* (owned) (nullable) */
  char *until;    /* (owned) (nullable) */
  GStrv tags;     /* (owned) (nullable) */
} Wish;

static void
clear_wish (Wish *wish)
{
  g_free (wish->status);
  g_free (wish->priority);
  g_free (wish->assignee);
  g_free (wish->until);
  g_strfreev (wish->tags);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, clear_wish)

gboolean
hp_cli_read_until (const char *text, gint64 *until, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  *until = HP_SNOOZE_AWAKE;
  if (strcmp (text, "none") == 0 || hp_when_parse (text, now, until))
    return TRUE;
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
               "“%s” is no moment to come. Write it like “tomorrow 9”, “monday”, “in 2 h” or "
               "“2026-12-01 14:00”",
               text);
  return FALSE;
}

static gboolean
take_wish (HpCli *cli, char **args, Wish *wish, GError **error)
{
  HpTicketChange *change = &wish->change;
  gboolean until_answer = hp_cli_take_flag (args, "--until-answer");

  wish->tags = hp_cli_take_additions (args, "--tag", "--untag", error);
  if (wish->tags == NULL || !hp_cli_take_text (args, "--status", &wish->status, error) ||
      !hp_cli_take_text (args, "--priority", &wish->priority, error) ||
      !hp_cli_take_text (args, "--assign", &wish->assignee, error) ||
      !hp_cli_take_text (args, "--snooze", &wish->until, error) ||
      (wish->until != NULL && !hp_cli_read_until (wish->until, &change->snooze, error)))
    return FALSE;
  const char *who = wish->assignee != NULL ? hp_cli_get_assignee (cli, wish->assignee) : NULL;
  change->status = wish->status;
  change->priority = wish->priority;
  change->assignee = wish->assignee != NULL && who == NULL ? "" : who;
  change->tags = wish->tags[0] != NULL ? (const char *const *) wish->tags : NULL;
  change->sets_snooze = until_answer || wish->until != NULL;
  if (until_answer)
    change->snooze = HP_SNOOZE_UNTIL_ANSWER;
  if (change->status != NULL || change->priority != NULL || change->assignee != NULL ||
      change->tags != NULL || change->sets_snooze)
    return TRUE;
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "What is to be decided is missing");
  return FALSE;
}

/* {"tickets": how many, "op": one of the decision's, for undo}. */
static void
print_result (HpCli *cli, guint tickets, GArray *ids)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hp_json_add_int (builder, "tickets", tickets);
  if (ids->len > 0)
    hp_json_add_key (builder, "op", &g_array_index (ids, HpKey, 0));
  else
    hp_json_add_string (builder, "op", NULL);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

/* A blank query finds all: a slip must not decide about every ticket there is. */
static gboolean
check_query (char **args, GError **error)
{
  for (char **arg = args; *arg != NULL; arg++)
    if (strspn (*arg, " \t\n") < strlen (*arg))
      return TRUE;
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
               "An empty QUERY means every ticket. If all are meant, say after:1970-01-01");
  return FALSE;
}

gboolean
hp_cli_run_bulk (HpCli *cli, char **args, GError **error)
{
  g_auto (Wish) wish = { 0 };
  HpCliProgress progress = { 0 };

  if (!take_wish (cli, args, &wish, error) || !hp_cli_check_args (args, 1, -1, error) ||
      !check_query (args, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  g_autoptr (HpQuery) query = hp_cli_join_query (args);
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GArray) tickets = hp_search_ticket_rows (db, query, cli->agent, G_MAXINT32);
  if (!hp_db_check (db, error))
    return FALSE;
  g_autoptr (GArray) ids =
      hp_command_change_tickets (cli->desk, cli->agent, tickets, &wish.change, cli->cancellable,
                                 hp_cli_progress_on_count_cb, &progress, error);
  hp_cli_progress_end (&progress);
  if (ids != NULL)
    print_result (cli, tickets->len, ids);
  return ids != NULL;
}
