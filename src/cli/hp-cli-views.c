/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command about saved searches. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-decide.h"

#include <string.h>

#include "cli/hp-cli-json.h"
#include "cli/hp-cli-text.h"
#include "desk/hp-views.h"

static void
print_view (HpCli *cli, const HpView *view)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_auto (GStrv) columns = g_strsplit (view->columns != NULL ? view->columns : "", ",", -1);

  if (hp_cli_is_for_people (cli))
    {
      g_print ("%-20s %8" G_GINT64_FORMAT "  %s%s\n", view->name, view->members, view->text,
               view->owner != NULL ? "  (yours)" : "");
      return;
    }
  json_builder_begin_object (builder);
  hp_json_add_string (builder, "name", view->name);
  hp_json_add_string (builder, "query", view->text);
  hp_json_add_string (builder, "icon", view->icon);
  hp_json_add_string (builder, "sort", view->sort);
  json_builder_begin_array (json_builder_set_member_name (builder, "columns"));
  for (guint i = 0; columns[i] != NULL; i++)
    json_builder_add_string_value (builder, columns[i]);
  json_builder_end_array (builder);
  hp_json_add_string (builder, "owner", view->owner);
  hp_json_add_int (builder, "tickets", view->members);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

static gboolean
list_views (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 0, 1, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) views = hp_views_list_of (db, cli->agent);
  for (guint i = 0; i < views->len; i++)
    print_view (cli, g_ptr_array_index (views, i));
  return hp_db_check (db, error);
}

static GArray *
set_view (HpCli *cli, char **args, GError **error)
{
  HpViewChange change = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *icon = NULL;
  g_autofree char *sort = NULL;
  g_autofree char *columns = NULL;
  gboolean is_personal = hp_cli_take_flag (args, "--personal");
  gboolean is_shared = hp_cli_take_flag (args, "--shared");

  if (!hp_cli_take_text (args, "--rename", &name, error) ||
      !hp_cli_take_text (args, "--icon", &icon, error) ||
      !hp_cli_take_text (args, "--sort", &sort, error) ||
      !hp_cli_take_text (args, "--columns", &columns, error) ||
      !hp_cli_check_args (args, 2, -1, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return NULL;
  g_autofree char *query = args[2] != NULL ? g_strjoinv (" ", args + 2) : NULL;
  change.name = name;
  change.query = query;
  change.icon = icon;
  change.sort = sort;
  change.columns = columns;
  change.owner = is_personal ? cli->agent : is_shared ? "" : NULL;
  return hp_command_change_view (cli->desk, cli->agent, args[1], &change, error);
}

static GArray *
order_views (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 2, -1, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return NULL;
  return hp_command_order_views (cli->desk, cli->agent, (const char *const *) args + 1, error);
}

static GArray *
remove_view (HpCli *cli, char **args, GError **error)
{
  if (!hp_cli_check_args (args, 2, 2, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return NULL;
  return hp_command_remove_view (cli->desk, cli->agent, args[1], error);
}

gboolean
hp_cli_run_views (HpCli *cli, char **args, GError **error)
{
  const char *verb = args[0] != NULL ? args[0] : "list";
  g_autoptr (GArray) ids = NULL;

  if (strcmp (verb, "list") == 0)
    return list_views (cli, args, error);
  if (strcmp (verb, "set") == 0 || strcmp (verb, "add") == 0)
    ids = set_view (cli, args, error);
  else if (strcmp (verb, "remove") == 0)
    ids = remove_view (cli, args, error);
  else if (strcmp (verb, "order") == 0)
    ids = order_views (cli, args, error);
  else
    g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "“%s” is not list, set, remove or order",
                 verb);
  return hp_cli_print_ids (cli, "ops", ids);
}
