/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which team a desk belongs to. The settings are local to the desk; the keys are in the
 * keyring or in a file that only its owner reads, never in the desk. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-team.h"

#include <string.h>

#include "base/hp-error.h"
#include "base/hp-json.h"
#include "engine/hp-secret.h"
#include "store/hp-change-table.h"
#include "sync/hp-log-folder.h"
#include "sync/hp-team-code.h"

#define LOCAL_TEAM "team"
#define LOCAL_PROBLEM "team-problem"

struct _HpTeam
{
  HpDesk *desk;     /* (unowned) */
  char *place;      /* (owned) of the log */
  char *desk_name;  /* (owned) */
  char *agent;      /* (owned) */
  char *secret;     /* (owned) */
  HpTeamKeys *keys; /* (owned) */
  HpLog *log;       /* (owned) */
  HpTeamLog *hand;  /* (owned) */
};

static HpLog *
make_log (const char *place, GError **error)
{
  const char *path =
      g_str_has_prefix (place, HP_TEAM_LOG_FOLDER) ? place + strlen (HP_TEAM_LOG_FOLDER) : NULL;

  if (path != NULL && g_path_is_absolute (path))
    return hp_log_folder_new (path);
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
               "“%s” is no place for a team's log. One looks like folder:/media/team", place);
  return NULL;
}

/* What a file holds is its owner's alone. */
static gboolean
keep_keys (const char *secret, HpTeamKeys *keys, GError **error)
{
  char *text = hp_team_keys_dup_text (keys);
  gboolean done;

  if (g_str_has_prefix (secret, HP_SECRET_FILE))
    {
      done = g_file_set_contents_full (secret + strlen (HP_SECRET_FILE), text, -1,
                                       G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                       0600, error);
      hp_error_adopt (done ? NULL : error);
    }
  else
    {
      done = hp_secret_store (secret, "team", text, NULL, error);
    }
  hp_secret_free (text);
  return done;
}

static gboolean
on_save_keys_cb (HpTeamKeys *keys, gpointer data, GError **error)
{
  return keep_keys (((HpTeam *) data)->secret, keys, error);
}

gboolean
hp_team_is_set (HpDesk *desk)
{
  g_autofree char *text = hp_locals_dup_text (hp_desk_get_db (desk), LOCAL_TEAM);

  return text != NULL && *text != '\0';
}

static char *
dup_setting (const HpTeamSetting *setting)
{
  g_autofree char *log = hp_json_quote (setting->log);
  g_autofree char *name = hp_json_quote (setting->desk_name);
  g_autofree char *agent = hp_json_quote (setting->agent);
  g_autofree char *secret = hp_json_quote (setting->secret);

  return g_strdup_printf ("{\"log\":%s,\"name\":%s,\"agent\":%s,\"secret\":%s}", log, name, agent,
                          secret);
}

static gboolean
write_setting (HpDesk *desk, const char *text, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);

  hp_db_begin (db);
  hp_locals_set_text (db, LOCAL_TEAM, text);
  hp_changes_add (db, HP_CHANGE_OUTBOX, 0);
  return hp_db_commit (db, error);
}

/* The keys first: a team whose keys could not be kept is none. */
static gboolean
set_up (HpDesk *desk,
        const HpTeamSetting *setting,
        HpTeamKeys *keys,
        GCancellable *cancellable,
        GError **error)
{
  g_autofree char *text = dup_setting (setting);
  g_autoptr (HpLog) log = make_log (setting->log, error);

  if (log == NULL)
    return FALSE;
  if (hp_team_is_set (desk))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_EXISTS, "This desk has a team already");
      return FALSE;
    }
  if (!g_str_has_prefix (setting->secret, HP_SECRET_FILE) &&
      !g_str_has_prefix (setting->secret, HP_SECRET_KEYRING))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "The team's keys can be kept in the keyring or in a file: --secret file:PATH");
      return FALSE;
    }
  g_autoptr (GPtrArray) listing = hp_log_list (log, cancellable, error);
  return listing != NULL && keep_keys (setting->secret, keys, error) &&
         write_setting (desk, text, error);
}

gboolean
hp_team_create (HpDesk *desk,
                const HpTeamSetting *setting,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (HpTeamKeys) keys = hp_team_keys_new ();

  return set_up (desk, setting, keys, cancellable, error);
}

gboolean
hp_team_join (HpDesk *desk,
              const HpTeamSetting *setting,
              const char *code,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (HpTeamKeys) keys = hp_team_keys_new_outside ();
  HpTeamCode read;

  if (!hp_team_code_read (code, &read, error) || !set_up (desk, setting, keys, cancellable, error))
    return FALSE;
  g_autoptr (HpTeam) team = hp_team_open (desk, cancellable, error);
  if (team != NULL && hp_team_log_ask (team->hand, code, cancellable, error))
    return TRUE;
  hp_team_leave (desk, NULL);
  return FALSE;
}

