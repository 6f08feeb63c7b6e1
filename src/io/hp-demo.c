/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the demo desk: a folder of mails and decisions that end on some day of the past, brought up
 * to now. The moved mails lie in a folder of their own for as long as the import reads them. Runs
 * on the caller's thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "io/hp-demo.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/hp-error.h"
#include "desk/hp-commands.h"
#include "desk/hp-macros.h"
#include "desk/hp-reading.h"
#include "io/hp-demo-dates.h"
#include "io/hp-demo-decisions.h"
#include "mime/hp-mail-parser.h"
#include "store/hp-rollup-table.h"
#include "store/hp-ticket-table.h"

#define MACROS "macros.json"
#define MAIL_FOLDER "mail"
#define DECISIONS "decisions.jsonl"
#define UNSEEN_US (G_GINT64_CONSTANT (45) * 60 * G_USEC_PER_SEC)
#define US_PER_DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct
{
  char *folder; /* (owned) inside the demo's mail */
  char *name;   /* (owned) */
  GBytes *raw;  /* (owned) */
} DemoMail;

static void
free_mail (gpointer data)
{
  DemoMail *mail = data;

  g_free (mail->folder);
  g_free (mail->name);
  g_bytes_unref (mail->raw);
  g_free (mail);
}

static gboolean
read_file (const char *path, char **text, gsize *length, GError **error)
{
  if (g_file_get_contents (path, text, length, error))
    return TRUE;
  hp_error_adopt (error);
  return FALSE;
}

static GDir *
open_folder (const char *path, GError **error)
{
  GDir *dir = g_dir_open (path, 0, error);

  if (dir == NULL)
    hp_error_adopt (error);
  return dir;
}

static gboolean
read_folder (const char *root, const char *folder, GPtrArray *mails, GError **error)
{
  g_autofree char *path = g_build_filename (root, folder, NULL);
  g_autoptr (GDir) dir = open_folder (path, error);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      char *text;
      gsize length;
      if (!read_file (file, &text, &length, error))
        return FALSE;
      DemoMail *mail = g_new (DemoMail, 1);
      *mail = (DemoMail){ g_strdup (folder), g_strdup (name), g_bytes_new_take (text, length) };
      g_ptr_array_add (mails, mail);
    }
  return dir != NULL;
}

/* Returns: (element-type DemoMail). */
static GPtrArray *
read_mails (const char *root, GError **error)
{
  g_autoptr (GPtrArray) mails = g_ptr_array_new_with_free_func (free_mail);
  g_autoptr (GDir) dir = open_folder (root, error);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!read_folder (root, name, mails, error))
      return NULL;
  return dir != NULL ? g_steal_pointer (&mails) : NULL;
}

/* How many days bring the newest mail as near to @now as whole days can. */
static int
find_shift (GPtrArray *mails, gint64 now)
{
  gint64 newest = G_MININT64;

  for (guint i = 0; i < mails->len; i++)
    {
      g_autoptr (HpMail) mail = hp_mail_parse (((DemoMail *) mails->pdata[i])->raw);
      newest = MAX (newest, MAX (mail->received, mail->date));
    }
  if (newest == G_MININT64)
    return 0;
  return (int) ((now - newest) / US_PER_DAY - ((now - newest) % US_PER_DAY < 0));
}

static gboolean
write_mail (const DemoMail *mail, const char *root, int days, GError **error)
{
  g_autofree char *folder = g_build_filename (root, mail->folder, NULL);
  g_autofree char *path = g_build_filename (folder, mail->name, NULL);
  g_autoptr (GBytes) moved = hp_demo_dates_shift (mail->raw, days);
  gsize length;
  const char *data = g_bytes_get_data (moved, &length);

  if (g_mkdir_with_parents (folder, 0700) == 0 &&
      g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, error))
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder,
                 g_strerror (errno));
  hp_error_adopt (error);
  return FALSE;
}

/* The folders hold files alone. */
static void
remove_moved (GPtrArray *mails, const char *root)
{
  for (guint i = 0; i < mails->len; i++)
    {
      const DemoMail *mail = mails->pdata[i];
      g_autofree char *path = g_build_filename (root, mail->folder, mail->name, NULL);
      g_unlink (path);
    }
  for (guint i = 0; i < mails->len; i++)
    {
      g_autofree char *folder =
          g_build_filename (root, ((const DemoMail *) mails->pdata[i])->folder, NULL);
      g_rmdir (folder);
    }
  g_rmdir (root);
}

