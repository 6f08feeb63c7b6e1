/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns an opened desk: the folder with desk.db and blobs/. Used by one thread at a time. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-desk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/hp-views.h"
#include "store/hp-change-table.h"
#include "store/hp-fact-table.h"
#include "store/hp-view-table.h"
#include "store/hp-words.h"

#define DB_NAME "desk.db"
#define BLOB_FOLDER "blobs"
#define ENGINE_LOCK "engine.lock"
#define SMALLEST_DB 512
#define OPEN_PATIENCE_US (15 * G_USEC_PER_SEC)
#define OPEN_STEP_US 10000
#define LOCAL_DESK_ID "desk-id"
#define LOCAL_WORDS_VERSION "words-version"

struct _HpDesk
{
  char *folder;      /* (owned) */
  char *blob_folder; /* (owned) */
  HpDb *db;          /* (owned) */
  HpKey id;
  GPtrArray *views;    /* (owned) (nullable) (element-type HpView) */
  gint64 data_version; /* when the views were read */
  int engine;          /* the file descriptor that holds engine.lock, -1 = another may */
};

char *
hp_desk_dup_db_path (const char *folder)
{
  return g_build_filename (folder, DB_NAME, NULL);
}

char *
hp_desk_dup_blob_folder (const char *folder)
{
  return g_build_filename (folder, BLOB_FOLDER, NULL);
}

/* An index of words that were found by another rule is made anew. */
static gboolean
ensure_words (HpDb *db, GError **error)
{
  if (hp_locals_get_int (db, LOCAL_WORDS_VERSION, 0) == HP_WORDS_VERSION)
    return hp_db_check (db, error);
  hp_db_begin (db);
  hp_db_exec (db, "INSERT INTO search (search) VALUES ('rebuild')");
  hp_locals_set_int (db, LOCAL_WORDS_VERSION, HP_WORDS_VERSION);
  return hp_db_commit (db, error);
}

/* Gives a new desk its id and its views. */
static gboolean
ensure_identity (HpDesk *desk, HpDbMode mode, GError **error)
{
  g_autofree char *hex = hp_locals_dup_text (desk->db, LOCAL_DESK_ID);

  if (hex == NULL && mode == HP_DB_WRITE)
    {
      hp_db_begin (desk->db);
      hex = hp_locals_dup_text (desk->db, LOCAL_DESK_ID);
      if (hex == NULL)
        {
          HpKey id = hp_key_random ();
          hex = hp_key_dup_hex (&id);
          hp_locals_set_text (desk->db, LOCAL_DESK_ID, hex);
          hp_views_add_built_in (desk->db);
          hp_locals_set_int (desk->db, LOCAL_WORDS_VERSION, HP_WORDS_VERSION);
        }
      if (!hp_db_commit (desk->db, error))
        return FALSE;
    }
  if (!hp_db_check (desk->db, error))
    return FALSE;
  if (hp_key_from_hex (hex, &desk->id))
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_CORRUPT, "The desk has lost its name");
  return FALSE;
}

/* A file system that crashed can leave the file empty; a new desk must not be made over it. */
static gboolean
check_not_emptied (HpDesk *desk, const char *path, GError **error)
{
  GStatBuf file;
  g_autoptr (GDir) blobs = g_dir_open (desk->blob_folder, 0, NULL);

  if (g_stat (path, &file) != 0 || file.st_size >= SMALLEST_DB || blobs == NULL ||
      g_dir_read_name (blobs) == NULL)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_CORRUPT,
               "%s is empty, but the desk's blobs are there. Restore a backup", path);
  return FALSE;
}

