/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the steps of a mail through the outbox; each is one transaction that first looks whether the
 * entry still stands where the step begins, so that two processes never take one step twice.
 * Invariant: a mail is a message of its ticket from the same moment on as its entry says sent. */

#define G_LOG_DOMAIN "helppari"

#include "desk/hp-sending.h"

#include <string.h>

#include "base/hp-sha256.h"
#include "desk/hp-apply-private.h"
#include "desk/hp-decide.h"
#include "desk/hp-draft-letter.h"
#include "desk/hp-op-fields.h"
#include "desk/hp-recipient-guard.h"
#include "desk/hp-status-value.h"
#include "mime/hp-mail-address.h"
#include "store/hp-account-table.h"
#include "store/hp-blob-files.h"
#include "store/hp-blob-table.h"
#include "store/hp-change-table.h"
#include "store/hp-draft-table.h"
#include "store/hp-message-table.h"
#include "store/hp-outbox-table.h"
#include "store/hp-ticket-table.h"

#define KEPT_US (30 * G_TIME_SPAN_DAY)
#define BIT(state) (1u << (state))
#define UP_TO_SEALED                                                                               \
  (BIT (HP_OUTBOX_DRAFT) | BIT (HP_OUTBOX_WAITING) | BIT (HP_OUTBOX_SEALED) |                      \
   BIT (HP_OUTBOX_FAILED))

/* One step being taken. */
typedef struct
{
  HpApply *apply;
  HpDb *db;
  HpOutboxEntry *entry; /* (owned) */
} Step;

/* What the entry's state means for who wanted something else. */
static const char *const STANDS[] = {
  [HP_OUTBOX_DRAFT] = "This mail is a draft again",
  [HP_OUTBOX_WAITING] = "This mail is waiting in the outbox",
  [HP_OUTBOX_SEALED] = "This mail is ready to leave",
  [HP_OUTBOX_SENDING] = "This mail is being sent",
  [HP_OUTBOX_SENT] = "This mail is sent already",
  [HP_OUTBOX_FILED] = "This mail is sent already",
  [HP_OUTBOX_FAILED] = "This mail could not be sent",
  [HP_OUTBOX_UNCERTAIN] = "This mail may have been sent, or not. Decide whether it goes once more",
};

static void
abort_step (Step *self)
{
  hp_apply_abort (self->apply);
  g_clear_pointer (&self->entry, hp_outbox_entry_unref);
}

/* Begins the transaction, if the entry stands in one of @states. */
static gboolean
begin_step (Step *self, HpDesk *desk, const HpKey *id, guint states, GError **error)
{
  self->apply = hp_apply_begin (desk);
  self->db = self->apply->db;
  self->entry = hp_outbox_find (self->db, id);
  if (self->entry != NULL && (BIT (self->entry->state) & states))
    return TRUE;
  if (hp_db_check (self->db, error))
    g_set_error (
        error, HP_ERROR, self->entry != NULL ? HP_ERROR_CONFLICT : HP_ERROR_NOT_FOUND, "%s",
        self->entry != NULL ? STANDS[self->entry->state] : "There is no such mail in the outbox");
  abort_step (self);
  return FALSE;
}

static gboolean
end_step (Step *self, GError **error)
{
  hp_changes_add (self->db, HP_CHANGE_OUTBOX, 0);
  g_clear_pointer (&self->entry, hp_outbox_entry_unref);
  return hp_apply_commit (self->apply, error);
}

/* Takes @problem (nullable). */
static void
set_state (Step *self, HpOutboxState state, gint64 due, char *problem)
{
  HpOutboxEntry *entry = self->entry;

  entry->state = state;
  entry->due = due;
  entry->changed = g_get_real_time ();
  g_free (entry->problem);
  entry->problem = problem;
  hp_outbox_write (self->db, entry);
}

static void
sweep (HpDesk *desk)
{
  g_autoptr (GError) error = NULL;

  if (!hp_blobs_sweep (hp_desk_get_db (desk), hp_desk_get_blob_folder (desk), &error))
    g_info ("Bytes of sent mails are still there: %s", error->message);
}

/* Queueing */

