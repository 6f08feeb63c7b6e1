/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the commands that keep the desk: import, demo, check, stats, backup, restore. */

#define G_LOG_DOMAIN "helpparictl"

#include "cli/hp-cli.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hp-error.h"
#include "base/hp-time.h"
#include "cli/hp-cli-json.h"
#include "cli/hp-cli-progress.h"
#include "desk/hp-commands.h"
#include "desk/hp-rebuild.h"
#include "io/hp-demo.h"
#include "store/hp-backup.h"
#include "store/hp-customer-table.h"
#include "store/hp-digest.h"
#include "store/hp-op-table.h"
#include "store/hp-rollup-table.h"
#include "model/hp-message.h"

#define UNDERSTAND_BATCH 200

static void
on_import_cb (const HpImportProgress *import, gpointer data)
{
  guint64 mails = import->messages + import->duplicates;
  double share =
      import->bytes_total > 0 ? (double) import->bytes_done / (double) import->bytes_total : 1.0;
  double left = share > 0.0 ? import->seconds / share - import->seconds : 0.0;

  if (!hp_cli_progress_is_due (data))
    return;
  g_printerr ("\r%3.0f %%  %" G_GUINT64_FORMAT " mails, %.0f a second, %.0f s left   ",
              share * 100.0, mails, (double) mails / MAX (import->seconds, 0.001), left);
}

static gboolean
set_own_addresses (HpCli *cli, GStrv addresses, GError **error)
{
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autoptr (GArray) ids =
          hp_command_set_own_address (cli->desk, cli->agent, addresses[i], TRUE, error);
      if (ids == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
print_import (HpCli *cli, const HpImportProgress *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hp_json_add_int (builder, "messages", (gint64) result->messages);
  hp_json_add_int (builder, "duplicates", (gint64) result->duplicates);
  hp_json_add_int (builder, "tickets", result->tickets);
  hp_json_add_int (builder, "customers", result->customers);
  hp_json_add_int (builder, "damaged", (gint64) result->damaged);
  json_builder_add_double_value (json_builder_set_member_name (builder, "seconds"),
                                 (double) (gint64) (result->seconds * 1000.0) / 1000.0);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
}

/* A desk is not made for addresses that are none. */
static gboolean
check_addresses (GStrv addresses, GError **error)
{
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      g_autofree char *normal = hp_address_normalise (addresses[i]);
      if (normal != NULL)
        continue;
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID,
                   "“%s” is no mail address. One looks like tuki@example.com", addresses[i]);
      return FALSE;
    }
  return TRUE;
}

