/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the steps in which a mailbox is read. Invariant: a step's cursor is behind all mails of the
 * step and of no other, so whoever stores both together can be cut anywhere. */

#define G_LOG_DOMAIN "helppari"

#include "mail/jmap/hp-jmap-backend.h"

#include "mail/jmap/hp-jmap-blobs.h"
#include "mail/jmap/hp-jmap-changes.h"
#include "mail/jmap/hp-jmap-listing.h"

#define STEP_MAILS 256
#define STEP_BYTES ((gsize) 8 * 1024 * 1024)
/* While a long list is read, what comes meanwhile is looked at this often. */
#define LOOK_US (2 * G_USEC_PER_SEC)

struct _HpJmapBackend
{
  HpMailBackend parent_instance;

  HpJmapClient *client;   /* (owned) */
  HpJmapFolders *folders; /* (owned) (nullable) */
  char *given;            /* (owned) (nullable) the cursor of the last step */
  GQueue *waiting;        /* (owned) of HpRemoteMail: known by name, for the next steps */
  HpJmapChanges
      *changes; /* (owned) (nullable) that the waiting ones are of, else they are listed */
  gboolean is_last_page;
  gint64 looked; /* monotonic, when changes were asked for last */
};

G_DEFINE_FINAL_TYPE (HpJmapBackend, hp_jmap_backend, HP_TYPE_MAIL_BACKEND)

static void
forget_waiting (HpJmapBackend *self)
{
  g_queue_clear_full (self->waiting, (GDestroyNotify) hp_remote_mail_free);
  g_clear_pointer (&self->changes, hp_jmap_changes_free);
  g_clear_pointer (&self->given, g_free);
  self->is_last_page = FALSE;
}

static void
wait_all (HpJmapBackend *self, GPtrArray *mails)
{
  for (guint i = 0; i < mails->len; i++)
    g_queue_push_tail (self->waiting, g_ptr_array_index (mails, i));
  g_ptr_array_set_free_func (mails, NULL);
}

/* A mail that is neither here nor in a folder that is read is nobody's business. */
static void
wait_changed (HpJmapBackend *self)
{
  GPtrArray *mails = self->changes->mails;

  for (guint i = 0; i < mails->len; i++)
    {
      HpRemoteMail *mail = g_ptr_array_index (mails, i);
      if (hp_jmap_email_is_watched (mail) ||
          hp_mail_backend_is_known (HP_MAIL_BACKEND (self), mail->id))
        g_queue_push_tail (self->waiting, mail);
      else
        hp_remote_mail_free (mail);
    }
  g_ptr_array_set_free_func (mails, NULL);
  g_ptr_array_set_size (mails, 0);
}

static gboolean
ensure_folders (HpJmapBackend *self, GCancellable *cancellable, GError **error)
{
  if (self->folders == NULL)
    self->folders = hp_jmap_folders_get (self->client, cancellable, error);
  return self->folders != NULL;
}

static gboolean
hp_jmap_backend_connect (HpMailBackend *backend, GCancellable *cancellable, GError **error)
{
  HpJmapBackend *self = HP_JMAP_BACKEND (backend);

  forget_waiting (self);
  g_clear_pointer (&self->folders, hp_jmap_folders_free);
  return hp_jmap_client_connect (self->client, cancellable, error) &&
         ensure_folders (self, cancellable, error);
}

/* Where a complete reading begins. The mails' state is of before it, so whatever changes while it
 * lasts is told afterwards. */
static HpJmapCursor *
begin_listing (HpJmapBackend *self, GCancellable *cancellable, GError **error)
{
  HpJmapCursor *cursor;

  g_clear_pointer (&self->folders, hp_jmap_folders_free);
  if (!ensure_folders (self, cancellable, error))
    return NULL;
  cursor = g_new0 (HpJmapCursor, 1);
  cursor->email = g_strdup (self->folders->email);
  cursor->folders = hp_jmap_folders_dup_watched (self->folders);
  cursor->is_listing = TRUE;
  return cursor;
}

