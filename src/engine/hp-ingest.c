/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way of an account's steps into the desk. Invariant: the cursor of a step commits with
 * the last of its mails, so a kill at any time leaves a desk that goes on where it was. */

#define G_LOG_DOMAIN "helppari"

#include "engine/hp-ingest.h"

#include "desk/hp-apply.h"
#include "store/hp-account-status-table.h"
#include "store/hp-fact-table.h"
#include "store/hp-location-table.h"
#include "store/hp-message-table.h"

#define MOST_ON_THE_WAY 3
#define TRANSACTION_US 50000
#define CACHE_KIB 32768
#define IDLE_CACHE_KIB 4096

/* A step on its way. The last one, without a batch, ends the threads. */
typedef struct
{
  HpMailBatch *batch;  /* (owned) (nullable) */
  GPtrArray *incoming; /* (owned) (nullable) HpIncoming by the mails' order, NULL where no bytes */
  GError *error;       /* (owned) (nullable) */
} Step;

struct _HpIngest
{
  char *folder; /* (owned) any thread */
  gint64 account;
  GAsyncQueue *brought;    /* (owned) of Step */
  GAsyncQueue *understood; /* (owned) of Step */
  GThread *reading;        /* (owned) */
  GThread *writing;        /* (owned) */
  gint64 listing;          /* (writing) */
  gboolean is_bulk;        /* (writing) */

  GMutex lock; /* all below is under it */
  GCond changed;
  guint on_the_way;
  GError *error; /* (owned) (nullable) */
  HpIngestCounts counts;
};

static void
free_incoming (gpointer incoming)
{
  if (incoming != NULL)
    hp_incoming_free (incoming);
}

static void
free_step (Step *step)
{
  g_clear_pointer (&step->batch, hp_mail_batch_free);
  g_clear_pointer (&step->incoming, g_ptr_array_unref);
  g_clear_error (&step->error);
  g_free (step);
}

static HpIncoming *
understand (HpRemoteMail *mail, HpWords *words, const char *blob_folder, GError **error)
{
  HpIncoming *incoming =
      hp_incoming_new (mail->raw, HP_TIME_NONE, mail->in_sent, blob_folder, error);

  if (incoming == NULL)
    return NULL;
  if (incoming->mail->received == HP_TIME_NONE && incoming->mail->date == HP_TIME_NONE)
    incoming->from_time = mail->received;
  hp_incoming_find_words (incoming, words);
  g_clear_pointer (&mail->raw, g_bytes_unref);
  return incoming;
}

static void
understand_step (Step *step, HpWords *words, const char *blob_folder)
{
  step->incoming = g_ptr_array_new_with_free_func (free_incoming);
  for (guint i = 0; i < step->batch->mails->len && step->error == NULL; i++)
    {
      HpRemoteMail *mail = g_ptr_array_index (step->batch->mails, i);
      g_ptr_array_add (step->incoming, mail->raw != NULL
                                           ? understand (mail, words, blob_folder, &step->error)
                                           : NULL);
    }
}

static gpointer
run_reading (gpointer data)
{
  HpIngest *self = data;
  g_autofree char *blob_folder = hp_desk_dup_blob_folder (self->folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (HpWords) words = NULL;

  for (;;)
    {
      Step *step = g_async_queue_pop (self->brought);
      gboolean is_end = step->batch == NULL;
      if (!is_end && words == NULL)
        words = hp_words_new (&step->error);
      if (!is_end && step->error == NULL)
        understand_step (step, words, blob_folder);
      g_async_queue_push (self->understood, step);
      if (is_end)
        return NULL;
    }
}

/* A long reading is written as an import is: what it loses on a power cut it reads again. */
static void
set_bulk (HpIngest *self, HpDb *db, gboolean is_bulk)
{
  if (self->is_bulk == is_bulk)
    return;
  self->is_bulk = is_bulk;
  hp_db_set_cache (db, is_bulk ? CACHE_KIB : IDLE_CACHE_KIB);
  hp_db_set_relaxed (db, is_bulk);
  hp_messages_set_bulk (db, is_bulk);
}

static void
write_mail (HpIngest *self,
            HpApply *apply,
            HpDb *db,
            const HpRemoteMail *mail,
            HpIncoming *incoming,
            HpIngestCounts *counts)
{
  HpLocation location = { .account = self->account,
                          .remote = mail->id,
                          .original = HP_DB_NULL_INT,
                          .folders = mail->folders,
                          .flags = mail->flags,
                          .listing = self->listing };
  HpCopy copy;

  if (incoming == NULL)
    counts->changed++;
  else
    {
      gboolean is_new = hp_apply_mail (apply, incoming) == HP_APPLIED_NEW;
      counts->messages += is_new;
      counts->duplicates += !is_new;
      counts->damaged += is_new && incoming->mail->damage != NULL;
      if (hp_copies_find (db, &incoming->original->hash, &copy))
        location.original = copy.id;
    }
  hp_locations_write (db, &location);
}

static void
write_end (HpIngest *self, HpDb *db, const HpMailBatch *batch, HpIngestCounts *counts)
{
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < batch->gone->len; i++)
    {
      hp_locations_set_gone (db, self->account, g_ptr_array_index (batch->gone, i), now);
      counts->gone += (guint64) hp_db_get_changes (db);
    }
  if (batch->ends_listing)
    {
      hp_locations_set_unseen_gone (db, self->account, self->listing, now);
      counts->gone += (guint64) hp_db_get_changes (db);
    }
  hp_account_status_set_progress (db, self->account, (gint64) batch->done, (gint64) batch->total);
  hp_account_status_set_cursor (db, self->account, batch->cursor);
}