/* A desk is not made for paths that are not there. */
static gboolean
check_paths (char **args, GError **error)
{
  for (guint i = 0; args[i] != NULL; i++)
    if (!g_file_test (args[i], G_FILE_TEST_EXISTS))
      {
        g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no file or folder %s", args[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
run_import (HpCli *cli, char **args, GError **error)
{
  g_auto (GStrv) addresses = hp_cli_take_options (args, "--own", error);
  g_autoptr (GPtrArray) problems = NULL;
  HpCliProgress progress = { 0 };
  HpImportProgress result;
  gboolean done;

  if (addresses == NULL || !hp_cli_check_args (args, 1, -1, error) || !check_paths (args, error) ||
      !check_addresses (addresses, error) || hp_cli_open (cli, HP_DB_WRITE, error) == NULL ||
      !set_own_addresses (cli, addresses, error))
    return FALSE;
  done = hp_import_run (cli->desk, (const char *const *) args, cli->cancellable, on_import_cb,
                        &progress, &result, &problems, error);
  hp_cli_progress_end (&progress);
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_printerr ("Passed over: %s\n", (const char *) g_ptr_array_index (problems, i));
  if (!done)
    {
      g_prefix_error (error,
                      "Stopped after %" G_GUINT64_FORMAT
                      " mails, which are stored; running it again "
                      "adds the rest. ",
                      result.messages + result.duplicates);
      return FALSE;
    }
  print_import (cli, &result);
  if (problems == NULL || problems->len == 0 || result.messages + result.duplicates > 0)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_FAILED, "Nothing could be read");
  return FALSE;
}

static gboolean
take_time (char **args, const char *name, gint64 *time, GError **error)
{
  GError *local = NULL;
  g_autofree char *text = hp_cli_take_option (args, name, &local);

  *time = g_get_real_time ();
  if (text != NULL && !hp_time_parse_iso (text, time))
    local = g_error_new (HP_CLI_ERROR, HP_CLI_ERROR_USAGE,
                         "%s wants a time such as 2026-11-17T08:45:00Z, not “%s”", name, text);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
run_demo (HpCli *cli, char **args, GError **error)
{
  HpCliProgress progress = { 0 };
  HpImportProgress result;
  gint64 now;

  if (!take_time (args, "--at", &now, error) || !hp_cli_check_args (args, 0, 1, error) ||
      !check_paths (args, error))
    return FALSE;
  g_autofree char *folder = args[0] != NULL ? g_strdup (args[0]) : hp_demo_dup_folder ();
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (
          error, HP_ERROR, HP_ERROR_NOT_FOUND,
          "There is no demo in %s. Before Helppari is installed, name the folder data/demo "
          "of its sources",
          folder);
      return FALSE;
    }
  if (hp_cli_open (cli, HP_DB_WRITE, error) == NULL)
    return FALSE;
  gboolean done = hp_demo_fill (cli->desk, folder, now, cli->agent, cli->cancellable, on_import_cb,
                                &progress, &result, error);
  hp_cli_progress_end (&progress);
  if (done)
    print_import (cli, &result);
  return done;
}

static void
on_rebuild_cb (guint done, guint total, gpointer data)
{
  if (hp_cli_progress_is_due (data))
    g_printerr ("\rRebuilding: %u of %u   ", done, total);
}

static gboolean
check_rebuild (HpCli *cli, char **digest, GPtrArray *problems, GError **error)
{
  HpCliProgress progress = { 0 };
  gboolean is_same;
  gboolean done = hp_rebuild_compare (cli->desk, g_random_int (), cli->cancellable, on_rebuild_cb,
                                      &progress, digest, &is_same, error);

  hp_cli_progress_end (&progress);
  if (done && !is_same)
    g_ptr_array_add (
        problems, g_strdup ("The desk is not what its facts and decisions give when derived anew"));
  return done;
}

/* What an older Helppari understood is no other desk. */
static gboolean
understand_all (HpDesk *desk, GError **error)
{
  gboolean left = TRUE;

  while (left)
    if (!hp_desk_understand_older (desk, UNDERSTAND_BATCH, &left, error))
      return FALSE;
  return TRUE;
}

/* As of one moment, whatever others write meanwhile. */
static char *
read_digest (HpDb *db, GError **error)
{
  hp_db_begin_read (db);
  g_autofree char *digest = hp_digest_dup (db);
  gboolean done = hp_db_check (db, error);
  hp_db_rollback (db);
  return done ? g_steal_pointer (&digest) : NULL;
}

static gboolean
run_check (HpCli *cli, char **args, GError **error)
{
  gboolean with_rebuild = hp_cli_take_flag (args, "--rebuild");
  gboolean with_digest = hp_cli_take_flag (args, "--digest");
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *digest = NULL;

  if (!hp_cli_check_args (args, 0, 0, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  if ((with_rebuild || with_digest) && !understand_all (cli->desk, error))
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  g_autoptr (GPtrArray) problems = hp_check_list_problems (db, hp_desk_get_blob_folder (cli->desk));
  if (with_rebuild && !check_rebuild (cli, &digest, problems, error))
    return FALSE;
  if (with_digest && digest == NULL && (digest = read_digest (db, error)) == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  hp_json_add_bool (builder, "ok", problems->len == 0);
  hp_json_add_strings (builder, "problems", problems);
  hp_json_add_string (builder, "digest", digest);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return problems->len == 0;
}

static gboolean
run_stats (HpCli *cli, char **args, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!hp_cli_check_args (args, 0, 0, error) || hp_cli_open (cli, HP_DB_READ, error) == NULL)
    return FALSE;
  HpDb *db = hp_desk_get_db (cli->desk);
  json_builder_begin_object (builder);
  hp_json_add_int (builder, "tickets", hp_rollups_sum (db, HP_ROLLUP_STATUS, NULL));
  json_builder_begin_object (json_builder_set_member_name (builder, "status"));
  for (guint i = 0; HP_STATUSES[i] != NULL; i++)
    hp_json_add_int (builder, HP_STATUSES[i],
                     hp_rollups_sum (db, HP_ROLLUP_STATUS, HP_STATUSES[i]));
  json_builder_end_object (builder);
  hp_json_add_int (builder, "inbound", hp_rollups_sum (db, HP_ROLLUP_MESSAGES, HP_DIRECTION_IN));
  hp_json_add_int (builder, "outbound", hp_rollups_sum (db, HP_ROLLUP_MESSAGES, HP_DIRECTION_OUT));
  hp_json_add_int (builder, "notes", hp_rollups_sum (db, HP_ROLLUP_MESSAGES, HP_DIRECTION_NOTE));
  hp_json_add_int (builder, "customers", hp_rollups_sum (db, HP_ROLLUP_CUSTOMERS, NULL));
  json_builder_end_object (builder);
  if (!hp_db_check (db, error))
    return FALSE;
  hp_cli_print (cli, builder);
  return TRUE;
}

static gboolean
print_file (HpCli *cli, const char *name, const char *path)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  hp_json_add_string (builder, name, path);
  json_builder_end_object (builder);
  hp_cli_print (cli, builder);
  return TRUE;
}

static gboolean
run_backup (HpCli *cli, char **args, GError **error)
{
  return hp_cli_check_args (args, 1, 1, error) && hp_cli_open (cli, HP_DB_READ, error) != NULL &&
         hp_backup_write (hp_desk_get_db (cli->desk), hp_desk_get_blob_folder (cli->desk), args[0],
                          error) &&
         print_file (cli, "backup", args[0]);
}

/* What the desk holds now is kept beside it. */
static char *
keep_present (HpCli *cli, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "before-restore-%Y%m%dT%H%M%S%f.db");
  g_autofree char *path = g_build_filename (cli->folder, stamp, NULL);

  if (hp_backup_write (hp_desk_get_db (cli->desk), hp_desk_get_blob_folder (cli->desk), path,
                       error))
    return g_steal_pointer (&path);
  g_prefix_error (error, "The present desk can't be set aside, so nothing was restored. ");
  return NULL;
}

static gboolean
run_restore (HpCli *cli, char **args, GError **error)
{
  g_autofree char *db_path = hp_desk_dup_db_path (cli->folder);
  gboolean was_there = g_file_test (db_path, G_FILE_TEST_EXISTS);
  g_autofree char *kept = NULL;

  if (!hp_cli_check_args (args, 1, 1, error) || !check_paths (args, error) ||
      !hp_backup_check (args[0], cli->folder, error) ||
      hp_cli_open (cli, HP_DB_WRITE, error) == NULL)
    return FALSE;
  kept = was_there ? keep_present (cli, error) : NULL;
  if (was_there && kept == NULL)
    return FALSE;
  if (!hp_backup_restore (hp_desk_get_db (cli->desk), hp_desk_get_blob_folder (cli->desk), args[0],
                          error))
    {
      if (kept != NULL)
        g_unlink (kept);
      return FALSE;
    }
  return print_file (cli, "before", kept);
}

const HpCliCommand HP_CLI_DESK_COMMANDS[] = {
  { "import", "PATH... [--own ADDRESS]...", "Read mail from files and folders",
    "Takes mbox, Maildir, single mails and folders of these. Running it again adds only what is\n"
    "new; Ctrl+C keeps what was read. --own names an address of yours: mail from it is outbound.",
    run_import },
  { "demo", "[FOLDER] [--at TIME]", "Fill a new desk with the demo of a small web shop",
    "The newest mail lies less than a day before now, or before TIME. What Aino Lehtonen decided\n"
    "counts as decided by you, so that her tickets are yours. FOLDER holds another demo.",
    run_demo },
  { "check", "[--rebuild] [--digest]", "Check that the desk is sound",
    "--rebuild derives everything anew in a shuffled order and compares. Exit status 1 if there\n"
    "are problems.",
    run_check },
  { "stats", "", "Count tickets, messages and customers", NULL, run_stats },
  { "backup", "FILE", "Copy the desk into one file, while it is in use", NULL, run_backup },
  { "restore", "FILE", "Put a backup in the desk's place",
    "What the desk holds now is kept beside it in a backup of its own.", run_restore },
  { 0 },
};
