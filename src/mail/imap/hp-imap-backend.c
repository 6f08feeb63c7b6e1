/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the steps in which a mailbox is read by IMAP: each folder's changes, then its list from the
 * newest down. Invariant: a step's cursor is behind all mails of the step and of no other, so
 * whoever stores both together can be cut anywhere. */

#define G_LOG_DOMAIN "helppari"

#include "mail/imap/hp-imap-backend.h"

#include <string.h>

#include "base/hp-error.h"
#include "mail/imap/hp-imap-changes.h"
#include "mail/imap/hp-imap-fetch.h"
#include "mail/imap/hp-imap-select.h"
#include "mail/imap/hp-imap-uids.h"

#define STEP_MAILS 256
#define STEP_BYTES ((gsize) 8 * 1024 * 1024)
/* While a long list is read, what comes meanwhile is looked at this often. */
#define LOOK_US (2 * G_USEC_PER_SEC)
/* A server that does not count changes is asked for all flags this often. */
#define COMPARE_US (5 * 60 * G_USEC_PER_SEC)
/* Folders come and go. */
#define FOLDERS_US (10 * 60 * G_USEC_PER_SEC)
#define MAX_FOLDERS 3

struct _HpImapBackend
{
  HpMailBackend parent_instance;

  HpImapMailbox mailbox; /* (owned) */

  HpImapClient *client;   /* (owned) (nullable) */
  HpImapFolders *folders; /* (owned) (nullable) */
  GPtrArray *watched;     /* (owned) (nullable) (element-type HpImapFolder) of them */
  char *open;             /* (owned) (nullable) the folder that is open */
  gint64 listed_folders;  /* monotonic, like the next two */
  gint64 looked;
  gint64 compared;
  HpImapState inbox; /* as it was looked at last */

  char *given;     /* (owned) (nullable) the cursor of the last step */
  GQueue *due;     /* (owned) of HpImapFolder: to be looked into */
  GQueue *waiting; /* (owned) of HpRemoteMail: for the next steps, all of one folder */
  HpImapChanges
      *changes;  /* (owned) (nullable) that the waiting ones are of, else they are listed */
  char *changed; /* (owned) (nullable) the folder that they are of */
  GArray *uids;  /* (owned) (nullable) of the folder that is listed, those to come; rising */
};

G_DEFINE_FINAL_TYPE (HpImapBackend, hp_imap_backend, HP_TYPE_MAIL_BACKEND)

static void
forget_waiting (HpImapBackend *self)
{
  g_queue_clear_full (self->waiting, (GDestroyNotify) hp_remote_mail_free);
  g_clear_pointer (&self->changes, hp_imap_changes_free);
  g_clear_pointer (&self->changed, g_free);
  g_clear_pointer (&self->uids, g_array_unref);
  g_clear_pointer (&self->given, g_free);
  g_queue_clear (self->due);
  self->looked = 0;
}

static void
forget_folders (HpImapBackend *self)
{
  g_queue_clear (self->due);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  g_clear_pointer (&self->folders, hp_imap_folders_free);
}

static void
hang_up (HpImapBackend *self)
{
  forget_waiting (self);
  forget_folders (self);
  g_clear_pointer (&self->open, g_free);
  g_clear_pointer (&self->client, hp_imap_client_free);
}

static gboolean
ensure_folders (HpImapBackend *self, GCancellable *cancellable, GError **error)
{
  gint64 now = g_get_monotonic_time ();

  if (self->folders != NULL && now - self->listed_folders < FOLDERS_US)
    return TRUE;
  forget_folders (self);
  self->folders = hp_imap_mailbox_get_folders (&self->mailbox, self->client, cancellable, error);
  if (self->folders == NULL)
    return FALSE;
  self->watched = hp_imap_folders_list_watched (self->folders);
  self->listed_folders = now;
  return TRUE;
}

static gboolean
hp_imap_backend_connect (HpMailBackend *backend, GCancellable *cancellable, GError **error)
{
  HpImapBackend *self = HP_IMAP_BACKEND (backend);

  hang_up (self);
  self->client = hp_imap_mailbox_open (&self->mailbox, cancellable, error);
  return self->client != NULL && ensure_folders (self, cancellable, error);
}