/* The cursor, or NULL without an error where everything is to be read from the start. */
static HpJmapCursor *
take_up (HpJmapBackend *self, const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (HpJmapCursor) cursor = hp_jmap_cursor_parse (text);

  if (!ensure_folders (self, cancellable, error) || cursor == NULL)
    return NULL;
  g_autofree char *watched = hp_jmap_folders_dup_watched (self->folders);
  return g_strcmp0 (watched, cursor->folders) == 0 ? g_steal_pointer (&cursor) : NULL;
}

static gboolean
look_for_changes (HpJmapBackend *self,
                  const HpJmapCursor *cursor,
                  GCancellable *cancellable,
                  GError **error)
{
  self->changes =
      hp_jmap_changes_get (self->client, self->folders, cursor->email, cancellable, error);
  self->looked = g_get_monotonic_time ();
  if (self->changes != NULL)
    wait_changed (self);
  return self->changes != NULL;
}

static gboolean
list_more (HpJmapBackend *self, HpJmapCursor *cursor, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) mails = hp_jmap_listing_get (self->client, self->folders, cursor,
                                                     &self->is_last_page, cancellable, error);
  if (mails != NULL)
    wait_all (self, mails);
  return mails != NULL;
}

/* Learns what the next steps are about. */
static gboolean
look (HpJmapBackend *self, HpJmapCursor *cursor, GCancellable *cancellable, GError **error)
{
  if (cursor->is_listing && g_get_monotonic_time () - self->looked < LOOK_US)
    return list_more (self, cursor, cancellable, error);
  return look_for_changes (self, cursor, cancellable, error);
}

/* Moves as many of the waiting ones as a step takes into @batch; gives those to fetch. */
static GPtrArray *
fill (HpJmapBackend *self, HpMailBatch *batch)
{
  GPtrArray *unknown = g_ptr_array_new ();
  gsize bytes = 0;

  while (self->waiting->length > 0 && batch->mails->len < STEP_MAILS)
    {
      HpRemoteMail *mail = g_queue_peek_head (self->waiting);
      gboolean is_known = hp_mail_backend_is_known (HP_MAIL_BACKEND (self), mail->id);
      if (!is_known && bytes > 0 && bytes + mail->size > STEP_BYTES)
        break;
      g_ptr_array_add (batch->mails, g_queue_pop_head (self->waiting));
      if (is_known)
        continue;
      bytes += mail->size;
      g_ptr_array_add (unknown, mail);
    }
  return unknown;
}

/* What was deleted between the list and the fetching. */
static void
drop_vanished (HpMailBatch *batch, GPtrArray *unknown)
{
  for (guint i = 0; i < unknown->len; i++)
    {
      HpRemoteMail *mail = g_ptr_array_index (unknown, i);
      if (mail->raw == NULL)
        g_ptr_array_remove (batch->mails, mail);
    }
}

static void
advance_listing (HpJmapBackend *self, HpMailBatch *batch, HpJmapCursor *cursor)
{
  if (batch->mails->len > 0)
    {
      HpRemoteMail *last = g_ptr_array_index (batch->mails, batch->mails->len - 1);
      g_free (cursor->anchor);
      cursor->anchor = g_strdup (last->id);
    }
  cursor->listed += batch->mails->len;
  batch->done = cursor->listed;
  batch->total = MAX (cursor->total, cursor->listed);
  batch->ends_listing = self->is_last_page && self->waiting->length == 0;
  cursor->is_listing = !batch->ends_listing;
  batch->has_more = TRUE; /* what changed meanwhile, if nothing else */
}

static void
advance_changes (HpJmapBackend *self, HpMailBatch *batch, HpJmapCursor *cursor)
{
  batch->has_more = self->waiting->length > 0 || self->changes->has_more || cursor->is_listing ||
                    self->changes->has_other_folders;
  if (self->waiting->length > 0)
    return;
  g_free (cursor->email);
  cursor->email = g_strdup (self->changes->state);
  g_ptr_array_extend_and_steal (batch->gone, g_ptr_array_ref (self->changes->gone));
  self->changes->gone = g_ptr_array_new ();
  if (self->changes->has_other_folders)
    g_clear_pointer (&self->folders, hp_jmap_folders_free);
  g_clear_pointer (&self->changes, hp_jmap_changes_free);
}