static gboolean
check_addresses (const GPtrArray *addresses, GError **error)
{
  for (guint i = 0; i < addresses->len; i++)
    {
      const HpAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *wire = hp_mail_address_dup_wire (address->addr, error);
      if (wire == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
refuse (const char *text, GError **error)
{
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "%s", text);
  return FALSE;
}

static gboolean
check_field (const HpDraft *draft, GError **error)
{
  g_autofree char *field = hp_recipient_guard_dup_field (draft);

  if (field == NULL)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_INVALID, "The field %s is still in the text", field);
  return FALSE;
}

static gboolean
check_accounts (HpDb *db, GError **error)
{
  g_autoptr (GPtrArray) accounts = hp_accounts_list (db);

  return accounts->len > 0 || refuse ("There is no account to send with. Add one first", error);
}

static gboolean
check_draft (HpDb *db, const HpDraft *draft, GError **error)
{
  g_autofree char *sender = NULL;

  if (draft->kind == HP_DRAFT_NOTE)
    return refuse ("A note stays in the house and is not sent", error);
  if (draft->to->len + draft->cc->len + draft->bcc->len == 0)
    return refuse ("Nobody is named to send this to", error);
  if (!check_addresses (draft->to, error) || !check_addresses (draft->cc, error) ||
      !check_addresses (draft->bcc, error) || !check_field (draft, error) ||
      !check_accounts (db, error))
    return FALSE;
  sender = hp_mail_address_dup_wire (draft->from->addr, error);
  return sender != NULL;
}

static char *
dup_recipients (const HpDraft *draft)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  g_ptr_array_extend (all, draft->to, NULL, NULL);
  g_ptr_array_extend (all, draft->cc, NULL, NULL);
  g_ptr_array_extend (all, draft->bcc, NULL, NULL);
  return hp_mail_address_list_dup_text (all);
}

static HpOutboxEntry *
new_entry (const HpDraft *draft, guint undo_seconds)
{
  HpOutboxEntry *entry = hp_outbox_entry_new ();
  gint64 now = g_get_real_time ();
  gint64 undo = now + (gint64) MIN (undo_seconds, HP_UNDO_SECONDS_MAX) * G_USEC_PER_SEC;

  entry->id = draft->id;
  entry->state = HP_OUTBOX_WAITING;
  entry->agent = g_strdup (draft->agent);
  entry->has_ticket = draft->has_ticket;
  entry->ticket = draft->ticket;
  entry->subject = g_strdup (draft->subject);
  entry->recipients = dup_recipients (draft);
  entry->due = MAX (undo, draft->send_at != HP_TIME_NONE ? draft->send_at : 0);
  entry->changed = now;
  return entry;
}

static gboolean
check_not_queued (HpDb *db, const HpKey *id, GError **error)
{
  g_autoptr (HpOutboxEntry) entry = hp_outbox_find (db, id);

  if (entry == NULL || entry->state == HP_OUTBOX_DRAFT)
    return TRUE;
  g_set_error (error, HP_ERROR, HP_ERROR_CONFLICT, "%s", STANDS[entry->state]);
  return FALSE;
}

