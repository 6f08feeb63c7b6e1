/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way from any older desk to this version: numbered SQL scripts from the resources, each
 * run with its version number in one transaction after the file was copied. A newer file, or one
 * that is no desk, is left untouched. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-migrations.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/statvfs.h>

#define SCRIPTS "/io/github/helppari/Helppari/sql"
#define PAGE_SIZE 16384

static const char *const SCRIPT_NAMES[] = {
  "001-desk.sql",   "002-understanding.sql", "003-outbox.sql", "004-work.sql", "005-accounts.sql",
  "006-people.sql", "007-reading.sql",       "008-links.sql",  "009-team.sql",
};

gint64
hp_migrations_get_version (void)
{
  return G_N_ELEMENTS (SCRIPT_NAMES);
}

static gboolean
check_room (const char *path, GError **error)
{
  struct statvfs fs;
  GStatBuf file;
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_stat (path, &file) != 0 || statvfs (folder, &fs) != 0)
    return TRUE;
  guint64 room = (guint64) fs.f_bavail * fs.f_frsize;
  if (room >= (guint64) file.st_size)
    return TRUE;
  g_autofree char *needed = g_format_size ((guint64) file.st_size);
  g_set_error (error, HP_ERROR, HP_ERROR_NO_SPACE,
               "This desk must be brought to a newer version and is copied first, "
               "which needs %s of free space",
               needed);
  return FALSE;
}

/* Under a name of its own until it is whole: others may be opening the same desk. */
static gboolean
back_up (HpDb *db, gint64 version, GError **error)
{
  const char *path = hp_db_get_path (db);
  g_autofree char *copy = g_strdup_printf ("%s.before-%" G_GINT64_FORMAT, path, version + 1);
  g_autofree char *part = g_strdup_printf ("%s.%08x", copy, g_random_int ());

  if (!check_room (path, error))
    return FALSE;
  hp_db_make_private_file (part);
  hp_db_run (db, "VACUUM INTO ?", "s", part);
  if (hp_db_check (db, error) && g_rename (part, copy) == 0)
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, HP_ERROR, HP_ERROR_FAILED, "%s can't be written: %s", copy,
                 g_strerror (errno));
  g_unlink (part);
  return FALSE;
}

static gboolean
run_script (HpDb *db, guint n, GError **error)
{
  g_autofree char *path = g_strconcat (SCRIPTS "/", SCRIPT_NAMES[n], NULL);
  g_autoptr (GBytes) script = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (script != NULL)
    hp_db_exec (db, g_bytes_get_data (script, NULL));
  return script != NULL;
}

/* All scripts from @version on, in one transaction: nobody ever sees a desk half way. */
static gboolean
run_scripts (HpDb *db, gint64 version, GError **error)
{
  g_autofree char *end =
      g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %" G_GINT64_FORMAT,
                       HP_DESK_APPLICATION_ID, hp_migrations_get_version ());

  hp_db_begin (db);
  if (hp_db_get_int (db, 0, "PRAGMA user_version", NULL) != version)
    return hp_db_commit (db, error); /* another process has done it */
  for (guint n = (guint) version; n < G_N_ELEMENTS (SCRIPT_NAMES); n++)
    if (!run_script (db, n, error))
      {
        hp_db_rollback (db);
        return FALSE;
      }
  hp_db_exec (db, end);
  return hp_db_commit (db, error);
}

static gboolean
refuse (gint64 application, gint64 version, GError **error)
{
  if (application != HP_DESK_APPLICATION_ID)
    g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "This is a database, but not a desk");
  else
    g_set_error (error, HP_ERROR, HP_ERROR_TOO_NEW,
                 "This desk was made by a newer Helppari (version %" G_GINT64_FORMAT
                 " of its file, this program knows %" G_GINT64_FORMAT
                 "). Update Helppari to open it; nothing was changed",
                 version, hp_migrations_get_version ());
  return FALSE;
}

static void
prepare_empty_file (HpDb *db)
{
  hp_db_exec (db, "PRAGMA page_size = " G_STRINGIFY (PAGE_SIZE));
  hp_db_exec (db, "PRAGMA journal_mode = WAL");
}

gboolean
hp_migrations_run (HpDb *db, GError **error)
{
  /* The objects first: another process may be making the desk between these lines. */
  gint64 objects = hp_db_get_int (db, 0, "SELECT count(*) FROM sqlite_schema", NULL);
  gint64 application = hp_db_get_int (db, 0, "PRAGMA application_id", NULL);
  gint64 version = hp_db_get_int (db, 0, "PRAGMA user_version", NULL);

  if (!hp_db_check (db, error))
    return FALSE;
  if ((application != HP_DESK_APPLICATION_ID && objects > 0) ||
      version > hp_migrations_get_version ())
    return refuse (application, version, error);
  if (version == hp_migrations_get_version ())
    return TRUE;
  if (objects == 0)
    prepare_empty_file (db);
  else if (!back_up (db, version, error))
    return FALSE;
  return run_scripts (db, version, error);
}

gboolean
hp_migrations_check (HpDb *db, GError **error)
{
  gint64 application = hp_db_get_int (db, 0, "PRAGMA application_id", NULL);
  gint64 version = hp_db_get_int (db, 0, "PRAGMA user_version", NULL);

  if (!hp_db_check (db, error))
    return FALSE;
  if (application != HP_DESK_APPLICATION_ID || version > hp_migrations_get_version ())
    return refuse (application, version, error);
  if (version == hp_migrations_get_version ())
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "This desk is older than this Helppari");
  return FALSE;
}