/* Whether a look has to open the folder. */
static gboolean
is_other (HpImapBackend *self, const HpImapPlace *place, const HpImapState *state)
{
  if (place->validity != state->validity || place->next < state->next ||
      place->modseq != state->modseq)
    return TRUE;
  return place->low == 0 && place->exists != state->exists;
}

/* A folder that is there no more is found out by listing them anew. */
static gboolean
get_states (HpImapBackend *self, HpImapState *states, GCancellable *cancellable, GError **error)
{
  for (guint try = 0;; try++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      g_autoptr (GError) local = NULL;
      for (guint i = 0; i < self->watched->len; i++)
        g_ptr_array_add (names, ((HpImapFolder *) self->watched->pdata[i])->name);
      if (hp_imap_get_states (self->client, names, states, cancellable, &local))
        return TRUE;
      if (try == 0 && g_error_matches (local, HP_ERROR, HP_ERROR_NOT_FOUND))
        {
          forget_folders (self);
          if (ensure_folders (self, cancellable, error))
            continue;
          return FALSE;
        }
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
}

static gboolean
find_due (HpImapBackend *self, HpImapCursor *cursor, GCancellable *cancellable, GError **error)
{
  HpImapState states[MAX_FOLDERS];
  gint64 now = g_get_monotonic_time ();
  gboolean has_news = hp_imap_client_take_news (self->client);
  gboolean compares = now - self->compared >= COMPARE_US;

  if (!get_states (self, states, cancellable, error))
    return FALSE;
  self->inbox = states[0];
  for (guint i = 0; i < self->watched->len; i++)
    {
      HpImapFolder *folder = g_ptr_array_index (self->watched, i);
      HpImapPlace *place = hp_imap_cursor_ensure_place (cursor, folder->name);
      if (is_other (self, place, &states[i]) || (compares && place->modseq == 0) ||
          (has_news && g_strcmp0 (self->open, folder->name) == 0))
        g_queue_push_tail (self->due, folder);
    }
  self->looked = now;
  if (compares)
    self->compared = now;
  return TRUE;
}

static void
wait_all (HpImapBackend *self, GPtrArray *mails)
{
  for (guint i = 0; i < mails->len; i++)
    g_queue_push_tail (self->waiting, g_ptr_array_index (mails, i));
  g_ptr_array_set_free_func (mails, NULL);
  g_ptr_array_set_size (mails, 0);
}

/* Takes @changes. */
static gboolean
take_changes (HpImapBackend *self, const char *name, HpImapChanges *changes)
{
  if (changes == NULL)
    return FALSE;
  self->changes = changes;
  self->changed = g_strdup (name);
  wait_all (self, changes->mails);
  return TRUE;
}

static void
note_open (HpImapBackend *self, const char *name)
{
  g_free (self->open);
  self->open = g_strdup (name);
}

static gboolean
look_into_due (HpImapBackend *self, HpImapCursor *cursor, GCancellable *cancellable, GError **error)
{
  HpImapFolder *folder = g_queue_pop_head (self->due);
  HpImapPlace *place = hp_imap_cursor_ensure_place (cursor, folder->name);

  g_clear_pointer (&self->uids, g_array_unref);
  note_open (self, folder->name);
  return take_changes (self, folder->name,
                       hp_imap_changes_get (self->client, HP_MAIL_BACKEND (self), place, folder,
                                            cancellable, error));
}

static gboolean
is_watched (HpImapBackend *self, const char *name)
{
  for (guint i = 0; i < self->watched->len; i++)
    if (strcmp (((HpImapFolder *) self->watched->pdata[i])->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* (nullable) a place in a folder that is read no more */
static HpImapPlace *
find_forgotten (HpImapBackend *self, HpImapCursor *cursor)
{
  for (guint i = 0; i < cursor->places->len; i++)
    {
      HpImapPlace *place = g_ptr_array_index (cursor->places, i);
      if (!is_watched (self, place->name))
        return place;
    }
  return NULL;
}

static const char *
get_role (HpImapBackend *self, const char *name)
{
  for (guint i = 0; i < self->watched->len; i++)
    {
      const HpImapFolder *folder = g_ptr_array_index (self->watched, i);
      if (strcmp (folder->name, name) == 0)
        return folder->role;
    }
  return "";
}

/* FALSE without an error where its mails have other UIDs by now: that is found by the next look. */
static gboolean
ensure_open (HpImapBackend *self,
             const HpImapPlace *place,
             GCancellable *cancellable,
             GError **error)
{
  g_auto (HpImapState) state = { 0 };

  if (g_strcmp0 (self->open, place->name) == 0)
    return TRUE;
  g_clear_pointer (&self->uids, g_array_unref);
  if (!hp_imap_examine (self->client, place->name, NULL, &state, cancellable, error))
    return FALSE;
  note_open (self, place->name);
  return state.validity == place->validity;
}

/* The newest that are not listed yet. */
static gboolean
list_more (HpImapBackend *self, const HpImapPlace *place, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) page = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (self->uids == NULL)
    self->uids = hp_imap_fetch_uids (self->client, place->low, cancellable, error);
  if (self->uids == NULL)
    return FALSE;
  guint count = MIN (self->uids->len, STEP_MAILS);
  if (count == 0)
    return TRUE;
  g_array_append_vals (page, &g_array_index (self->uids, guint32, self->uids->len - count), count);
  g_autofree char *set = hp_imap_uids_dup_text (page);
  g_autoptr (GPtrArray) mails = hp_imap_fetch_mails (
      self->client, place, get_role (self, place->name), set, cancellable, error);
  if (mails == NULL)
    return FALSE;
  g_array_set_size (self->uids, self->uids->len - count);
  for (guint i = mails->len; i > 0; i--)
    g_queue_push_tail (self->waiting, g_ptr_array_index (mails, i - 1));
  g_ptr_array_set_free_func (mails, NULL);
  return TRUE;
}

/* Learns what the next steps are about. @place: (out) of the folder that is listed, or NULL. */
static gboolean
look (HpImapBackend *self,
      HpImapCursor *cursor,
      HpImapPlace **place,
      GCancellable *cancellable,
      GError **error)
{
  HpImapPlace *forgotten = find_forgotten (self, cursor);
  HpImapPlace *listing = hp_imap_cursor_find_listing (cursor);

  *place = NULL;
  if (forgotten != NULL)
    return take_changes (self, forgotten->name,
                         hp_imap_changes_forget (HP_MAIL_BACKEND (self), forgotten, error));
  if (self->due->length == 0 &&
      (listing == NULL || g_get_monotonic_time () - self->looked >= LOOK_US) &&
      !find_due (self, cursor, cancellable, error))
    return FALSE;
  if (self->due->length > 0)
    return look_into_due (self, cursor, cancellable, error);
  if (listing == NULL)
    return TRUE;
  GError *local = NULL;
  if (ensure_open (self, listing, cancellable, &local))
    {
      *place = listing;
      return list_more (self, listing, cancellable, error);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  else
    self->looked = 0;
  return local == NULL;
}

/* Moves as many of the waiting ones as a step takes into @batch; gives those to fetch. */
static GPtrArray *
fill (HpImapBackend *self, HpMailBatch *batch)
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

/* @is_cut: those without bytes are left for the next step, else they were deleted between. */
static void
drop_without_bytes (HpImapBackend *self, HpMailBatch *batch, GPtrArray *unknown, gboolean is_cut)
{
  for (guint i = unknown->len; i > 0; i--)
    {
      HpRemoteMail *mail = g_ptr_array_index (unknown, i - 1);
      guint at;
      if (mail->raw != NULL || !g_ptr_array_find (batch->mails, mail, &at))
        continue;
      g_ptr_array_set_free_func (batch->mails, NULL);
      g_ptr_array_remove_index (batch->mails, at);
      g_ptr_array_set_free_func (batch->mails, (GDestroyNotify) hp_remote_mail_free);
      if (is_cut)
        g_queue_push_head (self->waiting, mail);
      else
        hp_remote_mail_free (mail);
    }
}

static gboolean
open_for (HpImapBackend *self, const char *name, GCancellable *cancellable, GError **error)
{
  g_auto (HpImapState) state = { 0 };

  if (g_strcmp0 (self->open, name) == 0)
    return TRUE;
  if (!hp_imap_examine (self->client, name, NULL, &state, cancellable, error))
    return FALSE;
  note_open (self, name);
  return TRUE;
}

static gboolean
fetch (HpImapBackend *self,
       HpMailBatch *batch,
       const char *name,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (GPtrArray) unknown = fill (self, batch);
  gboolean is_cut = FALSE;

  if (unknown->len > 0 &&
      (!open_for (self, name, cancellable, error) ||
       !hp_imap_fetch_bytes (self->client, unknown, &is_cut, cancellable, error)))
    return FALSE;
  drop_without_bytes (self, batch, unknown, is_cut);
  return TRUE;
}

static void
advance_listing (HpImapBackend *self, HpImapCursor *cursor, HpImapPlace *place, guint32 last)
{
  gboolean is_end = self->waiting->length == 0 && self->uids != NULL && self->uids->len == 0;

  if (is_end)
    {
      place->low = 0;
      g_clear_pointer (&self->uids, g_array_unref);
    }
  else if (last > 0)
    place->low = last;
}

static void
remove_place (HpImapCursor *cursor, const char *name)
{
  for (guint i = cursor->places->len; i > 0; i--)
    if (strcmp (((HpImapPlace *) cursor->places->pdata[i - 1])->name, name) == 0)
      g_ptr_array_remove_index (cursor->places, i - 1);
}

static void
finish_changes (HpImapBackend *self, HpImapCursor *cursor, HpMailBatch *batch)
{
  HpImapChanges *changes = self->changes;
  HpImapPlace *place = hp_imap_cursor_ensure_place (cursor, self->changed);

  changes->after.name = place->name;
  *place = changes->after;
  cursor->total += changes->to_list;
  g_ptr_array_extend_and_steal (batch->gone, g_ptr_array_ref (changes->gone));
  changes->gone = g_ptr_array_new ();
  if (!is_watched (self, self->changed))
    remove_place (cursor, self->changed);
  g_clear_pointer (&self->changes, hp_imap_changes_free);
  g_clear_pointer (&self->changed, g_free);
}

static guint32
get_last_uid (HpImapBackend *self, const HpMailBatch *batch)
{
  HpRemoteMail *last =
      batch->mails->len > 0 ? g_ptr_array_index (batch->mails, batch->mails->len - 1) : NULL;

  return last != NULL ? hp_imap_id_get_uid (last->id) : 0;
}

/* @place: (nullable) that is listed. */
static gboolean
fill_step (HpImapBackend *self,
           HpImapCursor *cursor,
           HpImapPlace *place,
           HpMailBatch *batch,
           GCancellable *cancellable,
           GError **error)
{
  const char *name = self->changes != NULL ? self->changed : place != NULL ? place->name : "";
  guint waiting = self->waiting->length;

  if (!fetch (self, batch, name, cancellable, error))
    return FALSE;
  if (self->changes != NULL && self->waiting->length == 0)
    finish_changes (self, cursor, batch);
  else if (self->changes == NULL && place != NULL)
    {
      cursor->listed += waiting - self->waiting->length;
      advance_listing (self, cursor, place, get_last_uid (self, batch));
    }
  return TRUE;
}

/* TRUE where all folders are read from their beginning to their end. */
static gboolean
is_all_listed (HpImapBackend *self, HpImapCursor *cursor)
{
  for (guint i = 0; i < self->watched->len; i++)
    {
      const HpImapFolder *folder = g_ptr_array_index (self->watched, i);
      const HpImapPlace *place = hp_imap_cursor_ensure_place (cursor, folder->name);
      if (place->validity == 0 || place->low > 0)
        return FALSE;
    }
  return TRUE;
}

static HpMailBatch *
make_step (HpImapBackend *self,
           HpImapCursor *cursor,
           HpImapPlace *place,
           gboolean begins,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (HpMailBatch) batch = hp_mail_batch_new ();

  if (!fill_step (self, cursor, place, batch, cancellable, error))
    return NULL;
  batch->begins_listing = begins;
  if (cursor->is_first && is_all_listed (self, cursor))
    {
      batch->ends_listing = TRUE;
      cursor->is_first = FALSE;
    }
  gboolean is_listing = hp_imap_cursor_find_listing (cursor) != NULL;
  batch->done = cursor->total > 0 ? cursor->listed : 0;
  batch->total = MAX (cursor->total, cursor->listed);
  if (!is_listing && !cursor->is_first)
    cursor->total = cursor->listed = 0;
  batch->has_more = place != NULL || begins || self->waiting->length > 0 || self->due->length > 0 ||
                    is_listing || cursor->is_first;
  batch->cursor = hp_imap_cursor_dup_text (cursor);
  self->given = g_strdup (batch->cursor);
  return g_steal_pointer (&batch);
}

static HpMailBatch *
hp_imap_backend_next (HpMailBackend *backend,
                      const char *text,
                      GCancellable *cancellable,
                      GError **error)
{
  HpImapBackend *self = HP_IMAP_BACKEND (backend);
  g_autoptr (HpImapCursor) cursor = hp_imap_cursor_parse (text);
  HpImapPlace *place = NULL;
  gboolean begins = cursor == NULL;

  if (g_strcmp0 (text, self->given) != 0)
    forget_waiting (self);
  g_clear_pointer (&self->given, g_free);
  if (begins)
    {
      forget_waiting (self);
      cursor = hp_imap_cursor_new ();
      cursor->is_first = TRUE;
    }
  if (!hp_imap_client_end_idle (self->client, cancellable, error) ||
      !ensure_folders (self, cancellable, error))
    return NULL;
  if (self->waiting->length > 0 && self->changes == NULL)
    place = hp_imap_cursor_find_listing (cursor);
  else if (self->waiting->length == 0 && !look (self, cursor, &place, cancellable, error))
    return NULL;
  HpMailBatch *batch = make_step (self, cursor, place, begins, cancellable, error);
  if (batch == NULL)
    forget_waiting (self);
  return batch;
}

/* What came between the look and the opening is told by nobody. @is_other: (out) something did. */
static gboolean
open_inbox (HpImapBackend *self, gboolean *is_other, GCancellable *cancellable, GError **error)
{
  g_auto (HpImapState) state = { 0 };
  const char *name = self->folders->inbox;

  *is_other = FALSE;
  if (g_strcmp0 (self->open, name) == 0)
    return TRUE;
  if (!hp_imap_examine (self->client, name, NULL, &state, cancellable, error))
    return FALSE;
  note_open (self, name);
  *is_other =
      state.exists != self->inbox.exists || (state.next > 0 && state.next != self->inbox.next);
  return TRUE;
}

static GSource *
hp_imap_backend_watch (HpMailBackend *backend, GCancellable *cancellable, GError **error)
{
  HpImapBackend *self = HP_IMAP_BACKEND (backend);
  gboolean is_other;

  if (!hp_imap_client_can (self->client, "IDLE"))
    return NULL;
  if (!hp_imap_client_end_idle (self->client, cancellable, error) ||
      !open_inbox (self, &is_other, cancellable, error))
    return NULL;
  if (is_other || hp_imap_client_has_news (self->client))
    return g_idle_source_new ();
  return hp_imap_client_begin_idle (self->client, cancellable, error)
             ? hp_imap_client_create_source (self->client)
             : NULL;
}

static void
hp_imap_backend_finalize (GObject *object)
{
  HpImapBackend *self = HP_IMAP_BACKEND (object);

  hang_up (self);
  g_queue_free (self->due);
  g_queue_free (self->waiting);
  hp_imap_mailbox_clear (&self->mailbox);
  G_OBJECT_CLASS (hp_imap_backend_parent_class)->finalize (object);
}

static void
hp_imap_backend_class_init (HpImapBackendClass *klass)
{
  HpMailBackendClass *backend_class = HP_MAIL_BACKEND_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_imap_backend_finalize;
  backend_class->connect = hp_imap_backend_connect;
  backend_class->next = hp_imap_backend_next;
  backend_class->watch = hp_imap_backend_watch;
}

static void
hp_imap_backend_init (HpImapBackend *self)
{
  self->due = g_queue_new ();
  self->waiting = g_queue_new ();
}

HpMailBackend *
hp_imap_backend_new (const HpImapMailbox *mailbox)
{
  HpImapBackend *self = g_object_new (HP_TYPE_IMAP_BACKEND, NULL);

  self->mailbox = hp_imap_mailbox_copy (mailbox);
  return HP_MAIL_BACKEND (self);
}
