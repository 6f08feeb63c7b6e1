/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what is done with drafts on the desk's threads. What writes goes on when the window that
 * asked is gone, and the program waits for it. */

#define G_LOG_DOMAIN "helppari"

#include "live/hp-draft-job.h"

#include "base/hp-error.h"
#include "desk/hp-draft-begin.h"
#include "desk/hp-drafting.h"
#include "desk/hp-recipient-guard.h"
#include "desk/hp-sending.h"
#include "store/hp-account-table.h"
#include "store/hp-message-table.h"

/* One job; what it does not need is 0. */
typedef struct
{
  char *agent; /* (owned) */
  gint64 ticket;
  HpDraftKind kind;
  gboolean is_new;
  gboolean to_all;
  gboolean has_message;
  HpKey message;
  HpKey id;
  HpDraft *draft; /* (owned) (nullable) */
  GBytes *data;   /* (owned) (nullable) */
  char *filename; /* (owned) (nullable) */
  gboolean is_inline;
  guint undo_seconds;
} Job;

static Job *
make_job (HpLiveDesk *desk, HpDraft *draft)
{
  Job *job = g_new0 (Job, 1);

  job->agent = g_strdup (hp_live_desk_get_agent (desk));
  job->draft = draft != NULL ? hp_draft_ref (draft) : NULL;
  return job;
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->agent);
  g_free (job->filename);
  g_clear_pointer (&job->draft, hp_draft_unref);
  g_clear_pointer (&job->data, g_bytes_unref);
  g_free (job);
}

static void
free_picture (gpointer data)
{
  HpDraftPicture *picture = data;

  g_free (picture->content_id);
  g_bytes_unref (picture->data);
  g_free (picture);
}

void
hp_opened_draft_free (HpOpenedDraft *opened)
{
  g_clear_pointer (&opened->draft, hp_draft_unref);
  g_ptr_array_unref (opened->senders);
  g_clear_pointer (&opened->usual, g_ptr_array_unref);
  g_clear_pointer (&opened->answered, hp_message_unref);
  g_ptr_array_unref (opened->pictures);
  g_free (opened);
}

static void
free_opened (gpointer opened)
{
  hp_opened_draft_free (opened);
}

static void
free_array (gpointer array)
{
  g_ptr_array_unref (array);
}

static void
free_ids (gpointer ids)
{
  g_array_unref (ids);
}

static void
free_draft (gpointer draft)
{
  hp_draft_unref (draft);
}

static void
add_addresses (GPtrArray *to, const GPtrArray *addresses)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_ptr_array_add (to, hp_address_new (address->name, address->addr));
    }
}

static void
read_senders (HpOpenedDraft *opened, HpDb *db)
{
  g_autoptr (GPtrArray) accounts = hp_accounts_list (db);
  const HpAddress *from = opened->draft->from;
  g_autofree char *own = hp_address_normalise (from->addr);

  g_ptr_array_add (opened->senders, hp_address_new (from->name, from->addr));
  for (guint i = 0; i < accounts->len; i++)
    {
      const HpAccount *account = g_ptr_array_index (accounts, i);
      if (!g_str_equal (account->address, own))
        g_ptr_array_add (opened->senders, hp_address_new (account->name, account->address));
    }
}

/* A desk that knows no address of its own answers from the one that was written to. */
static void
ensure_sender (HpOpenedDraft *opened)
{
  const HpMessage *answered = opened->answered;

  if (*opened->draft->from->addr != '\0' || answered == NULL || answered->to->len == 0)
    return;
  hp_draft_set_from (opened->draft, NULL,
                     ((HpAddress *) g_ptr_array_index (answered->to, 0))->addr);
}

/* Whoever had the message that is answered, and who wrote it. */
static void
read_answered (HpOpenedDraft *opened, HpDb *db)
{
  gint64 row = opened->draft->has_answered ? hp_messages_find (db, &opened->draft->answered) : 0;

  opened->answered = row != 0 ? hp_messages_get (db, row) : NULL;
  if (opened->answered == NULL || opened->draft->kind != HP_DRAFT_REPLY)
    return;
  opened->usual = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
  add_addresses (opened->usual, opened->answered->from);
  add_addresses (opened->usual, opened->answered->to);
  add_addresses (opened->usual, opened->answered->cc);
  /* Where a Reply-To leads is nobody's change. */
  if (!opened->is_kept)
    add_addresses (opened->usual, opened->draft->to);
}

/* One that is damaged shows as what stands for it. */
static void
read_pictures (HpOpenedDraft *opened, HpDesk *desk)
{
  for (guint i = 0; i < opened->draft->files->len; i++)
    {
      const HpDraftFile *file = g_ptr_array_index (opened->draft->files, i);
      g_autoptr (GBytes) data =
          file->content_id != NULL ? hp_drafting_read_file (desk, file, NULL) : NULL;
      if (data == NULL)
        continue;
      HpDraftPicture *picture = g_new0 (HpDraftPicture, 1);
      picture->content_id = g_strdup (file->content_id);
      picture->data = g_steal_pointer (&data);
      g_ptr_array_add (opened->pictures, picture);
    }
}

