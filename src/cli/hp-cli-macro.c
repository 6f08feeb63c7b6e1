/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command about saved replies. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli-decide.h"

#include <string.h>

#include "cli/hp-cli-json.h"
#include "cli/hp-cli-text.h"
#include "desk/hp-commands.h"
#include "desk/hp-macros.h"
#include "io/hp-demo.h"

static HpDb *
open_desk (HpCli *cli, char **args, int min, int max, GError **error)
{
  if (!hp_cli_check_args (args, min, max, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return NULL;
  return hp_desk_get_db (cli->desk);
}

static void
add_texts (JsonBuilder *builder, const HpMacro *macro)
{
  GList *keys = g_hash_table_get_keys (macro->texts);
  g_autoptr (GList) languages = g_list_sort (keys, (GCompareFunc) strcmp);

  json_builder_begin_object (json_builder_set_member_name (builder, "texts"));
  for (GList *at = languages; at != NULL; at = at->next)
    hp_json_add_string (builder, at->data, g_hash_table_lookup (macro->texts, at->data));
  json_builder_end_object (builder);
}

static void
add_files (JsonBuilder *builder, const HpMacro *macro)
{
  json_builder_begin_array (json_builder_set_member_name (builder, "files"));
  for (guint i = 0; i < macro->files->len; i++)
    {
      const HpMacroFile *file = g_ptr_array_index (macro->files, i);
      json_builder_begin_object (builder);
      hp_json_add_string (builder, "sha256", file->sha256);
      hp_json_add_string (builder, "name", file->name);
      hp_json_add_string (builder, "type", file->mime_type);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_macro (HpCli *cli, const HpMacro *macro)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hp_json_add_key (builder, "id", &macro->key);
  hp_json_add_string (builder, "name", macro->name);
  hp_json_add_string (builder, "folder", macro->folder);
  add_texts (builder, macro);
  json_builder_begin_array (json_builder_set_member_name (builder, "own"));
  GHashTableIter iter;
  gpointer language;
  g_hash_table_iter_init (&iter, macro->own);
  while (g_hash_table_iter_next (&iter, &language, NULL))
    json_builder_add_string_value (builder, language);
  json_builder_end_array (builder);
  hp_json_add_string (builder, "status", macro->status);
  hp_json_add_string (builder, "priority", macro->priority);
  hp_json_add_string (builder, "assignee", macro->assignee);
  json_builder_begin_array (json_builder_set_member_name (builder, "tags"));
  for (guint i = 0; macro->tags[i] != NULL; i++)
    json_builder_add_string_value (builder, macro->tags[i]);
  json_builder_end_array (builder);
  add_files (builder, macro);
  hp_json_add_int (builder, "used", macro->used);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

static gboolean
list_macros (HpCli *cli, char **args, GError **error)
{
  HpDb *db = open_desk (cli, args, 0, -1, error);

  if (db == NULL)
    return FALSE;
  g_autofree char *text = args[0] != NULL ? g_strjoinv (" ", args + 1) : NULL;
  g_autoptr (GPtrArray) macros = text != NULL && *text != '\0'
                                     ? hp_macros_search (db, cli->agent, text)
                                     : hp_macros_list (db, cli->agent);
  for (guint i = 0; i < macros->len; i++)
    {
      const HpMacro *macro = g_ptr_array_index (macros, i);
      if (hp_cli_is_for_people (cli))
        g_print ("%-24s %-32s %4" G_GINT64_FORMAT "\n", macro->folder != NULL ? macro->folder : "",
                 macro->name, macro->used);
      else
        print_macro (cli, macro);
    }
  return hp_db_check (db, error);
}

static gboolean
show_macro (HpCli *cli, char **args, GError **error)
{
  HpDb *db = open_desk (cli, args, 2, 2, error);
  g_autoptr (HpMacro) macro = db != NULL ? hp_macros_find (db, cli->agent, args[1], error) : NULL;

  if (macro == NULL)
    return FALSE;
  print_macro (cli, macro);
  return TRUE;
}

/* "SHA256:NAME". */
static gboolean
read_file (const char *text, HpMacroFile *file, GError **error)
{
  const char *colon = text != NULL ? strchr (text, ':') : NULL;

  if (text == NULL)
    return TRUE;
  if (colon == NULL || colon - text != 64)
    {
      g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
                   "--file wants SHA256:NAME of a file that is at the desk");
      return FALSE;
    }
  file->sha256 = g_strndup (text, (gsize) (colon - text));
  file->name = g_strdup (colon + 1);
  return TRUE;
}

typedef struct
{
  char *name;
  char *folder;
  char *language;
  char *status;
  char *priority;
  char *assignee;
  char *file;
  GStrv tags;
} Texts;

static void
clear_texts (Texts *texts)
{
  g_free (texts->name);
  g_free (texts->folder);
  g_free (texts->language);
  g_free (texts->status);
  g_free (texts->priority);
  g_free (texts->assignee);
  g_free (texts->file);
  g_strfreev (texts->tags);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, clear_texts)

static gboolean
take_texts (char **args, Texts *texts, GError **error)
{
  texts->tags = hp_cli_take_additions (args, "--tag", "--untag", error);
  return texts->tags != NULL && hp_cli_take_text (args, "--rename", &texts->name, error) &&
         hp_cli_take_text (args, "--folder", &texts->folder, error) &&
         hp_cli_take_text (args, "--language", &texts->language, error) &&
         hp_cli_take_text (args, "--status", &texts->status, error) &&
         hp_cli_take_text (args, "--priority", &texts->priority, error) &&
         hp_cli_take_text (args, "--assign", &texts->assignee, error) &&
         hp_cli_take_text (args, "--file", &texts->file, error);
}

static GArray *
set_macro (HpCli *cli, char **args, GError **error)
{
  g_auto (Texts) texts = { 0 };
  HpMacroChange change = { .is_own = hp_cli_take_flag (args, "--own") };
  HpMacroFile file = { 0 };
  gsize length;

  if (!take_texts (args, &texts, error) || open_desk (cli, args, 2, 3, error) == NULL ||
      !read_file (texts.file, &file, error))
    return NULL;
  g_autofree char *text = args[2] == NULL              ? NULL
                          : strcmp (args[2], "-") == 0 ? hp_cli_read_all ("-", &length, error)
                                                       : g_strdup (args[2]);
  if (args[2] != NULL && text == NULL)
    return NULL;
  change.name = texts.name;
  change.folder = texts.folder;
  change.language = texts.language;
  change.text = text;
  change.status = texts.status;
  change.priority = texts.priority;
  change.assignee = texts.assignee;
  change.tags = texts.tags[0] != NULL ? (const char *const *) texts.tags : NULL;
  change.file = texts.file != NULL ? &file : NULL;
  GArray *ids = hp_command_set_macro (cli->desk, cli->agent, args[1], &change, error);
  g_free (file.sha256);
  g_free (file.name);
  return ids;
}

static GArray *
remove_macro (HpCli *cli, char **args, GError **error)
{
  return open_desk (cli, args, 2, 2, error) != NULL
             ? hp_command_remove_macro (cli->desk, cli->agent, args[1], error)
             : NULL;
}

static GArray *
add_examples (HpCli *cli, char **args, GError **error)
{
  g_autofree char *language = NULL;
  const char *locale = g_get_language_names ()[0];

  if (!hp_cli_take_text (args, "--language", &language, error) ||
      open_desk (cli, args, 1, 1, error) == NULL)
    return NULL;
  if (language == NULL)
    language = g_strndup (locale, 2);
  g_autofree char *folder = hp_demo_dup_folder ();
  return hp_demo_add_macros (cli->desk, folder, language, error);
}

static gboolean
use_macro (HpCli *cli, char **args, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *language = NULL;

  if (!hp_cli_take_text (args, "--language", &language, error))
    return FALSE;
  HpDb *db = open_desk (cli, args, 3, 3, error);
  g_autoptr (HpMacro) macro = db != NULL ? hp_macros_find (db, cli->agent, args[1], error) : NULL;
  gint64 ticket = macro != NULL ? hp_desk_find_ticket (cli->desk, args[2], error) : 0;
  if (ticket == 0)
    return FALSE;
  g_autoptr (HpMacroReply) reply = hp_macro_reply_new (db, macro, ticket, cli->agent, language);
  g_autoptr (GArray) ids = hp_command_use_macro (cli->desk, cli->agent, macro, ticket, error);
  if (ids == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  hp_json_add_string (builder, "text", reply->text);
  hp_json_add_string (builder, "html", reply->html);
  hp_json_add_string (builder, "language", *reply->language != '\0' ? reply->language : NULL);
  hp_json_add_strings (builder, "unfilled", reply->unfilled);
  add_files (builder, macro);
  hp_json_add_keys (builder, "ops", ids);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return TRUE;
}

gboolean
hp_cli_run_macro (HpCli *cli, char **args, GError **error)
{
  const char *verb = args[0] != NULL ? args[0] : "list";
  g_autoptr (GArray) ids = NULL;

  if (strcmp (verb, "list") == 0)
    return list_macros (cli, args, error);
  if (strcmp (verb, "show") == 0)
    return show_macro (cli, args, error);
  if (strcmp (verb, "use") == 0)
    return use_macro (cli, args, error);
  if (strcmp (verb, "set") == 0)
    ids = set_macro (cli, args, error);
  else if (strcmp (verb, "remove") == 0)
    ids = remove_macro (cli, args, error);
  else if (strcmp (verb, "examples") == 0)
    ids = add_examples (cli, args, error);
  else
    g_set_error (error, HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
                 "“%s” is not list, show, set, remove, use or examples", verb);
  return hp_cli_print_ids (cli, "ops", ids);
}
