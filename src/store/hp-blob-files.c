/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the files of a desk's large blobs: FOLDER/ab/abcdef…, named by SHA-256. A file is whole as
 * soon as it has its name. Any thread. */

#define G_LOG_DOMAIN "helppari"

#include "store/hp-blob-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hp-error.h"
#include "base/hp-sha256.h"

static void
make_name (const guint8 sha256[HP_SHA256_SIZE], char name[2 * HP_SHA256_SIZE + 1])
{
  for (int i = 0; i < HP_SHA256_SIZE; i++)
    g_snprintf (name + 2 * i, 3, "%02x", sha256[i]);
}

static char *
make_path (const char *folder, const guint8 sha256[HP_SHA256_SIZE])
{
  char name[2 * HP_SHA256_SIZE + 1];
  char prefix[3] = { 0 };

  make_name (sha256, name);
  memcpy (prefix, name, 2);
  return g_build_filename (folder, prefix, name, NULL);
}

static gboolean
set_errno_error (GError **error, const char *path)
{
  int saved = errno;

  g_set_error (error, HP_ERROR,
               saved == ENOSPC || saved == EDQUOT ? HP_ERROR_NO_SPACE : HP_ERROR_FAILED, "%s: %s",
               path, g_strerror (saved));
  return FALSE;
}

static gboolean
write_and_sync (int fd, GBytes *data)
{
  gsize size;
  const char *at = g_bytes_get_data (data, &size);

  while (size > 0)
    {
      gssize written = write (fd, at, size);
      if (written < 0 && errno != EINTR)
        return FALSE;
      at += MAX (written, 0);
      size -= (gsize) MAX (written, 0);
    }
  return fsync (fd) == 0;
}

static gboolean
sync_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

gboolean
hp_blob_file_write (const char *folder,
                    const guint8 sha256[HP_SHA256_SIZE],
                    GBytes *data,
                    GError **error)
{
  g_autofree char *path = make_path (folder, sha256);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  GStatBuf there;

  if (g_stat (path, &there) == 0 && there.st_size == (goffset) g_bytes_get_size (data))
    return TRUE;
  if (g_mkdir_with_parents (parent, 0700) != 0)
    return set_errno_error (error, parent);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return set_errno_error (error, temporary);
  gboolean written = write_and_sync (fd, data);
  written = close (fd) == 0 && written;
  if (!written || g_rename (temporary, path) != 0 || !sync_folder (parent))
    {
      set_errno_error (error, path);
      g_unlink (temporary);
      return FALSE;
    }
  return TRUE;
}

GBytes *
hp_blob_file_read (const char *folder, const guint8 sha256[HP_SHA256_SIZE], GError **error)
{
  g_autofree char *path = make_path (folder, sha256);
  guint8 digest[HP_SHA256_SIZE];
  struct sha256_ctx hash;
  char *data;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, error))
    {
      hp_error_adopt (error);
      return NULL;
    }
  sha256_init (&hash);
  sha256_update (&hash, size, (const guint8 *) data);
  hp_sha256_finish (&hash, digest);
  if (memcmp (digest, sha256, sizeof digest) == 0)
    return g_bytes_new_take (data, size);
  g_free (data);
  g_set_error (error, HP_ERROR, HP_ERROR_CORRUPT, "%s is damaged", path);
  return NULL;
}

void
hp_blob_file_remove (const char *folder, const guint8 sha256[HP_SHA256_SIZE])
{
  g_autofree char *path = make_path (folder, sha256);
  g_unlink (path);
}
