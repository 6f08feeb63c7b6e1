/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns an import: a thread that reads and understands mails, one that finds their words, and the
 * writer on the calling thread, with bounded queues between. Invariant: every commit is whole
 * mails, so a kill at any time leaves a desk to which running the import again adds just the rest.
 */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-import.h"

#include "base/hp-error.h"
#include "desk/hp-apply.h"
#include "io/hp-incoming-queue.h"
#include "io/hp-mailbox-reader.h"
#include "store/hp-message-table.h"
#include "store/hp-rollup-table.h"

#define TRANSACTION_US 50000
/* Between transactions that would follow each other at once, so that whoever waits for the desk
 * gets it: longer than the step in which others try again. */
#define PAUSE_US 3000
#define IMPORT_CACHE_KIB 32768
#define READER_CACHE_KIB 4096
/* Of the search index. Fewer are left to the open window. */
#define MAX_PIECES 12

/* Reading and understanding, finding words, writing: a thread each. */
typedef struct
{
  HpMailboxReader *reader;     /* (unowned) the reading thread */
  GCancellable *cancellable;   /* (unowned) any thread */
  const char *blob_folder;     /* (unowned) any thread */
  HpIncomingQueue *understood; /* (unowned) */
  HpIncomingQueue *ready;      /* (unowned) */
  GError *read_error;          /* (owned) (nullable) the reading thread, then whoever joined it */
  GError *words_error;         /* (owned) (nullable) likewise */
} Pipe;

static void
stop (Pipe *pipe)
{
  g_cancellable_cancel (pipe->cancellable);
  hp_incoming_queue_wake (pipe->understood);
  hp_incoming_queue_wake (pipe->ready);
}

static gboolean
read_one (Pipe *pipe, gboolean *is_end, GError **error)
{
  g_autoptr (HpMailboxEntry) entry = NULL;

  if (!hp_mailbox_reader_next (pipe->reader, &entry, pipe->cancellable, error))
    return FALSE;
  *is_end = entry == NULL;
  if (entry == NULL)
    return TRUE;
  HpIncoming *incoming =
      hp_incoming_new (entry->raw, entry->from_time, entry->in_sent, pipe->blob_folder, error);
  return incoming != NULL && hp_incoming_queue_push (pipe->understood, incoming);
}

static gpointer
run_reader (gpointer data)
{
  Pipe *pipe = data;
  gboolean is_end = FALSE;

  while (!is_end && read_one (pipe, &is_end, &pipe->read_error))
    ;
  hp_incoming_queue_close (pipe->understood);
  return NULL;
}

static gpointer
run_words (gpointer data)
{
  Pipe *pipe = data;
  g_autoptr (HpWords) words = hp_words_new (&pipe->words_error);
  HpIncoming *incoming = NULL;

  if (words == NULL)
    stop (pipe);
  while (words != NULL && (incoming = hp_incoming_queue_pop (pipe->understood)) != NULL)
    {
      hp_incoming_find_words (incoming, words);
      if (!hp_incoming_queue_push (pipe->ready, incoming))
        break;
    }
  hp_incoming_queue_close (pipe->ready);
  return NULL;
}

/* What the writer counts. */
typedef struct
{
  HpDesk *desk;
  Pipe *pipe;
  HpImportProgress *progress;
  gint64 started;
  gint64 tickets_before;
  gint64 customers_before;
} Writer;

static void
update_progress (Writer *writer)
{
  HpDb *db = hp_desk_get_db (writer->desk);
  HpImportProgress *progress = writer->progress;

  progress->tickets = hp_rollups_sum (db, HP_ROLLUP_STATUS, NULL) - writer->tickets_before;
  progress->customers = hp_rollups_sum (db, HP_ROLLUP_CUSTOMERS, NULL) - writer->customers_before;
  progress->seconds = (double) (g_get_monotonic_time () - writer->started) / G_USEC_PER_SEC;
  hp_mailbox_reader_get_progress (writer->pipe->reader, &progress->bytes_done,
                                  &progress->bytes_total);
}

/* One transaction. TRUE with *is_end at the end of the mailbox. */
static gboolean
write_batch (Writer *writer, gboolean *is_end, GError **error)
{
  HpIncomingQueue *ready = writer->pipe->ready;
  HpImportProgress counts = { 0 };

  if (!hp_incoming_queue_gather (ready))
    g_usleep (PAUSE_US);
  g_autoptr (HpIncoming) first = hp_incoming_queue_pop (ready);
  *is_end = first == NULL;
  if (first == NULL)
    return TRUE;
  HpApply *apply = hp_apply_begin (writer->desk);
  gint64 end = g_get_monotonic_time () + TRANSACTION_US;
  for (HpIncoming *mail = g_steal_pointer (&first); mail != NULL;
       mail = g_get_monotonic_time () < end ? hp_incoming_queue_try_pop (ready) : NULL)
    {
      gboolean is_new = hp_apply_mail (apply, mail) == HP_APPLIED_NEW;
      counts.messages += is_new;
      counts.duplicates += !is_new;
      counts.damaged += is_new && mail->mail->damage != NULL;
      hp_incoming_free (mail);
    }
  if (!hp_apply_commit (apply, error))
    return FALSE;
  writer->progress->messages += counts.messages;
  writer->progress->duplicates += counts.duplicates;
  writer->progress->damaged += counts.damaged;
  return TRUE;
}

