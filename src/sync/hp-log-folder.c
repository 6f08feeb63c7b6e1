/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns a team's log in a plain folder. A file is written under another name, brought to the disk
 * and then renamed: a name never stands for half of it, and the same bytes never become two files.
 * What other programs put there is not looked at. */

#define G_LOG_DOMAIN "helppari"

#include "sync/hp-log-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/hp-error.h"

#define SUFFIX ".helppari"
#define HASH_LENGTH 16
#define MAX_SIZE (128 * 1024 * 1024)

struct _HpLogFolder
{
  HpLog parent;
  char *path; /* (owned) */
};

G_DEFINE_FINAL_TYPE (HpLogFolder, hp_log_folder, HP_TYPE_LOG)

static void
set_errno_error (GError **error, const char *path)
{
  int saved = errno;
  gboolean is_full = saved == ENOSPC || saved == EDQUOT;

  g_set_error (error, HP_ERROR,
               is_full           ? HP_ERROR_NO_SPACE
               : saved == ENOENT ? HP_ERROR_NOT_FOUND
                                 : HP_ERROR_OFFLINE,
               "%s: %s", path, g_strerror (saved));
}

/* (nullable) the name that a file stands for. */
static char *
dup_item_name (const char *file)
{
  gsize length = strlen (file);
  gsize rest = strlen (SUFFIX) + HASH_LENGTH + 1;

  if (file[0] == '.' || length <= rest || !g_str_has_suffix (file, SUFFIX) ||
      file[length - rest] != '.')
    return NULL;
  return g_strndup (file, length - rest);
}

static GPtrArray *
hp_log_folder_list (HpLog *log, GCancellable *cancellable, GError **error)
{
  HpLogFolder *self = HP_LOG_FOLDER (log);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_log_item_free);
  errno = 0;
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *file;

  if (dir == NULL)
    {
      set_errno_error (error, self->path);
      if (error != NULL && g_error_matches (*error, HP_ERROR, HP_ERROR_NOT_FOUND))
        (*error)->code = HP_ERROR_OFFLINE; /* a stick that is not there now */
      return NULL;
    }
  while ((file = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name = dup_item_name (file);
      if (name != NULL)
        g_ptr_array_add (items, hp_log_item_new (file, name));
    }
  return g_steal_pointer (&items);
}

static GBytes *
hp_log_folder_read (HpLog *log, const char *id, GCancellable *cancellable, GError **error)
{
  HpLogFolder *self = HP_LOG_FOLDER (log);
  g_autofree char *path = g_build_filename (self->path, id, NULL);
  g_autoptr (GError) local = NULL;
  GStatBuf file;
  gsize size;
  char *data;

  if (g_stat (path, &file) != 0)
    {
      set_errno_error (error, path);
      return NULL;
    }
  if (!S_ISREG (file.st_mode) || file.st_size > MAX_SIZE)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "%s is too large to be a part of the log",
                   path);
      return NULL;
    }
  if (!g_file_get_contents (path, &data, &size, &local))
    {
      gboolean is_gone = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT);
      g_set_error (error, HP_ERROR, is_gone ? HP_ERROR_NOT_FOUND : HP_ERROR_OFFLINE, "%s",
                   local->message);
      return NULL;
    }
  return g_bytes_new_take (data, size);
}

static char *
hp_log_folder_append (HpLog *log,
                      const char *name,
                      GBytes *sealed,
                      GCancellable *cancellable,
                      GError **error)
{
  HpLogFolder *self = HP_LOG_FOLDER (log);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, sealed);
  hash[HASH_LENGTH] = '\0';
  g_autofree char *id = g_strconcat (name, ".", hash, SUFFIX, NULL);
  g_autofree char *path = g_build_filename (self->path, id, NULL);
  g_autoptr (GError) local = NULL;
  gsize size;
  const char *data = g_bytes_get_data (sealed, &size);

  if (!g_file_set_contents_full (path, data, (gssize) size,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                 &local))
    {
      gboolean is_full = g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOSPC);
      g_set_error (error, HP_ERROR, is_full ? HP_ERROR_NO_SPACE : HP_ERROR_OFFLINE, "%s",
                   local->message);
      return NULL;
    }
  return g_steal_pointer (&id);
}

static gboolean
hp_log_folder_remove (HpLog *log, const char *id, GCancellable *cancellable, GError **error)
{
  HpLogFolder *self = HP_LOG_FOLDER (log);
  g_autofree char *path = g_build_filename (self->path, id, NULL);

  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;
  set_errno_error (error, path);
  return FALSE;
}

static void
hp_log_folder_finalize (GObject *object)
{
  HpLogFolder *self = HP_LOG_FOLDER (object);

  g_free (self->path);
  G_OBJECT_CLASS (hp_log_folder_parent_class)->finalize (object);
}

static void
hp_log_folder_class_init (HpLogFolderClass *klass)
{
  HpLogClass *log_class = HP_LOG_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_log_folder_finalize;
  log_class->list = hp_log_folder_list;
  log_class->read = hp_log_folder_read;
  log_class->append = hp_log_folder_append;
  log_class->remove = hp_log_folder_remove;
}

static void
hp_log_folder_init (HpLogFolder *self)
{
}

HpLog *
hp_log_folder_new (const char *path)
{
  HpLogFolder *self = g_object_new (HP_TYPE_LOG_FOLDER, NULL);

  self->path = g_strdup (path);
  return HP_LOG (self);
}
