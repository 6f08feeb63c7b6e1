/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns reading mail out of files and folders one by one, with memory for one mail at a time. What
 * can't be read is noted and passed over, never silently. Used by one thread at a time, except for
 * its progress. */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-mailbox-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hp-text.h"
#include "base/hp-error.h"
#include "io/hp-mailbox-sniff.h"
#include "io/hp-mailbox-walk.h"
#include "io/hp-mbox-stream.h"
#include "io/hp-sent-folder.h"

#define CHUNK ((gsize) 1 << 20)

struct _HpMailboxReader
{
  GObject parent_instance;
  HpMailboxWalk *walk;    /* (owned) */
  GPtrArray *problems;    /* (owned) (element-type utf8) */
  HpMailboxFile *file;    /* (owned) (nullable) the mbox that is being read */
  HpMboxStream *mbox;     /* (owned) (nullable) */
  guint64 before;         /* bytes of the files that are done */
  _Atomic (guint64) done; /* (any thread) */
  guint64 total;          /* (any thread) set once */
};

G_DEFINE_FINAL_TYPE (HpMailboxReader, hp_mailbox_reader, G_TYPE_OBJECT)

static void
note_problem (HpMailboxReader *self, const char *source, const char *reason)
{
  g_autofree char *name = hp_text_dup_line (source);

  g_ptr_array_add (self->problems, g_strdup_printf ("%s: %s", name, reason));
}

static char *
dup_source (const HpMailboxFile *file)
{
  return hp_text_dup_line (file->path);
}

static void
add_done (HpMailboxReader *self, guint64 size)
{
  self->before += size;
  atomic_store (&self->done, self->before);
}

/* FALSE if cancelled, which is the only failure that ends the reading. */
static gboolean
check_cancelled (GCancellable *cancellable, GError **error)
{
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    return TRUE;
  hp_error_adopt (error);
  return FALSE;
}

static gssize
read_some (int fd, char *buffer, gsize size)
{
  gssize got;

  do
    got = read (fd, buffer, size);
  while (got < 0 && errno == EINTR);
  return got;
}

/* The whole file, or NULL with errno set. It may grow or shrink meanwhile. */
static GBytes *
read_file (int fd, gsize size)
{
  gsize room = size + 1;
  gsize used = 0;
  g_autofree char *data = g_malloc (room);
  gssize got;

  while ((got = read_some (fd, data + used, room - used)) > 0)
    {
      used += (gsize) got;
      if (used > HP_MBOX_MAX_MAIL)
        {
          errno = EFBIG;
          return NULL;
        }
      if (used == room)
        {
          room += CHUNK;
          data = g_realloc (data, room);
        }
    }
  return got < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&data), used);
}

static HpMailboxEntry *
make_entry (GBytes *raw, char *source, gint64 from_time, gboolean in_sent)
{
  HpMailboxEntry *entry = g_new0 (HpMailboxEntry, 1);

  entry->raw = raw;
  entry->source = source;
  entry->from_time = from_time;
  entry->in_sent = in_sent;
  return entry;
}

/* The one mail in a file, or NULL with the reason noted. */
static HpMailboxEntry *
read_single (HpMailboxReader *self, const HpMailboxFile *file, int fd, gsize size)
{
  g_autofree char *source = dup_source (file);
  GBytes *raw = NULL;

  errno = EFBIG;
  if (size <= HP_MBOX_MAX_MAIL)
    raw = read_file (fd, size);
  if (raw != NULL)
    return make_entry (raw, g_steal_pointer (&source), HP_TIME_NONE, file->in_sent);
  note_problem (self, source, errno == EFBIG ? "larger than 512 MiB" : g_strerror (errno));
  return NULL;
}

static gboolean
is_in_sent_by_name (const HpMailboxFile *file)
{
  g_autofree char *name = g_path_get_basename (file->path);

  return hp_sent_folder_is_name (name);
}

static HpMailboxLook
look (int fd)
{
  g_autofree char *head = g_malloc (HP_MAILBOX_SNIFF_SIZE);
  gssize got = pread (fd, head, HP_MAILBOX_SNIFF_SIZE, 0);

  return got > 0 ? hp_mailbox_sniff (head, (gsize) got) : HP_MAILBOX_LOOK_NONE;
}

/* Whether a file that is no mbox is to be kept as one mail, however damaged. */
static gboolean
is_kept (HpMailboxClaim claim, HpMailboxLook seen)
{
  return seen == HP_MAILBOX_LOOK_MAIL || claim == HP_MAILBOX_CLAIM_EML ||
         (claim == HP_MAILBOX_CLAIM_NAMED && seen == HP_MAILBOX_LOOK_REST);
}

/* Opens the mbox, or returns the one mail, or NULL where there is nothing to read. Takes @fd. */
static HpMailboxEntry *
read_open_file (HpMailboxReader *self, HpMailboxFile *file, int fd, gsize size)
{
  gboolean is_one = file->claim == HP_MAILBOX_CLAIM_MAILDIR;
  HpMailboxLook seen = is_one ? HP_MAILBOX_LOOK_MAIL : look (fd);
  HpMailboxEntry *entry = NULL;

  if (seen == HP_MAILBOX_LOOK_MBOX)
    {
      self->mbox = hp_mbox_stream_new (fd);
      file->in_sent = file->in_sent || is_in_sent_by_name (file);
      return NULL;
    }
  if (size == 0 && !is_one && file->claim != HP_MAILBOX_CLAIM_EML)
    ; /* an mbox without mail */
  else if (is_kept (file->claim, seen))
    entry = read_single (self, file, fd, size);
  else
    {
      g_autofree char *source = dup_source (file);
      note_problem (self, source, "not a mail");
    }
  close (fd);
  return entry;
}