static gboolean
write_all (GPtrArray *mails, const char *root, int days, GError **error)
{
  for (guint i = 0; i < mails->len; i++)
    if (!write_mail (mails->pdata[i], root, days, error))
      return FALSE;
  return TRUE;
}

static gboolean
import_moved (HpDesk *desk,
              GPtrArray *mails,
              int days,
              GCancellable *cancellable,
              HpImportProgressFunc report,
              gpointer data,
              HpImportProgress *result,
              GError **error)
{
  g_autofree char *root = g_dir_make_tmp ("helppari-demo-XXXXXX", error);
  const char *paths[] = { root, NULL };
  gboolean done;

  if (root == NULL)
    {
      hp_error_adopt (error);
      return FALSE;
    }
  done = write_all (mails, root, days, error) &&
         hp_import_run (desk, paths, cancellable, report, data, result, NULL, error);
  remove_moved (mails, root);
  return done;
}

/* Decisions name their moments as mails do. */
static char *
dup_moved (const char *decisions, int days)
{
  g_autoptr (GBytes) raw = g_bytes_new_static (decisions, strlen (decisions));
  g_autoptr (GBytes) moved = hp_demo_dates_shift (raw, days);
  gsize length;
  const char *data = g_bytes_get_data (moved, &length);

  return g_strndup (data, length);
}

static gboolean
check_empty (HpDesk *desk, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);

  if (hp_rollups_sum (db, HP_ROLLUP_MESSAGES, NULL) == 0)
    return hp_db_check (db, error);
  g_set_error (error, HP_ERROR, HP_ERROR_EXISTS,
               "There is mail in this desk. The demo wants a new one");
  return FALSE;
}

/* The demo's reader has seen everything but what came just now. */
static gboolean
leave_newest_unread (HpDesk *desk, const char *agent, GError **error)
{
  gint64 newest = hp_tickets_get_newest (hp_desk_get_db (desk));

  return hp_reading_mark_all (desk, agent != NULL ? agent : HP_DEMO_AGENT, newest - UNSEEN_US,
                              error);
}

char *
hp_demo_dup_folder (void)
{
  const char *named = g_getenv ("HELPPARI_DEMO");

  return g_strdup (named != NULL ? named : HP_DEMO_FOLDER);
}

GArray *
hp_demo_add_macros (HpDesk *desk, const char *folder, const char *language, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MACROS, NULL);
  g_autofree char *json = NULL;

  if (g_file_get_contents (path, &json, NULL, error))
    return hp_command_add_example_macros (desk, json, language, error);
  hp_error_adopt (error);
  return NULL;
}

/* A demo may have none. */
static gboolean
add_macros (HpDesk *desk, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MACROS, NULL);
  g_autofree char *language = g_strndup (g_get_language_names ()[0], 2);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  g_autoptr (GArray) ids = hp_demo_add_macros (desk, folder, language, error);
  return ids != NULL;
}

gboolean
hp_demo_fill (HpDesk *desk,
              const char *folder,
              gint64 now,
              const char *agent,
              GCancellable *cancellable,
              HpImportProgressFunc report,
              gpointer data,
              HpImportProgress *result,
              GError **error)
{
  g_autofree char *root = g_build_filename (folder, MAIL_FOLDER, NULL);
  g_autofree char *path = g_build_filename (folder, DECISIONS, NULL);
  g_autoptr (GPtrArray) mails = NULL;
  g_autofree char *decisions = NULL;

  if ((agent != NULL && !hp_command_check_agent (agent, error)) || !check_empty (desk, error) ||
      !read_file (path, &decisions, NULL, error) || (mails = read_mails (root, error)) == NULL)
    return FALSE;
  int days = find_shift (mails, now);
  g_autofree char *moved = dup_moved (decisions, days);
  return hp_demo_decisions_apply (desk, moved, HP_DEMO_BEFORE_MAIL, agent, error) &&
         import_moved (desk, mails, days, cancellable, report, data, result, error) &&
         hp_demo_decisions_apply (desk, moved, HP_DEMO_AFTER_MAIL, agent, error) &&
         leave_newest_unread (desk, agent, error) && add_macros (desk, folder, error);
}
