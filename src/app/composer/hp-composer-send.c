/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way from a draft to the outbox: what the recipient guard asks, and what is missing. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include <glib/gi18n.h>

#include "app/composer/hp-composer-private.h"
#include "app/hp-error-text.h"
#include "app/hp-settings.h"
#include "base/hp-error.h"
#include "desk/hp-recipient-guard.h"
#include "desk/hp-sending.h"

/* One draft on its way. */
typedef struct
{
  HpComposer *self; /* (owned) */
  HpDraft *draft;   /* (owned) */
} Sending;

static Sending *
make_sending (HpComposer *self, HpDraft *draft)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->self = g_object_ref (self);
  sending->draft = draft;
  self->n_jobs++;
  return sending;
}

static void
free_sending (Sending *sending)
{
  sending->self->n_jobs--;
  g_object_unref (sending->self);
  hp_draft_unref (sending->draft);
  g_free (sending);
}

/* Whether what shows is still this draft. */
static gboolean
shows (HpComposer *self, const HpDraft *draft)
{
  return !self->is_gone && self->draft != NULL && hp_key_equal (&self->draft->id, &draft->id);
}

/* What was sent makes room for what comes next. */
static void
begin_anew (HpComposer *self)
{
  HpDraftKind kind = self->kind;

  hp_composer_remember_caret (self);
  hp_composer_forget (self);
  if (self->ticket != NULL)
    hp_composer_open (self, kind == HP_DRAFT_FORWARD ? HP_DRAFT_REPLY : kind);
}

static void
on_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Sending *sending = data;
  HpComposer *self = sending->self;
  g_autoptr (GError) error = NULL;
  gboolean is_queued = hp_draft_job_finish (result, &error);

  if (!self->is_gone && is_queued)
    {
      if (shows (self, sending->draft))
        begin_anew (self);
      g_signal_emit_by_name (self, "sent", sending->draft);
    }
  else if (!self->is_gone && g_error_matches (error, HP_ERROR, HP_ERROR_NOT_FOUND))
    g_signal_emit_by_name (self, "account-needed", sending->draft->from->addr);
  else if (!self->is_gone && g_error_matches (error, HP_ERROR, HP_ERROR_INVALID))
    hp_guard_strip_set_problem (self->strip, hp_error_text_get (error), NULL, NULL);
  else if (!self->is_gone)
    hp_composer_tell_failure (self, error);
  free_sending (sending);
  if (!self->is_gone)
    hp_composer_update (self);
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Sending *sending = data;
  HpComposer *self = sending->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = hp_draft_finish_note_finish (result, &error);

  if (!self->is_gone && ids != NULL)
    {
      g_autofree char *op =
          ids->len > 0 ? hp_key_dup_hex (&g_array_index (ids, HpKey, 0)) : g_strdup ("");
      if (shows (self, sending->draft))
        begin_anew (self);
      g_signal_emit_by_name (self, "noted", op);
    }
  else if (!self->is_gone)
    hp_composer_tell_failure (self, error);
  free_sending (sending);
  if (!self->is_gone)
    hp_composer_update (self);
}

/* (transfer full) (nullable) */
static HpDraft *
collect (HpComposer *self)
{
  HpDraft *draft;

  hp_recipients_finish (self->recipients);
  g_clear_handle_id (&self->pause, g_source_remove);
  draft = hp_composer_collect (self);
  if (draft == NULL)
    return NULL;
  hp_draft_set_text (&draft->status, self->status);
  draft->send_at = self->send_at;
  draft->cancel_if_answered = self->unless_answered && self->send_at != HP_TIME_NONE;
  return draft;
}

static void
queue (HpComposer *self)
{
  HpDraft *draft = collect (self);
  int seconds = hp_settings_get_int ("undo-delay", HP_UNDO_SECONDS_DEFAULT);

  hp_composer_stop_asking (self);
  if (draft == NULL)
    return;
  self->is_dirty = FALSE;
  self->is_kept = TRUE;
  hp_draft_send_async (self->desk, draft, (guint) CLAMP (seconds, 0, HP_UNDO_SECONDS_MAX),
                       on_sent_cb, make_sending (self, draft));
}

static void
on_checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) warnings = hp_draft_check_finish (result, &error);
  HpComposer *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->checking);
  if (warnings == NULL || warnings->len == 0)
    {
      queue (self);
      return;
    }
  self->is_asking = TRUE;
  hp_guard_strip_set_warnings (self->strip, warnings);
  hp_composer_update (self);
}

void
hp_composer_stop_asking (HpComposer *self)
{
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->is_asking = FALSE;
  hp_guard_strip_set_warnings (self->strip, NULL);
}

void
hp_composer_send_anyway (HpComposer *self)
{
  if (self->is_asking && !hp_guard_strip_blocks (self->strip))
    queue (self);
}

static void
add_note (HpComposer *self)
{
  HpDraft *draft = collect (self);

  if (draft == NULL)
    return;
  self->is_dirty = FALSE;
  hp_draft_finish_note_async (self->desk, draft, on_noted_cb, make_sending (self, draft));
}

void
hp_composer_send (HpComposer *self, const char *status, gint64 send_at)
{
  g_autoptr (HpDraft) draft = NULL;

  char *then = status != NULL && *status != '\0' ? g_strdup (status) : NULL;

  g_free (self->status);
  self->status = then;
  self->send_at = send_at;
  self->is_send_wanted = self->draft == NULL && self->opening != NULL;
  if (self->draft == NULL || self->checking != NULL || hp_composer_is_blank (self))
    return;
  if (self->kind == HP_DRAFT_NOTE)
    {
      add_note (self);
      return;
    }
  draft = collect (self);
  hp_composer_stop_asking (self);
  self->checking = g_cancellable_new ();
  hp_draft_check_async (self->desk, draft, self->checking, on_checked_cb, self);
}

void
hp_composer_send_again (HpComposer *self)
{
  if (self->draft != NULL)
    queue (self);
}
