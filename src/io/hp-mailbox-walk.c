/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which files of a tree may hold mail: folders in depth, Maildir and Maildir++ (no tmp/, no
 * index files), symlinked folders never. Used by one thread at a time. */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-mailbox-walk.h"

#include "base/hp-text.h"
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "io/hp-sent-folder.h"

/* Files that mail programs keep beside the mail. */
static const char *const INDEX_FILES[] = {
  "dovecot*",           "courier*",       ".mh_sequences",
  ".xmhcache",          "*.msf",          "subscriptions",
  ".subscriptions",     "maildirsize",    "maildirfolder",
  "maildirflags",       ".DS_Store",      "Thumbs.db",
  "desktop.ini",        "*.lock",         ".customflags",
  ".uidvalidity",       ".keywords",      ".qmail*",
  "msgFilterRules.dat", "filterlog.html", "foldertree.json",
  "popstate.dat",       ".noselect",      ".mbsyncstate*",
  ".offlineimap*",      "cyrus.*",        ".notmuch",
  "table_of_contents",  "Info.plist",     NULL
};

typedef struct
{
  char *path;       /* (owned) */
  GPtrArray *names; /* (owned) (element-type utf8) sorted */
  guint next;
  HpMailboxClaim claim; /* of the files in it */
  gboolean is_maildir;
  gboolean in_sent;
} Folder;

struct _HpMailboxWalk
{
  char **paths; /* (owned) */
  guint next;
  GPtrArray *folders;  /* (owned) (element-type Folder) from the named one down */
  GPtrArray *problems; /* (owned) (nullable) */
};

static void
free_folder (gpointer data)
{
  Folder *folder = data;

  g_free (folder->path);
  g_ptr_array_unref (folder->names);
  g_free (folder);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
note_problem (HpMailboxWalk *self, const char *path, const char *reason)
{
  g_autofree char *name = hp_text_dup_line (path);

  if (self->problems != NULL)
    g_ptr_array_add (self->problems, g_strdup_printf ("%s: %s", name, reason));
}

static gboolean
is_index_file (const char *name)
{
  for (gsize i = 0; INDEX_FILES[i] != NULL; i++)
    if (g_pattern_match_simple (INDEX_FILES[i], name))
      return TRUE;
  return FALSE;
}

static gboolean
is_spool_name (const char *name)
{
  return strcmp (name, "cur") == 0 || strcmp (name, "new") == 0;
}

static gboolean
has_folder (const char *path, const char *name)
{
  g_autofree char *child = g_build_filename (path, name, NULL);

  return g_file_test (child, G_FILE_TEST_IS_DIR);
}

static gboolean
is_maildir (const char *path)
{
  return has_folder (path, "cur") && (has_folder (path, "new") || has_folder (path, "tmp"));
}

/* FALSE, with the reason noted, if the folder can't be read. */
static gboolean
list_folder (HpMailboxWalk *self, const char *path, GPtrArray *names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  const char *name;

  if (dir == NULL)
    {
      note_problem (self, path, g_strerror (errno));
      return FALSE;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return TRUE;
}

static void
push_folder (HpMailboxWalk *self, const char *path, HpMailboxClaim claim, gboolean in_sent)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Folder *folder;

  if (!list_folder (self, path, names))
    return;
  folder = g_new0 (Folder, 1);
  folder->path = g_strdup (path);
  folder->names = g_steal_pointer (&names);
  folder->claim = claim;
  folder->is_maildir = is_maildir (path);
  folder->in_sent = in_sent;
  g_ptr_array_add (self->folders, folder);
}

static HpMailboxFile *
make_file (const char *path, HpMailboxClaim claim, gboolean in_sent)
{
  HpMailboxFile *file = g_new0 (HpMailboxFile, 1);

  file->path = g_strdup (path);
  file->claim = claim;
  file->in_sent = in_sent;
  return file;
}

/* The folder's own name, or of cur/ and new/ and of "mbox" in a package the name above. */
static gboolean
is_named_in_sent (const char *path, gboolean is_folder)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_path_get_basename (whole);
  g_autofree char *parent = g_path_get_dirname (whole);
  g_autofree char *parent_name = g_path_get_basename (parent);

  if (is_folder && !is_spool_name (name))
    return hp_sent_folder_is_name (name);
  if (is_folder || g_str_has_suffix (parent_name, ".mbox"))
    return hp_sent_folder_is_name (parent_name);
  if (!is_spool_name (parent_name))
    return hp_sent_folder_is_name (parent_name);
  return is_named_in_sent (parent, TRUE);
}