gboolean
hp_sending_queue (HpDesk *desk, const HpKey *id, guint undo_seconds, GError **error)
{
  HpApply *apply = hp_apply_begin (desk);
  g_autoptr (HpDraft) draft = hp_drafts_find (apply->db, id);

  if (draft == NULL && hp_db_check (apply->db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such draft");
  if (draft == NULL || !check_not_queued (apply->db, id, error) ||
      !check_draft (apply->db, draft, error))
    {
      hp_apply_abort (apply);
      return FALSE;
    }
  g_autoptr (HpOutboxEntry) entry = new_entry (draft, undo_seconds);
  hp_outbox_remove (apply->db, id);
  hp_outbox_write (apply->db, entry);
  hp_changes_add (apply->db, HP_CHANGE_OUTBOX, 0);
  return hp_apply_commit (apply, error);
}

gboolean
hp_sending_take_back (HpDesk *desk, const HpKey *id, GError **error)
{
  Step step;

  if (!begin_step (&step, desk, id, UP_TO_SEALED, error))
    return FALSE;
  hp_outbox_remove (step.db, id);
  hp_changes_add (step.db, HP_CHANGE_DRAFT, 0);
  if (!end_step (&step, error))
    return FALSE;
  sweep (desk);
  return TRUE;
}

static void
set_seen (HpDb *db, const HpKey *id, gint64 seen)
{
  g_autoptr (HpDraft) draft = hp_drafts_find (db, id);
  g_autoptr (HpDraft) copy = draft != NULL ? hp_draft_copy (draft) : NULL;

  if (copy == NULL)
    return;
  copy->seen = MAX (copy->seen, seen > 0 ? seen : hp_drafts_get_seen (db));
  hp_drafts_write (db, copy);
}

/* An uncertain mail goes again as it was, so that two copies are one to who compares ids. */
gboolean
hp_sending_retry (HpDesk *desk, const HpKey *id, gint64 seen, GError **error)
{
  Step step;

  if (!begin_step (&step, desk, id, UP_TO_SEALED | BIT (HP_OUTBOX_UNCERTAIN), error))
    return FALSE;
  gboolean is_fixed =
      step.entry->state == HP_OUTBOX_SEALED || step.entry->state == HP_OUTBOX_UNCERTAIN;
  set_seen (step.db, id, seen);
  step.entry->is_held = FALSE;
  step.entry->tries = 0;
  g_ptr_array_set_size (step.entry->refused, 0);
  if (!is_fixed)
    hp_outbox_clear_letter (step.db, id, FALSE);
  set_state (&step, is_fixed ? HP_OUTBOX_SEALED : HP_OUTBOX_WAITING, g_get_real_time (), NULL);
  return end_step (&step, error);
}

HpOutboxEntry *
hp_sending_find (HpDesk *desk, const HpKey *id, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  HpOutboxEntry *entry = hp_outbox_find (db, id);

  if (entry == NULL && hp_db_check (db, error))
    g_set_error (error, HP_ERROR, HP_ERROR_NOT_FOUND, "There is no such mail in the outbox");
  return entry;
}

GPtrArray *
hp_sending_list (HpDesk *desk, gboolean all)
{
  return hp_outbox_list (hp_desk_get_db (desk), all);
}

static GArray *
list_news (HpDb *db, const HpDraft *draft)
{
  return hp_drafts_list_news (db, hp_drafts_find_ticket (db, draft), draft->seen, draft->agent);
}

GPtrArray *
hp_sending_list_news (HpDesk *desk, const HpKey *id)
{
  HpDb *db = hp_desk_get_db (desk);
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify) hp_message_unref);
  g_autoptr (HpDraft) draft = hp_drafts_find (db, id);
  g_autoptr (GArray) rows = draft != NULL ? list_news (db, draft) : NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      HpMessage *message = hp_messages_get (db, g_array_index (rows, gint64, i));
      if (message != NULL)
        g_ptr_array_add (messages, message);
    }
  return messages;
}

/* The engine's steps */

GPtrArray *
hp_sending_list_due (HpDesk *desk, gint64 now)
{
  return hp_outbox_list_due (hp_desk_get_db (desk), now);
}

gint64
hp_sending_get_next_due (HpDesk *desk)
{
  return hp_outbox_get_next_due (hp_desk_get_db (desk));
}

