/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command about the team that shares a desk. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-account.h"

#include <string.h>

#include "base/hp-error.h"
#include "cli/hp-cli-json.h"
#include "engine/hp-secret.h"
#include "engine/hp-team.h"

static char *
dup_log (const char *log)
{
  if (!g_str_has_prefix (log, HP_TEAM_LOG_FOLDER))
    return g_strdup (log);
  g_autofree char *path = g_canonicalize_filename (log + strlen (HP_TEAM_LOG_FOLDER), NULL);
  return g_strconcat (HP_TEAM_LOG_FOLDER, path, NULL);
}

static char *
dup_secret (const char *secret)
{
  if (secret == NULL)
    return hp_secret_new_place ();
  if (!g_str_has_prefix (secret, HP_SECRET_FILE))
    return g_strdup (secret);
  g_autofree char *path = g_canonicalize_filename (secret + strlen (HP_SECRET_FILE), NULL);
  return g_strconcat (HP_SECRET_FILE, path, NULL);
}

/* Makes a team, or asks with @code to be let into one. */
static gboolean
set_up (HpCli *cli, char **args, int words, GError **error)
{
  g_autofree char *given_log = NULL;
  g_autofree char *given_secret = NULL;
  g_autofree char *name = NULL;

  if (!hp_cli_take_text (args, "--log", &given_log, error) ||
      !hp_cli_take_text (args, "--secret", &given_secret, error) ||
      !hp_cli_take_text (args, "--desk-name", &name, error) ||
      !hp_cli_check_args (args, words, words, error))
    return FALSE;
  if (given_log == NULL)
    {
      g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
                   "--log is missing: where the team's log lies, such as folder:/media/team");
      return FALSE;
    }
  g_autofree char *log = dup_log (given_log);
  g_autofree char *secret = dup_secret (given_secret);
  HpTeamSetting setting = { log, name != NULL ? name : g_get_host_name (), cli->agent, secret };
  return words == 0 ? hp_team_create (cli->desk, &setting, cli->cancellable, error)
                    : hp_team_join (cli->desk, &setting, args[0], cli->cancellable, error);
}

static gboolean
exchange (HpCli *cli, HpTeam *team, GError **error)
{
  HpTeamReport report;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!hp_cli_take_engine (cli, error) ||
      !hp_team_exchange (team, &report, cli->cancellable, error))
    return FALSE;
  json_builder_begin_object (builder);
  hp_json_add_string (builder, "team", hp_team_get_place (team));
  hp_json_add_bool (builder, "inside", hp_team_is_inside (team));
  hp_json_add_int (builder, "sent", report.sent);
  hp_json_add_int (builder, "taken", report.taken);
  hp_json_add_int (builder, "missing", report.missing);
  hp_json_add_int (builder, "aside", report.aside);
  hp_json_add_bool (builder, "renamed", report.is_renamed);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return TRUE;
}

gboolean
hp_cli_sync_team (HpCli *cli, GError **error)
{
  if (!hp_team_is_set (cli->desk))
    return TRUE;
  g_autoptr (HpTeam) team = hp_team_open (cli->desk, cli->cancellable, error);
  return team != NULL && exchange (cli, team, error);
}

static gboolean
create (HpCli *cli, char **args, GError **error)
{
  return set_up (cli, args, 0, error) && hp_cli_sync_team (cli, error);
}

static gboolean
join (HpCli *cli, char **args, GError **error)
{
  if (!set_up (cli, args, 1, error))
    return FALSE;
  g_printerr ("Asked to be let in. Whoever gave the code now says: helpparictl team confirm\n"
              "Then here: helpparictl sync\n");
  return TRUE;
}

static HpTeam *
open_team (HpCli *cli, char **args, int min, int max, GError **error)
{
  return hp_cli_check_args (args, min, max, error)
             ? hp_team_open (cli->desk, cli->cancellable, error)
             : NULL;
}

static gboolean
invite (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpTeam) team = open_team (cli, args, 0, 0, error);
  g_autofree char *code = team != NULL ? hp_team_invite (team, error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (code == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  hp_json_add_string (builder, "code", code);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return TRUE;
}

static void
print_request (HpCli *cli, const HpTeamRequest *request, gboolean is_let_in)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hp_json_add_key (builder, "desk", &request->desk);
  hp_json_add_string (builder, "name", request->name);
  hp_json_add_string (builder, "agent", request->agent);
  hp_json_add_bool (builder, "confirmed", is_let_in);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

/* Who is named, or the only one. */
static const HpTeamRequest *
find_request (GPtrArray *requests, const char *name, GError **error)
{
  for (guint i = 0; i < requests->len; i++)
    {
      const HpTeamRequest *request = g_ptr_array_index (requests, i);
      if (name == NULL ? requests->len == 1 : g_strcmp0 (request->name, name) == 0)
        return request;
    }
  if (requests->len == 0 || name != NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "Nobody asks to be let in by that name");
  else
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                 "Several ask to be let in. Name one: helpparictl team confirm NAME");
  return NULL;
}