/* -1, with the reason noted, if it can't be opened. Devices and pipes are not read. */
static int
open_file (HpMailboxReader *self, const HpMailboxFile *file, struct stat *info)
{
  g_autofree char *source = dup_source (file);
  int fd = open (file->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

  if (fd < 0)
    {
      note_problem (self, source, g_strerror (errno));
      return -1;
    }
  if (fstat (fd, info) == 0 && S_ISREG (info->st_mode))
    return fd;
  note_problem (self, source, "not a file");
  close (fd);
  return -1;
}

static HpMailboxEntry *
read_next_file (HpMailboxReader *self, HpMailboxFile *taken)
{
  g_autoptr (HpMailboxFile) file = taken;
  struct stat info;
  int fd = open_file (self, file, &info);
  HpMailboxEntry *entry;

  if (fd < 0)
    return NULL;
  entry = read_open_file (self, file, fd, (gsize) info.st_size);
  if (self->mbox != NULL)
    self->file = g_steal_pointer (&file);
  else
    add_done (self, (guint64) info.st_size);
  return entry;
}

static void
close_mbox (HpMailboxReader *self)
{
  add_done (self, hp_mbox_stream_get_offset (self->mbox));
  g_clear_pointer (&self->mbox, hp_mbox_stream_free);
  g_clear_pointer (&self->file, hp_mailbox_file_free);
}

/* The next mail of the open mbox, or NULL at its end. */
static HpMailboxEntry *
read_mbox (HpMailboxReader *self, GCancellable *cancellable)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *path = dup_source (self->file);
  HpMboxMail mail = { 0 };

  while (hp_mbox_stream_next (self->mbox, &mail, cancellable, &failure))
    {
      g_autofree char *source = g_strdup_printf ("%s:%" G_GUINT64_FORMAT, path, mail.offset);
      atomic_store (&self->done, self->before + hp_mbox_stream_get_offset (self->mbox));
      if (mail.raw != NULL)
        return make_entry (mail.raw, g_steal_pointer (&source), mail.time, self->file->in_sent);
      note_problem (self, source, "larger than 512 MiB");
    }
  if (failure != NULL && !g_cancellable_is_cancelled (cancellable))
    note_problem (self, path, failure->message);
  if (!g_cancellable_is_cancelled (cancellable))
    close_mbox (self);
  return NULL;
}

static guint64
sum_sizes (const char *const *paths)
{
  g_autoptr (HpMailboxWalk) walk = hp_mailbox_walk_new (paths, NULL);
  HpMailboxFile *file;
  guint64 total = 0;

  while ((file = hp_mailbox_walk_next (walk)) != NULL)
    {
      struct stat info;
      if (stat (file->path, &info) == 0 && S_ISREG (info.st_mode))
        total += (guint64) info.st_size;
      hp_mailbox_file_free (file);
    }
  return total;
}

static gboolean
check_paths (const char *const *paths, GError **error)
{
  struct stat info;

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      if (stat (paths[i], &info) == 0 || (errno != ENOENT && errno != ENOTDIR))
        continue;
      g_autofree char *name = g_filename_display_name (paths[i]);
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "%s: %s", name, g_strerror (ENOENT));
      return FALSE;
    }
  return TRUE;
}

static void
hp_mailbox_reader_finalize (GObject *object)
{
  HpMailboxReader *self = HP_MAILBOX_READER (object);

  g_clear_pointer (&self->walk, hp_mailbox_walk_free);
  g_clear_pointer (&self->mbox, hp_mbox_stream_free);
  g_clear_pointer (&self->file, hp_mailbox_file_free);
  g_ptr_array_unref (self->problems);
  G_OBJECT_CLASS (hp_mailbox_reader_parent_class)->finalize (object);
}

static void
hp_mailbox_reader_class_init (HpMailboxReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_mailbox_reader_finalize;
}

static void
hp_mailbox_reader_init (HpMailboxReader *self)
{
  self->problems = g_ptr_array_new_with_free_func (g_free);
}

void
hp_mailbox_entry_free (HpMailboxEntry *entry)
{
  g_bytes_unref (entry->raw);
  g_free (entry->source);
  g_free (entry);
}

HpMailboxReader *
hp_mailbox_reader_new (const char *const *paths, GError **error)
{
  HpMailboxReader *self;

  if (!check_paths (paths, error))
    return NULL;
  self = g_object_new (HP_TYPE_MAILBOX_READER, NULL);
  self->total = sum_sizes (paths);
  self->walk = hp_mailbox_walk_new (paths, self->problems);
  return self;
}

gboolean
hp_mailbox_reader_next (HpMailboxReader *self,
                        HpMailboxEntry **entry,
                        GCancellable *cancellable,
                        GError **error)
{
  *entry = NULL;
  while (*entry == NULL)
    {
      if (!check_cancelled (cancellable, error))
        return FALSE;
      if (self->mbox != NULL)
        {
          *entry = read_mbox (self, cancellable);
          continue;
        }
      HpMailboxFile *file = hp_mailbox_walk_next (self->walk);
      if (file == NULL)
        return TRUE;
      *entry = read_next_file (self, file);
    }
  return TRUE;
}

void
hp_mailbox_reader_get_progress (HpMailboxReader *self, guint64 *done, guint64 *total)
{
  *done = MIN (atomic_load (&self->done), self->total);
  *total = self->total;
}

GPtrArray *
hp_mailbox_reader_get_problems (HpMailboxReader *self)
{
  return self->problems;
}