/* @draft: (transfer full) (nullable). */
static HpOpenedDraft *
open_draft (HpDesk *desk, HpDraft *draft, gboolean is_kept, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (HpOpenedDraft) opened = NULL;

  if (draft == NULL)
    return NULL;
  opened = g_new0 (HpOpenedDraft, 1);
  opened->draft = draft;
  opened->is_kept = is_kept;
  opened->senders = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_address_free);
  opened->pictures = g_ptr_array_new_with_free_func (free_picture);
  opened->files_limit = hp_drafting_get_files_limit (desk);
  read_answered (opened, db);
  ensure_sender (opened);
  read_senders (opened, db);
  read_pictures (opened, desk);
  return hp_db_check (db, error) ? g_steal_pointer (&opened) : NULL;
}

static HpDraft *
begin_draft (HpDesk *desk, const Job *job, GError **error)
{
  const HpKey *message = job->has_message ? &job->message : NULL;

  switch (job->kind)
    {
    case HP_DRAFT_NEW:
      return hp_draft_begin_new (desk, job->agent, error);
    case HP_DRAFT_NOTE:
      return hp_draft_begin_note (desk, job->agent, job->ticket, error);
    case HP_DRAFT_FORWARD:
      return hp_draft_begin_forward (desk, job->agent, job->ticket, message, FALSE, error);
    case HP_DRAFT_REPLY:
    default:
      return hp_draft_begin_reply (desk, job->agent, job->ticket, message, job->to_all, error);
    }
}

/* (nullable) (transfer full) */
static HpDraft *
find_kept (HpDesk *desk, const Job *job)
{
  g_autoptr (GPtrArray) drafts = hp_drafting_list (desk, job->ticket, job->agent);

  for (guint i = 0; i < drafts->len; i++)
    {
      HpDraft *draft = g_ptr_array_index (drafts, i);
      if (draft->kind == job->kind)
        return hp_draft_ref (draft);
    }
  return NULL;
}

/* (worker thread) */
static gpointer
open_or_begin (HpDesk *desk, gpointer data, GError **error)
{
  const Job *job = data;
  HpDraft *kept = job->is_new ? NULL : find_kept (desk, job);

  if (kept != NULL)
    return open_draft (desk, kept, TRUE, error);
  return open_draft (desk, begin_draft (desk, job, error), FALSE, error);
}

/* (worker thread) */
static gpointer
take_back (HpDesk *desk, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (GError) local = NULL;

  if (!hp_sending_take_back (desk, &job->id, &local) &&
      !g_error_matches (local, HP_ERROR, HP_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return open_draft (desk, hp_drafting_find (desk, &job->id, error), TRUE, error);
}

/* (worker thread) */
static gpointer
find_kind (HpDesk *desk, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (GPtrArray) drafts = hp_drafting_list (desk, job->ticket, job->agent);
  const HpDraft *newest = drafts->len > 0 ? g_ptr_array_index (drafts, 0) : NULL;

  if (!hp_db_check (hp_desk_get_db (desk), error))
    return NULL;
  return GINT_TO_POINTER (newest != NULL ? newest->kind : HP_DRAFT_REPLY);
}

/* (worker thread) */
static gpointer
save (HpDesk *desk, gpointer data, GError **error)
{
  return GINT_TO_POINTER (hp_drafting_save (desk, ((Job *) data)->draft, error));
}

/* (worker thread) */
static gpointer
discard (HpDesk *desk, gpointer data, GError **error)
{
  return GINT_TO_POINTER (hp_drafting_discard (desk, &((Job *) data)->id, error));
}

/* (worker thread) */
static gpointer
queue (HpDesk *desk, gpointer data, GError **error)
{
  const Job *job = data;
  const HpDraft *draft = job->draft;
  g_autofree char *address = hp_address_normalise (draft->from->addr);
  g_autoptr (HpAccount) account = hp_accounts_find_by_address (hp_desk_get_db (desk), address);

  if (!hp_drafting_save (desk, draft, error))
    return NULL;
  if (account == NULL)
    {
      g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "No account sends from %s",
                   draft->from->addr);
      return NULL;
    }
  return GINT_TO_POINTER (hp_sending_queue (desk, &draft->id, job->undo_seconds, error));
}

/* (worker thread) */
static gpointer
attach (HpDesk *desk, gpointer data, GError **error)
{
  const Job *job = data;

  return hp_drafting_attach (desk, job->draft, job->data, job->filename, NULL, job->is_inline,
                             error);
}

/* (worker thread) */
static gpointer
finish_note (HpDesk *desk, gpointer data, GError **error)
{
  const Job *job = data;

  if (!hp_drafting_save (desk, job->draft, error))
    return NULL;
  return hp_drafting_finish_note (desk, &job->draft->id, error);
}

/* (worker thread) */
static gpointer
check (HpDesk *desk, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) warnings = hp_recipient_guard_check (desk, ((Job *) data)->draft);

  if (!hp_db_check (hp_desk_get_db (desk), error))
    return NULL;
  return g_steal_pointer (&warnings);
}

