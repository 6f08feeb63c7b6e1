/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns deriving state again: all of it into a second desk, to prove that state is a function of
 * facts and ops; or piece by piece where time or a newer understanding asks for it. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-rebuild.h"

#include <glib/gstdio.h>
#include <string.h>

#include "desk/hp-apply-private.h"
#include "store/hp-digest.h"
#include "store/hp-fact-table.h"
#include "store/hp-message-table.h"
#include "store/hp-op-table.h"
#include "store/hp-view-table.h"

#define BATCH 200
#define TIMER_BATCH 500
#define CACHE_KIB 32768

typedef struct
{
  HpDesk *from;
  HpDesk *to;
  GPtrArray *ops; /* (owned) shuffled */
  GArray *copies; /* (owned) shuffled */
  GRand *rand;    /* (owned) */
  guint next_op;
  guint next_copy;
} Rebuild;

static void
shuffle_ops (GPtrArray *ops, GRand *rand)
{
  for (guint i = ops->len; i > 1; i--)
    {
      guint j = (guint) g_rand_int_range (rand, 0, (gint32) i);
      gpointer swapped = ops->pdata[i - 1];
      ops->pdata[i - 1] = ops->pdata[j];
      ops->pdata[j] = swapped;
    }
}

static gboolean
apply_copy (Rebuild *self, HpApply *apply, gint64 id, GError **error)
{
  HpDb *db = hp_desk_get_db (self->from);
  const char *folder = hp_desk_get_blob_folder (self->from);
  g_autoptr (GBytes) raw = hp_copies_read (db, folder, id, error);
  HpCopy copy;

  if (raw == NULL || !hp_copies_get (db, id, &copy))
    return FALSE;
  g_autoptr (HpIncoming) incoming = hp_incoming_new (raw, copy.from_time, copy.in_sent,
                                                     hp_desk_get_blob_folder (self->to), error);
  if (incoming == NULL)
    return FALSE;
  hp_apply_mail (apply, incoming);
  return TRUE;
}

/* A mail or an op, whichever chance takes. */
static gboolean
apply_next (Rebuild *self, HpApply *apply, GError **error)
{
  guint ops = self->ops->len - self->next_op;
  guint copies = self->copies->len - self->next_copy;

  if (g_rand_int_range (self->rand, 0, (gint32) (ops + copies)) < (gint32) ops)
    {
      hp_apply_op (apply, g_ptr_array_index (self->ops, self->next_op++));
      return TRUE;
    }
  return apply_copy (self, apply, g_array_index (self->copies, gint64, self->next_copy++), error);
}

static gboolean
apply_all (Rebuild *self,
           GCancellable *cancellable,
           HpRebuildProgressFunc report,
           gpointer data,
           GError **error)
{
  guint total = self->ops->len + self->copies->len;
  guint done = 0;

  while (done < total)
    {
      HpApply *apply = hp_apply_begin (self->to);
      for (guint n = 0; n < BATCH && done < total; n++, done++)
        if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
            !apply_next (self, apply, error))
          {
            hp_apply_abort (apply);
            return FALSE;
          }
      if (!hp_apply_commit (apply, error))
        return FALSE;
      if (report != NULL)
        report (done, total, data);
    }
  return TRUE;
}

static char *
rebuild_into (HpDesk *desk,
              const char *folder,
              guint32 seed,
              GCancellable *cancellable,
              HpRebuildProgressFunc report,
              gpointer data,
              GError **error)
{
  g_autoptr (HpDesk) to = hp_desk_open (folder, HP_DB_WRITE, error);
  g_autoptr (GPtrArray) ops = hp_ops_list (hp_desk_get_db (desk), 0, 0, G_MAXINT32);
  g_autoptr (GArray) copies = hp_copies_list_shuffled (hp_desk_get_db (desk), seed);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Rebuild self = { .from = desk, .to = to, .ops = ops, .copies = copies, .rand = rand };

  if (to == NULL || !hp_db_check (hp_desk_get_db (desk), error))
    return NULL;
  hp_db_set_relaxed (hp_desk_get_db (to), TRUE);
  hp_messages_set_bulk (hp_desk_get_db (to), TRUE);
  hp_db_set_cache (hp_desk_get_db (to), CACHE_KIB);
  shuffle_ops (ops, rand);
  if (!apply_all (&self, cancellable, report, data, error))
    return NULL;
  g_autofree char *digest = hp_digest_dup (hp_desk_get_db (to));
  return hp_db_check (hp_desk_get_db (to), error) ? g_steal_pointer (&digest) : NULL;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

gboolean
hp_rebuild_compare (HpDesk *desk,
                    guint32 seed,
                    GCancellable *cancellable,
                    HpRebuildProgressFunc report,
                    gpointer data,
                    char **digest,
                    gboolean *is_same,
                    GError **error)
{
  g_autofree char *folder = g_build_filename (hp_desk_get_folder (desk), "rebuild-XXXXXX", NULL);
  g_autofree char *rebuilt = NULL;

  if (g_mkdtemp_full (folder, 0700) == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_FAILED, "%s can't be written",
                   hp_desk_get_folder (desk));
      return FALSE;
    }
  hp_db_begin_read (hp_desk_get_db (desk));
  *digest = hp_digest_dup (hp_desk_get_db (desk));
  rebuilt = rebuild_into (desk, folder, seed, cancellable, report, data, error);
  hp_db_rollback (hp_desk_get_db (desk));
  remove_folder (folder);
  *is_same = g_strcmp0 (*digest, rebuilt) == 0;
  if (rebuilt == NULL)
    g_clear_pointer (digest, g_free);
  return rebuilt != NULL;
}

gboolean
hp_desk_run_timers (HpDesk *desk, GError **error)
{
  g_autoptr (GArray) due =
      hp_timers_list_due (hp_desk_get_db (desk), g_get_real_time (), TIMER_BATCH);

  if (due->len == 0)
    return hp_db_check (hp_desk_get_db (desk), error);
  HpApply *apply = hp_apply_begin (desk);
  for (guint i = 0; i < due->len; i++)
    hp_apply_touch_ticket (apply, g_array_index (due, gint64, i));
  return hp_apply_commit (apply, error);
}

gboolean
hp_desk_understand_older (HpDesk *desk, guint limit, gboolean *left, GError **error)
{
  g_autoptr (GArray) messages =
      hp_messages_list_older (hp_desk_get_db (desk), HP_UNDERSTANDING_VERSION, limit);

  *left = messages->len == limit;
  if (messages->len == 0)
    return hp_db_check (hp_desk_get_db (desk), error);
  HpApply *apply = hp_apply_begin (desk);
  for (guint i = 0; i < messages->len; i++)
    hp_apply_understand (apply, g_array_index (messages, gint64, i));
  return hp_apply_commit (apply, error);
}
