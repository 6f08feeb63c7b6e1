/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command about those who work at the desk. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-decide.h"

#include <string.h>

#include "cli/hp-cli-json.h"
#include "cli/hp-cli-text.h"
#include "desk/hp-agents.h"

static void
print_agent (HpCli *cli, const HpAgent *agent)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (hp_cli_is_for_people (cli))
    {
      g_print ("%-24s %-6s %-5s %4" G_GINT64_FORMAT, agent->login, agent->role,
               agent->is_away ? "away" : "here", agent->open);
      if (agent->capacity > 0)
        g_print (" of %" G_GINT64_FORMAT, agent->capacity);
      for (guint i = 0; i < agent->skills->len; i++)
        g_print (" +%s", (const char *) g_ptr_array_index (agent->skills, i));
      g_print ("\n");
      return;
    }
  json_builder_begin_object (builder);
  hp_json_add_string (builder, "agent", agent->login);
  hp_json_add_string (builder, "name", agent->name);
  hp_json_add_string (builder, "address", agent->address);
  hp_json_add_string (builder, "colour", agent->colour);
  hp_json_add_string (builder, "role", agent->role);
  hp_json_add_string (builder, "state", agent->is_away ? "away" : "here");
  if (agent->capacity > 0)
    hp_json_add_int (builder, "capacity", agent->capacity);
  else
    hp_json_add_string (builder, "capacity", NULL);
  hp_json_add_strings (builder, "skills", agent->skills);
  hp_json_add_int (builder, "open", agent->open);
  hp_json_add_bool (builder, "listed", agent->is_listed);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

static gboolean
list_agents (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 0, 0, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) agents = hp_agents_list (db);
  for (guint i = 0; i < agents->len; i++)
    print_agent (cli, g_ptr_array_index (agents, i));
  return hp_db_check (db, error);
}

static GArray *
set_agent (HpCli *cli, char **args, GError **error)
{
  HpAgentChange change = { .capacity = -1 };
  g_autofree char *name = NULL;
  g_autofree char *address = NULL;
  g_autofree char *colour = NULL;
  g_autofree char *role = NULL;
  gboolean is_away = hp_cli_take_flag (args, "--away");
  gboolean is_here = hp_cli_take_flag (args, "--here");

  if (!hp_cli_take_text (args, "--name", &name, error) ||
      !hp_cli_take_text (args, "--address", &address, error) ||
      !hp_cli_take_text (args, "--colour", &colour, error) ||
      !hp_cli_take_text (args, "--role", &role, error) ||
      !hp_cli_take_number (args, "--capacity", &change.capacity, error))
    return NULL;
  g_auto (GStrv) skills = hp_cli_take_additions (args, "--skill", "--unskill", error);
  if (skills == NULL || !hp_cli_check_args (args, 2, 2, error) ||
      hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return NULL;
  change.name = name;
  change.address = address;
  change.colour = colour;
  change.role = role;
  change.state = is_away ? "away" : is_here ? "here" : NULL;
  change.skills = (const char *const *) skills;
  return hp_command_set_agent (cli->desk, cli->agent,
                               strcmp (args[1], "me") == 0 ? cli->agent : args[1], &change, error);
}

gboolean
hp_cli_run_agents (HpCli *cli, char **args, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (args[0] != NULL && strcmp (args[0], "set") == 0)
    ids = set_agent (cli, args, error);
  else if (args[0] != NULL && strcmp (args[0], "remove") == 0)
    ids = hp_cli_check_args (args, 2, 2, error) && hp_cli_open (cli, HP_DB_READ, error) != NULL
              ? hp_command_remove_agent (cli->desk, cli->agent, args[1], error)
              : NULL;
  else
    return list_agents (cli, args, error);
  return hp_cli_print_ids (cli, "ops", ids);
}
