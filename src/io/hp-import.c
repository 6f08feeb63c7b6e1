/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns an import: a thread that reads and understands mails, a bounded queue, and the writer on the
 * calling thread. Invariant: every commit is whole mails, so a kill at any time leaves a desk to
 * which running the import again adds just the rest. */

#define G_LOG_DOMAIN "helppari"

#include "io/hp-import.h"

#include "base/hp-error.h"
#include "desk/hp-apply.h"
#include "io/hp-mailbox-reader.h"
#include "store/hp-rollup-table.h"

#define QUEUE_MAX_BYTES (8 * 1024 * 1024)
#define QUEUE_MAX_MAILS 256
#define TRANSACTION_US 50000
/* Between transactions, so that whoever waits for the desk gets it: longer than the step in which
 * others try again. */
#define PAUSE_US 3000
#define IMPORT_CACHE_KIB 32768
#define READER_CACHE_KIB 4096

/* Shared by the two threads; everything under the lock unless said otherwise. */
typedef struct
{
  GMutex lock;
  GCond changed;
  GQueue mails; /* (owned) HpIncoming */
  gsize bytes;
  gboolean is_done;
  GError *error;             /* (owned) (nullable) */
  HpMailboxReader *reader;   /* (unowned) the parser's thread */
  GCancellable *cancellable; /* (unowned) any thread */
  const char *blob_folder;   /* (unowned) any thread */
} Pipe;

/* Waits for room. FALSE if the writer gave up. */
static gboolean
push_mail (Pipe *pipe, HpIncoming *incoming)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pipe->lock);

  while (!g_cancellable_is_cancelled (pipe->cancellable) && pipe->mails.length > 0 &&
         (pipe->bytes > QUEUE_MAX_BYTES || pipe->mails.length >= QUEUE_MAX_MAILS))
    g_cond_wait (&pipe->changed, &pipe->lock);
  pipe->bytes += hp_incoming_get_size (incoming);
  g_queue_push_tail (&pipe->mails, incoming);
  g_cond_signal (&pipe->changed);
  return !g_cancellable_is_cancelled (pipe->cancellable);
}

/* Waits for a mail. NULL at the end. */
static HpIncoming *
pop_mail (Pipe *pipe)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&pipe->lock);

  while (pipe->mails.length == 0 && !pipe->is_done)
    g_cond_wait (&pipe->changed, &pipe->lock);
  HpIncoming *incoming = g_queue_pop_head (&pipe->mails);
  if (incoming != NULL)
    pipe->bytes -= hp_incoming_get_size (incoming);
  g_cond_signal (&pipe->changed);
  return incoming;
}

static gboolean
read_one (Pipe *pipe, HpWords *words, gboolean *is_end, GError **error)
{
  g_autoptr (HpMailboxEntry) entry = NULL;

  if (!hp_mailbox_reader_next (pipe->reader, &entry, pipe->cancellable, error))
    return FALSE;
  *is_end = entry == NULL;
  if (entry == NULL)
    return TRUE;
  HpIncoming *incoming = hp_incoming_new (entry->raw, entry->from_time, entry->in_sent,
                                          pipe->blob_folder, words, error);
  return incoming != NULL && push_mail (pipe, incoming);
}

static gpointer
run_parser (gpointer data)
{
  Pipe *pipe = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HpWords) words = hp_words_new (&error);
  gboolean is_end = FALSE;

  while (words != NULL && !is_end && read_one (pipe, words, &is_end, &error))
    ;
  g_mutex_lock (&pipe->lock);
  pipe->is_done = TRUE;
  pipe->error = g_steal_pointer (&error);
  g_cond_signal (&pipe->changed);
  g_mutex_unlock (&pipe->lock);
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
  g_autoptr (HpIncoming) first = pop_mail (writer->pipe);
  HpImportProgress counts = { 0 };

  *is_end = first == NULL;
  if (first == NULL)
    return TRUE;
  HpApply *apply = hp_apply_begin (writer->desk);
  gint64 end = g_get_monotonic_time () + TRANSACTION_US;
  for (HpIncoming *mail = g_steal_pointer (&first); mail != NULL;
       mail = g_get_monotonic_time () < end ? pop_mail (writer->pipe) : NULL)
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
      g_usleep (PAUSE_US);
      update_progress (writer);
      if (report != NULL && !is_end)
        report (writer->progress, data);
    }
  return TRUE;
}

/* Lets the parser end, whatever the writer did. */
static void
join_parser (Pipe *pipe, GThread *thread)
{
  g_mutex_lock (&pipe->lock);
  g_cond_signal (&pipe->changed);
  g_mutex_unlock (&pipe->lock);
  g_thread_join (thread);
  g_queue_clear_full (&pipe->mails, (GDestroyNotify) hp_incoming_free);
  g_mutex_clear (&pipe->lock);
  g_cond_clear (&pipe->changed);
}

static void
on_cancelled_cb (GCancellable *outer, GCancellable *inner)
{
  g_cancellable_cancel (inner);
}

static gboolean
run_pipe (Writer *writer, HpImportProgressFunc report, gpointer data, GError **error)
{
  Pipe *pipe = writer->pipe;
  g_autoptr (GError) parse_error = NULL;
  GThread *thread;
  gboolean done;

  g_mutex_init (&pipe->lock);
  g_cond_init (&pipe->changed);
  thread = g_thread_new ("helppari-parse", run_parser, pipe);
  done = write_all (writer, report, data, error);
  if (!done)
    g_cancellable_cancel (pipe->cancellable);
  join_parser (pipe, thread);
  parse_error = g_steal_pointer (&pipe->error);
  if (done && parse_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&parse_error));
      done = FALSE;
    }
  return done;
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
  HpDb *db = hp_desk_get_db (desk);
  Pipe pipe = { .mails = G_QUEUE_INIT,
                .reader = reader,
                .cancellable = inner,
                .blob_folder = hp_desk_get_blob_folder (desk) };
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
          ? g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb), inner, NULL)
          : 0;
  hp_db_set_cache (db, IMPORT_CACHE_KIB);
  hp_db_set_relaxed (db, TRUE);
  done = run_pipe (&writer, report, data, error);
  hp_db_set_relaxed (db, FALSE);
  hp_db_set_cache (db, READER_CACHE_KIB);
  g_cancellable_disconnect (cancellable, handler);
  if (problems != NULL)
    *problems = g_ptr_array_ref (hp_mailbox_reader_get_problems (reader));
  hp_error_adopt (error);
  return done;
}
