/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the account that writes files. A mail is written under another name, brought to the disk and
 * only then linked to the name that its Message-ID gives: link(2) fails where that is there, so one
 * mail never becomes two files, and a name never stands for half a mail. */

#define G_LOG_DOMAIN "helppari"

#include "mail/hp-folder-sender.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hp-error.h"

#define FREE_LETTERS "@.-_+="
#define MAX_NAME 200

struct _HpFolderSender
{
  HpMailSender parent;
  char *folder; /* (owned) */
};

G_DEFINE_FINAL_TYPE (HpFolderSender, hp_folder_sender, HP_TYPE_MAIL_SENDER)

/* Nothing that a path or a shell could take for its own; names that differ stay different. */
static char *
dup_name (const char *message_id)
{
  GString *name = g_string_new (NULL);

  for (const char *at = message_id; *at != '\0'; at++)
    if (g_ascii_isalnum (*at) || (strchr (FREE_LETTERS, *at) != NULL && name->len > 0))
      g_string_append_c (name, *at);
    else
      g_string_append_printf (name, "%%%02X", (guint) (guchar) *at);
  if (name->len > MAX_NAME)
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, message_id, -1);
      g_string_assign (name, hash);
    }
  return g_string_free (name, FALSE);
}

static char *
make_path (HpFolderSender *self, HpLetter *letter, const char *before, const char *after)
{
  g_autofree char *name = dup_name (letter->message_id);
  g_autofree char *file = g_strconcat (before, name, after, NULL);

  return g_build_filename (self->folder, file, NULL);
}

static void
set_errno_error (GError **error, const char *path)
{
  int saved = errno;
  gboolean is_full = saved == ENOSPC || saved == EDQUOT;

  g_set_error (error, HP_ERROR, is_full ? HP_ERROR_NO_SPACE : HP_ERROR_FAILED, "%s: %s", path,
               g_strerror (saved));
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize size;
  const char *at = g_bytes_get_data (bytes, &size);

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
write_part (const char *path, GBytes *bytes, GError **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean done = fd >= 0 && write_all (fd, bytes);

  if (!done)
    set_errno_error (error, path);
  if (fd >= 0 && close (fd) != 0 && done)
    {
      set_errno_error (error, path);
      return FALSE;
    }
  return done;
}

/* The name itself must be on the disk before the mail counts as sent. */
static gboolean
sync_folder (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    set_errno_error (error, path);
  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
write_letter (HpFolderSender *self, HpLetter *letter, GError **error)
{
  g_autofree char *part = make_path (self, letter, ".", ".part");
  g_autofree char *path = make_path (self, letter, "", ".eml");

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      set_errno_error (error, self->folder);
      return FALSE;
    }
  gboolean done = write_part (part, letter->bytes, error);
  if (done && link (part, path) != 0 && errno != EEXIST)
    {
      set_errno_error (error, path);
      done = FALSE;
    }
  g_unlink (part);
  return done && sync_folder (self->folder, error);
}

/* Whatever fails, trying again is harmless. */
static void
hp_folder_sender_send (HpMailSender *sender,
                       HpLetter *letter,
                       HpSendResult *result,
                       GCancellable *cancellable)
{
  gboolean done = write_letter (HP_FOLDER_SENDER (sender), letter, &result->error);

  result->outcome = done ? HP_SEND_SENT : HP_SEND_NOT_SENT;
}

/* A try that was cut right behind link(2) left its other name, too. */
static gboolean
hp_folder_sender_look_up (HpMailSender *sender,
                          HpLetter *letter,
                          HpTrace *trace,
                          GCancellable *cancellable,
                          GError **error)
{
  HpFolderSender *self = HP_FOLDER_SENDER (sender);
  g_autofree char *part = make_path (self, letter, ".", ".part");
  g_autofree char *path = make_path (self, letter, "", ".eml");
  gboolean is_there = g_file_test (path, G_FILE_TEST_EXISTS);

  g_unlink (part);
  *trace = is_there ? HP_TRACE_SENT : HP_TRACE_NOT_SENT;
  return !is_there || sync_folder (self->folder, error);
}

static void
hp_folder_sender_finalize (GObject *object)
{
  HpFolderSender *self = HP_FOLDER_SENDER (object);

  g_free (self->folder);
  G_OBJECT_CLASS (hp_folder_sender_parent_class)->finalize (object);
}

static void
hp_folder_sender_class_init (HpFolderSenderClass *klass)
{
  HpMailSenderClass *sender = HP_MAIL_SENDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_folder_sender_finalize;
  sender->send = hp_folder_sender_send;
  sender->look_up = hp_folder_sender_look_up;
}

static void
hp_folder_sender_init (HpFolderSender *self)
{
}

HpMailSender *
hp_folder_sender_new (const char *folder)
{
  HpFolderSender *self = g_object_new (HP_TYPE_FOLDER_SENDER, NULL);

  self->folder = g_strdup (folder);
  return HP_MAIL_SENDER (self);
}