static gboolean
has_inbound (HpDb *db, GArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (HpMessage) message = hp_messages_get (db, g_array_index (rows, gint64, i));
      if (message != NULL && strcmp (message->direction, HP_DIRECTION_IN) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
stop (Step *self, gboolean as_draft)
{
  hp_outbox_clear_letter (self->db, &self->entry->id, FALSE);
  self->entry->is_held = !as_draft;
  set_state (
      self, as_draft ? HP_OUTBOX_DRAFT : HP_OUTBOX_WAITING, self->entry->due,
      g_strdup (as_draft ? "The customer answered first" : "Somebody wrote since this was begun"));
}

gboolean
hp_sending_stop_at_news (HpDesk *desk, const HpKey *id, gboolean *stopped, GError **error)
{
  Step step;

  *stopped = FALSE;
  if (!begin_step (&step, desk, id, BIT (HP_OUTBOX_WAITING) | BIT (HP_OUTBOX_SEALED), error))
    return FALSE;
  g_autoptr (HpDraft) draft = hp_drafts_find (step.db, id);
  g_autoptr (GArray) news = draft != NULL ? list_news (step.db, draft) : NULL;
  if (news == NULL || news->len == 0)
    {
      gboolean done = hp_db_check (step.db, error);
      abort_step (&step);
      return done;
    }
  *stopped = TRUE;
  stop (&step, draft->cancel_if_answered && has_inbound (step.db, news));
  if (!end_step (&step, error))
    return FALSE;
  sweep (desk);
  return TRUE;
}

/* The account of the sender's address, else the first. */
static HpAccount *
find_account (HpDb *db, const HpDraft *draft)
{
  g_autofree char *normal = hp_address_normalise (draft->from->addr);
  HpAccount *account = normal != NULL ? hp_accounts_find_by_address (db, normal) : NULL;

  if (account != NULL)
    return account;
  g_autoptr (GPtrArray) all = hp_accounts_list (db);
  return all->len > 0 ? hp_account_ref (all->pdata[0]) : NULL;
}

static void
hash_bytes (GBytes *bytes, guint8 sha256[HP_SHA256_SIZE])
{
  struct sha256_ctx hash;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  sha256_init (&hash);
  sha256_update (&hash, size, data);
  hp_sha256_finish (&hash, sha256);
}

static gboolean
fail_entry (HpDesk *desk, const HpKey *id, guint states, const char *problem, GError **error)
{
  Step step;

  if (!begin_step (&step, desk, id, states, error))
    return FALSE;
  set_state (&step, HP_OUTBOX_FAILED, step.entry->due, g_strdup (problem));
  return end_step (&step, error);
}

static gboolean
store_letter (HpDesk *desk,
              const HpKey *id,
              const HpLetter *letter,
              const HpAccount *account,
              GError **error)
{
  const char *folder = hp_desk_get_blob_folder (desk);
  guint8 sha256[HP_SHA256_SIZE];
  Step step;

  hash_bytes (letter->bytes, sha256);
  if (g_bytes_get_size (letter->bytes) > HP_BLOB_INLINE_MAX &&
      !hp_blob_file_write (folder, sha256, letter->bytes, error))
    return FALSE;
  if (!begin_step (&step, desk, id, BIT (HP_OUTBOX_WAITING), error))
    return FALSE;
  step.entry->has_account = TRUE;
  step.entry->account = account->key;
  hp_outbox_set_letter (step.db, id, letter, hp_blobs_ref (step.db, folder, sha256, letter->bytes));
  set_state (&step, HP_OUTBOX_SEALED, step.entry->due, NULL);
  return end_step (&step, error);
}

/* The disk may be back tomorrow; a draft that can't be sent stays so. */
static gboolean
is_hopeless (const GError *error)
{
  return g_error_matches (error, HP_ERROR, HP_ERROR_INVALID) ||
         g_error_matches (error, HP_ERROR, HP_ERROR_NOT_FOUND) ||
         g_error_matches (error, HP_ERROR, HP_ERROR_CORRUPT);
}

gboolean
hp_sending_seal (HpDesk *desk, const HpKey *id, GError **error)
{
  HpDb *db = hp_desk_get_db (desk);
  g_autoptr (HpDraft) draft = hp_drafts_find (db, id);
  g_autoptr (HpAccount) account = draft != NULL ? find_account (db, draft) : NULL;
  g_autoptr (GError) local = NULL;

  if (account == NULL)
    return fail_entry (desk, id, BIT (HP_OUTBOX_WAITING),
                       draft == NULL ? "Its draft is gone" : "There is no account to send with",
                       error);
  g_autoptr (HpLetter) letter = hp_draft_dup_letter (desk, draft, &local);
  if (letter != NULL)
    return store_letter (desk, id, letter, account, error);
  if (is_hopeless (local))
    return fail_entry (desk, id, BIT (HP_OUTBOX_WAITING), local->message, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

HpLetter *
hp_sending_begin (HpDesk *desk, const HpKey *id, GError **error)
{
  g_autoptr (HpLetter) letter = hp_sending_read_letter (desk, id, error);
  Step step;

  if (letter == NULL || !begin_step (&step, desk, id, BIT (HP_OUTBOX_SEALED), error))
    return NULL;
  set_state (&step, HP_OUTBOX_SENDING, step.entry->due, NULL);
  return end_step (&step, error) ? g_steal_pointer (&letter) : NULL;
}

HpLetter *
hp_sending_read_letter (HpDesk *desk, const HpKey *id, GError **error)
{
  return hp_outbox_read_letter (hp_desk_get_db (desk), hp_desk_get_blob_folder (desk), id, error);
}

gboolean
hp_sending_set_state (HpDesk *desk,
                      const HpKey *id,
                      HpOutboxState state,
                      gint64 due,
                      const char *problem,
                      const GPtrArray *refused,
                      GError **error)
{
  guint from = BIT (HP_OUTBOX_SEALED) | BIT (HP_OUTBOX_SENDING) | BIT (HP_OUTBOX_SENT) |
               BIT (HP_OUTBOX_UNCERTAIN);
  Step step;

  if (!begin_step (&step, desk, id, from, error))
    return FALSE;
  step.entry->tries++;
  g_ptr_array_set_size (step.entry->refused, 0);
  for (guint i = 0; refused != NULL && i < refused->len; i++)
    g_ptr_array_add (step.entry->refused, g_strdup (refused->pdata[i]));
  set_state (&step, state, due, g_strdup (problem));
  return end_step (&step, error);
}

/* The decision of the agent that goes with the mail. */
static void
decide_status (Step *self, const HpDraft *draft)
{
  HpKey entity = hp_node_hash (self->entry->message_id);
  gint64 ticket = hp_drafts_find_ticket (self->db, draft);
  HpDecide decide;

  if (draft->has_ticket && !hp_tickets_get_root (self->db, ticket, &entity))
    entity = draft->ticket;
  hp_decide_join (&decide, self->apply->desk, self->apply, draft->agent);
  hp_decide_op (&decide, HP_OP_TICKET, &entity, HP_FIELD_STATUS, "",
                hp_status_value_make (self->db, ticket, draft->status, draft->seen));
  hp_decide_leave (&decide);
}

/* The ticket that the mail began, so that who looks at the outbox finds it. */
static void
note_ticket (Step *self)
{
  if (self->entry->has_ticket)
    return;
  self->entry->has_ticket = TRUE;
  self->entry->ticket = hp_node_hash (self->entry->message_id);
}

gboolean
hp_sending_set_sent (HpDesk *desk, const HpKey *id, GError **error)
{
  g_autoptr (HpLetter) letter = hp_sending_read_letter (desk, id, error);
  g_autoptr (HpIncoming) incoming = letter != NULL
                                        ? hp_incoming_new (letter->bytes, HP_TIME_NONE, TRUE,
                                                           hp_desk_get_blob_folder (desk), error)
                                        : NULL;
  Step step;

  if (incoming == NULL ||
      !begin_step (&step, desk, id, BIT (HP_OUTBOX_SENDING) | BIT (HP_OUTBOX_UNCERTAIN), error))
    return FALSE;
  g_autoptr (HpDraft) draft = hp_drafts_find (step.db, id);
  hp_apply_mail (step.apply, incoming);
  if (draft != NULL && draft->status != NULL)
    decide_status (&step, draft);
  note_ticket (&step);
  step.entry->tries = 0;
  set_state (&step, HP_OUTBOX_SENT, g_get_real_time (), NULL);
  return end_step (&step, error);
}

gboolean
hp_sending_confirm (HpDesk *desk, const HpKey *id, GError **error)
{
  g_autoptr (HpOutboxEntry) entry = hp_sending_find (desk, id, error);

  if (entry == NULL)
    return FALSE;
  if (entry->state == HP_OUTBOX_UNCERTAIN)
    return hp_sending_set_sent (desk, id, error);
  g_set_error (error, HP_ERROR, HP_ERROR_CONFLICT, "%s", STANDS[entry->state]);
  return FALSE;
}

gboolean
hp_sending_set_filed (HpDesk *desk, const HpKey *id, GError **error)
{
  Step step;

  if (!begin_step (&step, desk, id, BIT (HP_OUTBOX_SENT), error))
    return FALSE;
  hp_outbox_clear_letter (step.db, id, TRUE);
  hp_drafts_remove (step.db, id);
  set_state (&step, HP_OUTBOX_FILED, step.entry->due, NULL);
  hp_outbox_trim (step.db, g_get_real_time () - KEPT_US);
  if (!end_step (&step, error))
    return FALSE;
  sweep (desk);
  return TRUE;
}