/* A change that was asked for is made though the window closes. */
typedef struct
{
  HpLiveDesk *desk; /* (owned) */
  GAsyncReadyCallback callback;
  gpointer user_data;
} Change;

static void
on_changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Change *change = data;

  hp_live_desk_look (change->desk);
  if (change->callback != NULL)
    change->callback (G_OBJECT (change->desk), result, change->user_data);
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
  g_object_unref (change->desk);
  g_free (change);
}

static void
run_change (HpLiveDesk *desk,
            HpWorkerFunc func,
            Job *job,
            GDestroyNotify free_result,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  Change *change = g_new0 (Change, 1);

  change->desk = g_object_ref (desk);
  change->callback = callback;
  change->user_data = user_data;
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  hp_worker_run_async (hp_live_desk_get_writer (desk), func, job, free_job, free_result, NULL,
                       on_changed_cb, change);
}

static void
run_opening (HpLiveDesk *desk,
             Job *job,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  /* A forward keeps the files of its mail. */
  HpWorker *worker = job->kind == HP_DRAFT_FORWARD ? hp_live_desk_get_writer (desk)
                                                   : hp_live_desk_get_reader (desk);

  hp_worker_run_async (worker, open_or_begin, job, free_job, free_opened, cancellable, callback,
                       user_data);
}

void
hp_draft_open_async (HpLiveDesk *desk,
                     gint64 ticket,
                     HpDraftKind kind,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Job *job = make_job (desk, NULL);

  job->ticket = ticket;
  job->kind = kind;
  run_opening (desk, job, cancellable, callback, user_data);
}

void
hp_draft_begin_async (HpLiveDesk *desk,
                      gint64 ticket,
                      HpDraftKind kind,
                      const HpKey *message,
                      gboolean to_all,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  Job *job = make_job (desk, NULL);

  job->ticket = ticket;
  job->kind = kind;
  job->is_new = TRUE;
  job->to_all = to_all;
  job->has_message = message != NULL;
  if (message != NULL)
    job->message = *message;
  run_opening (desk, job, cancellable, callback, user_data);
}

void
hp_draft_take_back_async (HpLiveDesk *desk,
                          const HpKey *id,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job = make_job (desk, NULL);

  job->id = *id;
  run_change (desk, take_back, job, free_opened, callback, user_data);
}

HpOpenedDraft *
hp_draft_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
hp_draft_find_kind_async (HpLiveDesk *desk,
                          gint64 ticket,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Job *job = make_job (desk, NULL);

  job->ticket = ticket;
  hp_worker_run_async (hp_live_desk_get_reader (desk), find_kind, job, free_job, NULL, cancellable,
                       callback, user_data);
}

HpDraftKind
hp_draft_find_kind_finish (GAsyncResult *result, GError **error)
{
  return (HpDraftKind) GPOINTER_TO_INT (g_task_propagate_pointer (G_TASK (result), error));
}

void
hp_draft_save_async (HpLiveDesk *desk,
                     HpDraft *draft,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  run_change (desk, save, make_job (desk, draft), NULL, callback, user_data);
}

void
hp_draft_discard_async (HpLiveDesk *desk,
                        const HpKey *id,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Job *job = make_job (desk, NULL);

  job->id = *id;
  run_change (desk, discard, job, NULL, callback, user_data);
}

void
hp_draft_send_async (HpLiveDesk *desk,
                     HpDraft *draft,
                     guint undo_seconds,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Job *job = make_job (desk, draft);

  job->undo_seconds = undo_seconds;
  run_change (desk, queue, job, NULL, callback, user_data);
}

gboolean
hp_draft_job_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
hp_draft_attach_async (HpLiveDesk *desk,
                       HpDraft *draft,
                       GBytes *data,
                       const char *filename,
                       gboolean is_inline,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  Job *job = make_job (desk, draft);

  job->data = g_bytes_ref (data);
  job->filename = g_strdup (filename);
  job->is_inline = is_inline;
  run_change (desk, attach, job, free_draft, callback, user_data);
}

HpDraft *
hp_draft_attach_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
hp_draft_finish_note_async (HpLiveDesk *desk,
                            HpDraft *draft,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  run_change (desk, finish_note, make_job (desk, draft), free_ids, callback, user_data);
}

GArray *
hp_draft_finish_note_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
hp_draft_check_async (HpLiveDesk *desk,
                      HpDraft *draft,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  hp_worker_run_async (hp_live_desk_get_reader (desk), check, make_job (desk, draft), free_job,
                       free_array, cancellable, callback, user_data);
}

GPtrArray *
hp_draft_check_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
