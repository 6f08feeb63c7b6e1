/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a demo desk comes to be: half of one is never left behind. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-demo-desk.h"

#include <errno.h>
#include <ftw.h>
#include <glib/gstdio.h>

#include "base/hp-error.h"
#include "io/hp-demo.h"

#define OPEN_FOLDERS 16

static int
remove_entry (const char *path, const struct stat *about, int type, struct FTW *where)
{
  g_remove (path);
  return 0;
}

static gboolean
make_in (const char *folder,
         const char *agent,
         const char *demo,
         GCancellable *cancellable,
         HpImportProgressFunc report,
         gpointer data,
         HpImportProgress *result,
         GError **error)
{
  g_autoptr (HpDesk) desk = hp_desk_open (folder, HP_DB_WRITE, error);

  return desk != NULL && hp_demo_fill (desk, demo, g_get_real_time (), agent, cancellable, report,
                                       data, result, error);
}

static gboolean
set_error_of_errno (const char *path, int code, GError **error)
{
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s: %s", path,
               g_strerror (code));
  hp_error_adopt (error);
  return FALSE;
}

gboolean
hp_demo_desk_make (const char *folder,
                   const char *agent,
                   const char *demo,
                   GCancellable *cancellable,
                   HpImportProgressFunc report,
                   gpointer data,
                   HpImportProgress *result,
                   GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *beside = g_strconcat (folder, ".XXXXXX", NULL);
  gboolean done;

  if (g_mkdir_with_parents (parent, 0700) != 0 || g_mkdtemp (beside) == NULL)
    return set_error_of_errno (parent, errno, error);
  done = make_in (beside, agent, demo, cancellable, report, data, result, error);
  if (done && g_rename (beside, folder) != 0)
    done = set_error_of_errno (folder, errno, error);
  if (!done)
    nftw (beside, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
  return done;
}