static HpDesk *
open_once (const char *folder, HpDbMode mode, GError **error)
{
  g_autoptr (HpDesk) desk = g_new0 (HpDesk, 1);
  g_autofree char *path = hp_desk_dup_db_path (folder);

  desk->engine = -1;
  desk->folder = g_strdup (folder);
  desk->blob_folder = hp_desk_dup_blob_folder (folder);
  if (mode == HP_DB_WRITE && g_mkdir_with_parents (desk->blob_folder, 0700) != 0)
    {
      int saved = errno;
      g_set_error (error, HP_ERROR, saved == ENOSPC ? HP_ERROR_NO_SPACE : HP_ERROR_FAILED,
                   "The folder %s can't be made: %s", folder, g_strerror (saved));
      return NULL;
    }
  if (!check_not_emptied (desk, path, error))
    return NULL;
  desk->db = hp_db_open (path, mode, error);
  if (desk->db == NULL || !ensure_identity (desk, mode, error) ||
      (mode == HP_DB_WRITE && !ensure_words (desk->db, error)))
    return NULL;
  return g_steal_pointer (&desk);
}

/* Several processes may make one desk at once, and changing the journal of a new file does not wait
 * for the others by itself. */
HpDesk *
hp_desk_open (const char *folder, HpDbMode mode, GError **error)
{
  gint64 end = g_get_monotonic_time () + OPEN_PATIENCE_US;

  for (;;)
    {
      g_autoptr (GError) local = NULL;
      HpDesk *desk = open_once (folder, mode, &local);
      if (desk != NULL)
        return desk;
      if (!g_error_matches (local, HP_ERROR, HP_ERROR_BUSY) || g_get_monotonic_time () > end)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      g_usleep (OPEN_STEP_US);
    }
}

gboolean
hp_desk_take_engine (HpDesk *desk, GError **error)
{
  g_autofree char *path = g_build_filename (desk->folder, ENGINE_LOCK, NULL);

  if (desk->engine >= 0)
    return TRUE;
  desk->engine = open (path, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (desk->engine >= 0 && flock (desk->engine, LOCK_EX | LOCK_NB) == 0)
    return TRUE;
  int saved = errno;
  g_set_error (error, HP_ERROR, saved == EWOULDBLOCK ? HP_ERROR_BUSY : HP_ERROR_FAILED, "%s: %s",
               path, g_strerror (saved));
  if (desk->engine >= 0)
    close (desk->engine);
  desk->engine = -1;
  return FALSE;
}

void
hp_desk_close (HpDesk *desk)
{
  if (desk->engine >= 0)
    close (desk->engine);
  g_clear_pointer (&desk->views, g_ptr_array_unref);
  g_clear_pointer (&desk->db, hp_db_close);
  g_free (desk->folder);
  g_free (desk->blob_folder);
  g_free (desk);
}

HpDb *
hp_desk_get_db (HpDesk *desk)
{
  return desk->db;
}

const char *
hp_desk_get_folder (HpDesk *desk)
{
  return desk->folder;
}

const char *
hp_desk_get_blob_folder (HpDesk *desk)
{
  return desk->blob_folder;
}

const HpKey *
hp_desk_get_id (HpDesk *desk)
{
  return &desk->id;
}

void
hp_desk_take_new_id (HpDesk *desk)
{
  desk->id = hp_key_random ();
  g_autofree char *hex = hp_key_dup_hex (&desk->id);
  hp_locals_set_text (desk->db, LOCAL_DESK_ID, hex);
}

GPtrArray *
hp_desk_get_views (HpDesk *desk)
{
  gint64 data_version = hp_db_get_data_version (desk->db);

  if (desk->views != NULL && desk->data_version != data_version)
    hp_desk_forget_views (desk);
  if (desk->views == NULL)
    desk->views = hp_views_list (desk->db);
  desk->data_version = data_version;
  return desk->views;
}

void
hp_desk_forget_views (HpDesk *desk)
{
  g_clear_pointer (&desk->views, g_ptr_array_unref);
}

GBytes *
hp_desk_dup_original (HpDesk *desk, gint64 message, GError **error)
{
  g_autoptr (GArray) copies = hp_copies_list (desk->db, message);
  gint64 first = copies->len > 0 ? g_array_index (copies, HpCopy, 0).id : 0;

  return hp_copies_read (desk->db, desk->blob_folder, first, error);
}