static HpMailBatch *
make_step (HpJmapBackend *self,
           HpJmapCursor *cursor,
           gboolean begins_listing,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (HpMailBatch) batch = hp_mail_batch_new ();
  g_autoptr (GPtrArray) unknown = fill (self, batch);

  if (!hp_jmap_blobs_fetch (self->client, unknown, cancellable, error))
    {
      forget_waiting (self);
      return NULL;
    }
  drop_vanished (batch, unknown);
  batch->begins_listing = begins_listing;
  batch->done = cursor->listed;
  batch->total = cursor->total;
  if (self->changes != NULL)
    advance_changes (self, batch, cursor);
  else
    advance_listing (self, batch, cursor);
  batch->cursor = hp_jmap_cursor_dup_text (cursor);
  self->given = g_strdup (batch->cursor);
  return g_steal_pointer (&batch);
}

static HpMailBatch *
hp_jmap_backend_next (HpMailBackend *backend,
                      const char *text,
                      GCancellable *cancellable,
                      GError **error)
{
  HpJmapBackend *self = HP_JMAP_BACKEND (backend);
  g_autoptr (GError) local = NULL;
  gboolean begins_listing = FALSE;

  if (g_strcmp0 (text, self->given) != 0)
    forget_waiting (self);
  g_clear_pointer (&self->given, g_free);
  if (!hp_jmap_client_refresh (self->client, cancellable, error))
    return NULL;
  g_autoptr (HpJmapCursor) cursor = take_up (self, text, cancellable, &local);
  if (cursor != NULL && self->waiting->length == 0 && !look (self, cursor, cancellable, &local))
    g_clear_pointer (&cursor, hp_jmap_cursor_free);
  begins_listing =
      local == NULL && (cursor == NULL || (self->changes != NULL && self->changes->state == NULL));
  if (begins_listing)
    {
      forget_waiting (self);
      g_clear_pointer (&cursor, hp_jmap_cursor_free);
      cursor = begin_listing (self, cancellable, &local);
      self->looked = g_get_monotonic_time ();
      if (cursor != NULL && !list_more (self, cursor, cancellable, &local))
        g_clear_pointer (&cursor, hp_jmap_cursor_free);
    }
  if (cursor != NULL)
    return make_step (self, cursor, begins_listing, cancellable, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static guint
hp_jmap_backend_get_retry_after (HpMailBackend *backend)
{
  return hp_http_get_retry_after (hp_jmap_client_get_http (HP_JMAP_BACKEND (backend)->client));
}

static void
hp_jmap_backend_finalize (GObject *object)
{
  HpJmapBackend *self = HP_JMAP_BACKEND (object);

  forget_waiting (self);
  g_queue_free (self->waiting);
  g_clear_pointer (&self->folders, hp_jmap_folders_free);
  hp_jmap_client_free (self->client);
  G_OBJECT_CLASS (hp_jmap_backend_parent_class)->finalize (object);
}

static void
hp_jmap_backend_class_init (HpJmapBackendClass *klass)
{
  HpMailBackendClass *backend_class = HP_MAIL_BACKEND_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_jmap_backend_finalize;
  backend_class->connect = hp_jmap_backend_connect;
  backend_class->next = hp_jmap_backend_next;
  backend_class->get_retry_after = hp_jmap_backend_get_retry_after;
}

static void
hp_jmap_backend_init (HpJmapBackend *self)
{
  self->waiting = g_queue_new ();
}

HpMailBackend *
hp_jmap_backend_new (HpHttp *http, const char *url, const char *mailbox)
{
  HpJmapBackend *self = g_object_new (HP_TYPE_JMAP_BACKEND, NULL);

  self->client = hp_jmap_client_new (http, url, mailbox);
  return HP_MAIL_BACKEND (self);
}
