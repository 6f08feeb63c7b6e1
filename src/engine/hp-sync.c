/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the rounds in which a mailbox is read. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-sync.h"

#include "base/hp-error.h"
#include "store/hp-account-status-table.h"
#include "store/hp-location-table.h"

struct _HpSync
{
  HpDesk *desk;           /* (unowned) */
  HpMailBackend *backend; /* (owned) */
  HpIngest *ingest;       /* (owned) */
  gint64 account;
  char *cursor; /* (owned) (nullable) of the last step that was brought */
};

static gboolean
is_known (const char *id, gpointer data)
{
  HpSync *self = data;

  return hp_locations_has_original (hp_desk_get_db (self->desk), self->account, id);
}

/* What is on its way counts too. */
static GHashTable *
list_known (const char *prefix, gpointer data, GError **error)
{
  HpSync *self = data;
  HpDb *db = hp_desk_get_db (self->desk);

  if (!hp_ingest_flush (self->ingest, error))
    return NULL;
  g_autoptr (GHashTable) known = hp_locations_list (db, self->account, prefix);
  return hp_db_check (db, error) ? g_steal_pointer (&known) : NULL;
}

HpSync *
hp_sync_new (HpDesk *desk, const HpAccountStatus *status, HpMailBackend *backend)
{
  HpSync *self = g_new0 (HpSync, 1);

  self->desk = desk;
  self->backend = g_object_ref (backend);
  self->ingest = hp_ingest_new (hp_desk_get_folder (desk), status);
  self->account = status->account;
  self->cursor = g_strdup (status->cursor);
  hp_mail_backend_set_known_func (backend, is_known, self);
  hp_mail_backend_set_list_func (backend, list_known, self);
  return self;
}

void
hp_sync_free (HpSync *self)
{
  hp_mail_backend_set_known_func (self->backend, NULL, NULL);
  hp_mail_backend_set_list_func (self->backend, NULL, NULL);
  hp_ingest_free (self->ingest);
  g_object_unref (self->backend);
  g_free (self->cursor);
  g_free (self);
}

/* A step that says nothing is not written: an idle mailbox leaves the disk alone. */
static gboolean
is_empty (HpSync *self, const HpMailBatch *batch)
{
  return batch->mails->len == 0 && batch->gone->len == 0 && !batch->begins_listing &&
         !batch->ends_listing && g_strcmp0 (batch->cursor, self->cursor) == 0;
}

/* TRUE until the last step; what a step lacks is told by @error or by the flush. */
static gboolean
bring_step (HpSync *self,
            HpSyncProgressFunc report,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  HpMailBatch *batch = hp_mail_backend_next (self->backend, self->cursor, cancellable, error);

  if (batch == NULL)
    return FALSE;
  gboolean has_more = batch->has_more;
  if (report != NULL)
    report (batch->done, batch->total, data);
  if (is_empty (self, batch))
    {
      hp_mail_batch_free (batch);
      return has_more;
    }
  g_free (self->cursor);
  self->cursor = g_strdup (batch->cursor);
  return hp_ingest_push (self->ingest, batch) && has_more;
}

/* The next round begins where the desk is. */
static void
go_back (HpSync *self)
{
  g_autoptr (HpAccountStatus) status =
      hp_account_status_get (hp_desk_get_db (self->desk), self->account);

  g_free (self->cursor);
  self->cursor = g_steal_pointer (&status->cursor);
}

gboolean
hp_sync_round (HpSync *self,
               HpSyncProgressFunc report,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GError) failure = NULL;

  while (!g_cancellable_is_cancelled (cancellable) &&
         bring_step (self, report, data, cancellable, &failure))
    ;
  if (failure == NULL && g_cancellable_set_error_if_cancelled (cancellable, &failure))
    hp_error_adopt (&failure);
  hp_ingest_flush (self->ingest, failure == NULL ? &failure : NULL);
  if (failure == NULL)
    return hp_db_check (hp_desk_get_db (self->desk), error);
  go_back (self);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

HpIngestCounts
hp_sync_get_counts (HpSync *self)
{
  return hp_ingest_get_counts (self->ingest);
}