static void
add_counts (HpIngest *self, const HpIngestCounts *more)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->counts.messages += more->messages;
  self->counts.duplicates += more->duplicates;
  self->counts.damaged += more->damaged;
  self->counts.changed += more->changed;
  self->counts.gone += more->gone;
}

/* In transactions of a bounded time, so that others can write between them. */
static gboolean
write_step (HpIngest *self, HpDesk *desk, Step *step, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  GPtrArray *mails = step->batch->mails;
  guint next = 0;

  set_bulk (self, db, step->batch->begins_listing || (self->is_bulk && step->batch->has_more));
  do
    {
      HpIngestCounts counts = { 0 };
      HpApply *apply = hp_apply_begin (desk);
      gint64 end = g_get_monotonic_time () + TRANSACTION_US;
      if (next == 0 && step->batch->begins_listing)
        self->listing = hp_account_status_begin_listing (db, self->account);
      for (; next < mails->len && g_get_monotonic_time () < end; next++)
        write_mail (self, apply, db, g_ptr_array_index (mails, next),
                    g_ptr_array_index (step->incoming, next), &counts);
      if (next == mails->len)
        write_end (self, db, step->batch, &counts);
      if (!hp_apply_commit (apply, error))
        return FALSE;
      add_counts (self, &counts);
    }
  while (next < mails->len);
  return TRUE;
}

static gboolean
has_failed (HpIngest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->error != NULL;
}

static void
note_done (HpIngest *self, GError *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->on_the_way--;
  if (self->error == NULL)
    self->error = error;
  else
    g_clear_error (&error);
  g_cond_broadcast (&self->changed);
}

static HpDesk *
ensure_desk (HpIngest *self, HpDesk *desk, GError **error)
{
  if (desk == NULL)
    desk = hp_desk_open (self->folder, HP_DB_WRITE, error);
  return desk;
}

static gpointer
run_writing (gpointer data)
{
  HpIngest *self = data;
  g_autoptr (HpDesk) desk = NULL;

  for (;;)
    {
      Step *step = g_async_queue_pop (self->understood);
      GError *error = g_steal_pointer (&step->error);
      gboolean is_end = step->batch == NULL;
      if (!is_end && error == NULL && !has_failed (self) &&
          (desk = ensure_desk (self, desk, &error)) != NULL)
        write_step (self, desk, step, &error);
      free_step (step);
      if (is_end)
        break;
      note_done (self, error);
    }
  if (desk != NULL)
    set_bulk (self, hp_desk_get_db (desk), FALSE);
  return NULL;
}

HpIngest *
hp_ingest_new (const char *folder, const HpAccountStatus *status)
{
  HpIngest *self = g_new0 (HpIngest, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->folder = g_strdup (folder);
  self->account = status->account;
  self->listing = status->listing;
  self->brought = g_async_queue_new ();
  self->understood = g_async_queue_new ();
  self->reading = g_thread_new ("helppari-understand", run_reading, self);
  self->writing = g_thread_new ("helppari-store", run_writing, self);
  return self;
}

void
hp_ingest_free (HpIngest *self)
{
  g_async_queue_push (self->brought, g_new0 (Step, 1));
  g_thread_join (self->reading);
  g_thread_join (self->writing);
  g_async_queue_unref (self->brought);
  g_async_queue_unref (self->understood);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_clear_error (&self->error);
  g_free (self->folder);
  g_free (self);
}

gboolean
hp_ingest_push (HpIngest *self, HpMailBatch *batch)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Step *step;

  while (self->on_the_way >= MOST_ON_THE_WAY)
    g_cond_wait (&self->changed, &self->lock);
  if (self->error != NULL)
    {
      hp_mail_batch_free (batch);
      return FALSE;
    }
  step = g_new0 (Step, 1);
  step->batch = batch;
  self->on_the_way++;
  g_async_queue_push (self->brought, step);
  return TRUE;
}

gboolean
hp_ingest_flush (HpIngest *self, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (self->on_the_way > 0)
    g_cond_wait (&self->changed, &self->lock);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

HpIngestCounts
hp_ingest_get_counts (HpIngest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->counts;
}