static gboolean
has_mail_suffix (const char *path)
{
  gsize length = strlen (path);

  return length > 4 && g_ascii_strcasecmp (path + length - 4, ".eml") == 0;
}

static HpMailboxClaim
get_claim_of_named_file (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (parent);
  g_autofree char *above = g_path_get_dirname (parent);

  if (is_spool_name (name) && is_maildir (above))
    return HP_MAILBOX_CLAIM_MAILDIR;
  return has_mail_suffix (path) ? HP_MAILBOX_CLAIM_EML : HP_MAILBOX_CLAIM_NAMED;
}

/* A file, or NULL with the folder @path pushed. */
static HpMailboxFile *
open_named (HpMailboxWalk *self, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *above = g_path_get_dirname (path);
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  gboolean in_sent = is_named_in_sent (path, is_folder);

  if (!is_folder)
    return make_file (path, get_claim_of_named_file (path), in_sent);
  push_folder (self, path,
               is_spool_name (name) && is_maildir (above) ? HP_MAILBOX_CLAIM_MAILDIR
                                                          : HP_MAILBOX_CLAIM_FOUND,
               in_sent);
  return NULL;
}

static void
open_child_folder (HpMailboxWalk *self, const Folder *folder, const char *path, const char *name)
{
  gboolean is_spool = folder->is_maildir && is_spool_name (name);

  if (folder->is_maildir && strcmp (name, "tmp") == 0)
    return;
  push_folder (self, path, is_spool ? HP_MAILBOX_CLAIM_MAILDIR : HP_MAILBOX_CLAIM_FOUND,
               folder->in_sent || (!is_spool && hp_sent_folder_is_name (name)));
}

/* A file, or NULL: a folder that was pushed, or nothing to read. */
static HpMailboxFile *
open_child (HpMailboxWalk *self, const Folder *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder->path, name, NULL);
  HpMailboxClaim claim = folder->claim;
  struct stat info;

  if (is_index_file (name) || (claim == HP_MAILBOX_CLAIM_MAILDIR && name[0] == '.'))
    return NULL;
  if (lstat (path, &info) != 0)
    {
      note_problem (self, path, g_strerror (errno));
      return NULL;
    }
  if (S_ISDIR (info.st_mode))
    {
      open_child_folder (self, folder, path, name);
      return NULL;
    }
  if (S_ISLNK (info.st_mode) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      note_problem (self, path, "a link to a folder, not followed");
      return NULL;
    }
  if (claim == HP_MAILBOX_CLAIM_FOUND && has_mail_suffix (name))
    claim = HP_MAILBOX_CLAIM_EML;
  return make_file (path, claim, folder->in_sent);
}

HpMailboxWalk *
hp_mailbox_walk_new (const char *const *paths, GPtrArray *problems)
{
  HpMailboxWalk *self = g_new0 (HpMailboxWalk, 1);

  self->paths = g_strdupv ((char **) paths);
  self->folders = g_ptr_array_new_with_free_func (free_folder);
  self->problems = problems != NULL ? g_ptr_array_ref (problems) : NULL;
  return self;
}

void
hp_mailbox_walk_free (HpMailboxWalk *self)
{
  g_strfreev (self->paths);
  g_ptr_array_unref (self->folders);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_free (self);
}

HpMailboxFile *
hp_mailbox_walk_next (HpMailboxWalk *self)
{
  while (TRUE)
    {
      HpMailboxFile *file = NULL;
      if (self->folders->len > 0)
        {
          Folder *folder = self->folders->pdata[self->folders->len - 1];
          if (folder->next < folder->names->len)
            file = open_child (self, folder, folder->names->pdata[folder->next++]);
          else
            g_ptr_array_remove_index (self->folders, self->folders->len - 1);
        }
      else if (self->paths[self->next] != NULL)
        file = open_named (self, self->paths[self->next++]);
      else
        return NULL;
      if (file != NULL)
        return file;
    }
}

void
hp_mailbox_file_free (HpMailboxFile *file)
{
  g_free (file->path);
  g_free (file);
}