static gboolean
write_all (Writer *writer, HpImportProgressFunc report, gpointer data, GError **error)
{
  gboolean is_end = FALSE;

  while (!is_end)
    {
      if (g_cancellable_set_error_if_cancelled (writer->pipe->cancellable, error) ||
          !write_batch (writer, &is_end, error))
        return FALSE;
      update_progress (writer);
      if (report != NULL && !is_end)
        report (writer->progress, data);
    }
  return TRUE;
}

/* Each search looks into every piece of the index; after a large import these are many. */
static void
merge_index (Writer *writer)
{
  HpDb *db = hp_desk_get_db (writer->desk);
  gint64 end = g_get_monotonic_time () + TRANSACTION_US;

  if (hp_messages_count_pieces (db) <= MAX_PIECES)
    return;
  while (!g_cancellable_is_cancelled (writer->pipe->cancellable) && hp_messages_merge_index (db))
    if (g_get_monotonic_time () >= end)
      {
        g_usleep (PAUSE_US);
        end = g_get_monotonic_time () + TRANSACTION_US;
      }
  hp_db_rollback (db); /* what a full disk kept from it can be merged another time */
  update_progress (writer);
}

static void
on_cancelled_cb (GCancellable *cancellable, Pipe *pipe)
{
  stop (pipe);
}

static gboolean
run_pipe (Writer *writer, HpImportProgressFunc report, gpointer data, GError **error)
{
  Pipe *pipe = writer->pipe;
  GThread *reading = g_thread_new ("helppari-read", run_reader, pipe);
  GThread *words = g_thread_new ("helppari-words", run_words, pipe);
  g_autoptr (GError) failure = NULL;
  gboolean done = write_all (writer, report, data, &failure);

  if (!done)
    stop (pipe);
  g_thread_join (reading);
  g_thread_join (words);
  g_autoptr (GError) words_error = g_steal_pointer (&pipe->words_error);
  g_autoptr (GError) read_error = g_steal_pointer (&pipe->read_error);
  /* The writer is stopped for what ails the others, and the reader for what ails the writer. */
  if (failure != NULL && !g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (words_error != NULL)
    g_propagate_error (error, g_steal_pointer (&words_error));
  else if (read_error != NULL)
    g_propagate_error (error, g_steal_pointer (&read_error));
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    return TRUE;
  return FALSE;
}

gboolean
hp_import_run (HpDesk *desk,
               const char *const *paths,
               GCancellable *cancellable,
               HpImportProgressFunc report,
               gpointer data,
               HpImportProgress *result,
               GPtrArray **problems,
               GError **error)
{
  g_autoptr (HpMailboxReader) reader = hp_mailbox_reader_new (paths, error);
  g_autoptr (GCancellable) inner = g_cancellable_new ();
  g_autoptr (HpIncomingQueue) understood = hp_incoming_queue_new (inner);
  g_autoptr (HpIncomingQueue) ready = hp_incoming_queue_new (inner);
  HpDb *db = hp_desk_get_db (desk);
  Pipe pipe = { .reader = reader,
                .cancellable = inner,
                .blob_folder = hp_desk_get_blob_folder (desk),
                .understood = understood,
                .ready = ready };
  Writer writer = { .desk = desk,
                    .pipe = &pipe,
                    .progress = result,
                    .started = g_get_monotonic_time (),
                    .tickets_before = hp_rollups_sum (db, HP_ROLLUP_STATUS, NULL),
                    .customers_before = hp_rollups_sum (db, HP_ROLLUP_CUSTOMERS, NULL) };
  gboolean done;

  *result = (HpImportProgress){ 0 };
  if (reader == NULL)
    return FALSE;
  gulong handler =
      cancellable != NULL
          ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb), &pipe, NULL)
          : 0;
  hp_db_set_cache (db, IMPORT_CACHE_KIB);
  hp_db_set_relaxed (db, TRUE);
  hp_messages_set_bulk (db, TRUE);
  done = run_pipe (&writer, report, data, error);
  if (done)
    merge_index (&writer);
  hp_db_set_relaxed (db, FALSE);
  hp_db_set_cache (db, READER_CACHE_KIB);
  hp_messages_set_bulk (db, FALSE);
  hp_db_rollback (db); /* that it could not be set back, on a full disk, is harmless */
  g_cancellable_disconnect (cancellable, handler);
  if (problems != NULL)
    *problems = g_ptr_array_ref (hp_mailbox_reader_get_problems (reader));
  hp_error_adopt (error);
  return done;
}