static gboolean
confirm (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpTeam) team = open_team (cli, args, 0, 1, error);

  if (team == NULL || !hp_cli_take_engine (cli, error))
    return FALSE;
  HpTeamLog *log = hp_team_get_log (team);
  g_autoptr (GPtrArray) requests = hp_team_log_list_requests (log, cli->cancellable, error);
  const HpTeamRequest *request = requests != NULL ? find_request (requests, args[0], error) : NULL;
  if (request == NULL || !hp_team_log_let_in (log, request, cli->cancellable, error))
    return FALSE;
  print_request (cli, request, TRUE);
  return TRUE;
}

static void
print_desk (HpCli *cli, const HpTeamDesk *desk)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hp_json_add_key (builder, "desk", &desk->key);
  hp_json_add_string (builder, "name", desk->name);
  hp_json_add_string (builder, "agent", desk->agent);
  hp_json_add_time (builder, "seen", desk->seen);
  hp_json_add_int (builder, "behind", hp_team_desk_get_behind (cli->desk, desk));
  hp_json_add_bool (builder, "here", hp_key_equal (&desk->key, hp_desk_get_id (cli->desk)));
  hp_json_add_bool (builder, "removed", desk->removed_from > 0);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

static gboolean
list (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpTeam) team = open_team (cli, args, 0, 0, error);
  HpDb *db = hp_desk_get_db (cli->desk);

  if (team == NULL)
    return FALSE;
  g_autoptr (GPtrArray) desks = hp_team_desks_list (db);
  g_autoptr (GPtrArray) requests =
      hp_team_log_list_requests (hp_team_get_log (team), cli->cancellable, NULL);
  for (guint i = 0; i < desks->len; i++)
    print_desk (cli, g_ptr_array_index (desks, i));
  for (guint i = 0; requests != NULL && i < requests->len; i++)
    print_request (cli, g_ptr_array_index (requests, i), FALSE);
  return hp_db_check (db, error);
}

/* By id or by name. */
static HpTeamDesk *
find_desk (HpCli *cli, const char *name, GError **error)
{
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) desks = hp_team_desks_list (db);
  HpTeamDesk *found = NULL;
  guint n = 0;

  for (guint i = 0; i < desks->len; i++)
    {
      HpTeamDesk *desk = g_ptr_array_index (desks, i);
      g_autofree char *hex = hp_key_dup_hex (&desk->key);
      if ((strcmp (desk->name, name) != 0 || desk->removed_from > 0) && strcmp (hex, name) != 0)
        continue;
      n++;
      g_clear_pointer (&found, hp_team_desk_free);
      found = hp_team_desks_find (db, &desk->key);
    }
  if (n == 1)
    return found;
  g_clear_pointer (&found, hp_team_desk_free);
  g_set_error (error, HP_ERROR, n == 0 ? HP_ERROR_NOT_FOUND : HP_ERROR_INVALID,
               n == 0 ? "There is no desk “%s” in the team"
                      : "More than one desk is called “%s”. Use its id",
               name);
  return NULL;
}

static gboolean
take_away (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpTeam) team = open_team (cli, args, 1, 1, error);
  g_autoptr (HpTeamDesk) desk = team != NULL ? find_desk (cli, args[0], error) : NULL;

  return desk != NULL && hp_cli_take_engine (cli, error) &&
         hp_team_log_remove_desk (hp_team_get_log (team), &desk->key, cli->cancellable, error) &&
         exchange (cli, team, error);
}

static gboolean
status (HpCli *cli, char **args, GError **error)
{
  g_autoptr (HpTeam) team = open_team (cli, args, 0, 0, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (team == NULL)
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) items = hp_team_items_list (db, hp_team_get_place (team));
  json_builder_begin_object (builder);
  hp_json_add_string (builder, "log", hp_team_get_place (team));
  hp_json_add_bool (builder, "inside", hp_team_is_inside (team));
  hp_json_add_int (builder, "unsent", hp_team_count_unsent (cli->desk));
  json_builder_set_member_name (builder, "aside");
  json_builder_begin_array (builder);
  for (guint i = 0; i < items->len; i++)
    {
      const HpTeamItem *item = g_ptr_array_index (items, i);
      if (item->state == HP_TEAM_ITEM_TAKEN)
        continue;
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "name", item->name);
      hp_json_add_string (builder, "reason", item->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return hp_db_check (db, error);
}

static gboolean
leave (HpCli *cli, char **args, GError **error)
{
  return hp_cli_check_args (args, 0, 0, error) && hp_team_leave (cli->desk, error);
}

gboolean
hp_cli_team (HpCli *cli, char **args, GError **error)
{
  static const struct
  {
    const char *name;
    HpCliRun run;
  } verbs[] = { { "status", status },    { "create", create },   { "invite", invite },
                { "join", join },        { "confirm", confirm }, { "list", list },
                { "remove", take_away }, { "leave", leave } };

  if (hp_cli_open (cli, HP_DB_WRITE, error) == NULL)
    return FALSE;
  if (args[0] == NULL)
    return status (cli, args, error);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, args[0]) == 0)
      return verbs[i].run (cli, args + 1, error);
  g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE, "“%s” is not known here", args[0]);
  return FALSE;
}