gboolean
hp_team_leave (HpDesk *desk, GError **error)
{
  g_autofree char *text = hp_locals_dup_text (hp_desk_get_db (desk), LOCAL_TEAM);
  g_autoptr (JsonObject) setting = hp_json_parse_object (text, -1, NULL);
  const char *secret = setting != NULL ? hp_json_get_string (setting, "secret") : NULL;

  if (!write_setting (desk, "", error))
    return FALSE;
  if (secret != NULL)
    hp_secret_clear (secret);
  return TRUE;
}

static gboolean
read_setting (HpTeam *team, GError **error)
{
  g_autofree char *text = hp_locals_dup_text (hp_desk_get_db (team->desk), LOCAL_TEAM);
  g_autoptr (JsonObject) setting =
      text != NULL && *text != '\0' ? hp_json_parse_object (text, -1, NULL) : NULL;

  if (setting == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "This desk has no team");
      return FALSE;
    }
  team->place = g_strdup (hp_json_get_string (setting, "log"));
  team->desk_name = g_strdup (hp_json_get_string (setting, "name"));
  team->agent = g_strdup (hp_json_get_string (setting, "agent"));
  team->secret = g_strdup (hp_json_get_string (setting, "secret"));
  if (team->place != NULL && team->secret != NULL && team->desk_name != NULL && team->agent != NULL)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_CORRUPT, "The settings of the team are not readable");
  return FALSE;
}

HpTeam *
hp_team_open (HpDesk *desk, GCancellable *cancellable, GError **error)
{
  g_autoptr (HpTeam) team = g_new0 (HpTeam, 1);
  char *text;

  team->desk = desk;
  if (!read_setting (team, error) ||
      (text = hp_secret_look_up (team->secret, cancellable, error)) == NULL)
    return NULL;
  team->keys = hp_team_keys_new_from_text (text, error);
  hp_secret_free (text);
  team->log = team->keys != NULL ? make_log (team->place, error) : NULL;
  if (team->log == NULL)
    return NULL;
  team->hand = hp_team_log_new (desk, team->keys, team->log, team->place, on_save_keys_cb, team);
  hp_team_log_set_names (team->hand, team->desk_name, team->agent);
  return g_steal_pointer (&team);
}

void
hp_team_free (HpTeam *team)
{
  g_clear_pointer (&team->hand, hp_team_log_free);
  g_clear_object (&team->log);
  g_clear_pointer (&team->keys, hp_team_keys_free);
  g_free (team->place);
  g_free (team->desk_name);
  g_free (team->agent);
  g_free (team->secret);
  g_free (team);
}

HpTeamLog *
hp_team_get_log (HpTeam *team)
{
  return team->hand;
}

const char *
hp_team_get_place (HpTeam *team)
{
  return team->place;
}

gboolean
hp_team_is_inside (HpTeam *team)
{
  return hp_team_keys_is_inside (team->keys);
}

char *
hp_team_dup_problem (HpDesk *desk)
{
  g_autofree char *problem = hp_locals_dup_text (hp_desk_get_db (desk), LOCAL_PROBLEM);

  return problem != NULL && *problem != '\0' ? g_steal_pointer (&problem) : NULL;
}

/* Only a change is written. That it can't be is no news: the disk says so elsewhere. */
static void
keep_problem (HpTeam *team, const char *problem)
{
  HpDb *db = hp_desk_get_db (team->desk);
  g_autofree char *known = hp_team_dup_problem (team->desk);

  if (g_strcmp0 (known, problem) == 0)
    return;
  hp_db_begin (db);
  hp_locals_set_text (db, LOCAL_PROBLEM, problem != NULL ? problem : "");
  hp_changes_add (db, HP_CHANGE_OUTBOX, 0);
  hp_db_commit (db, NULL);
}

gboolean
hp_team_exchange (HpTeam *team, HpTeamReport *report, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (hp_team_log_exchange (team->hand, report, cancellable, &local))
    {
      keep_problem (team, NULL);
      return TRUE;
    }
  if (!g_error_matches (local, HP_ERROR, HP_ERROR_CANCELLED))
    keep_problem (team, local->message);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

char *
hp_team_invite (HpTeam *team, GError **error)
{
  g_autofree char *code = hp_team_code_new ();

  if (!hp_team_is_inside (team))
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "This desk has not been let in itself yet");
      return NULL;
    }
  hp_team_keys_add_invitation (team->keys, code);
  return keep_keys (team->secret, team->keys, error) ? g_steal_pointer (&code) : NULL;
}
