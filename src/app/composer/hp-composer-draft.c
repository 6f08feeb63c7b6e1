/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which draft a composer shows, and that the desk has what was typed: at every pause, when
 * another draft shows, and when the window goes. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/composer/hp-composer-private.h"

/* Of this much typing a crash may cost. */
#define PAUSE_MS 400

static char *
dup_html (HpComposer *self)
{
  return hp_rich_buffer_dup_html (hp_rich_text_get_rich (self->text));
}

HpDraft *
hp_composer_collect (HpComposer *self)
{
  HpDraft *draft;
  g_autofree char *html = NULL;

  if (self->draft == NULL)
    return NULL;
  draft = hp_draft_copy (self->draft);
  html = dup_html (self);
  hp_draft_set_text (&draft->html, html);
  if (draft->kind != HP_DRAFT_NOTE)
    {
      hp_recipients_write (self->recipients, draft);
      if (self->answered != NULL)
        draft->quote = hp_quote_fold_get_quote (self->quote);
    }
  return draft;
}

static gboolean
is_same_list (const GPtrArray *one, const GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;
  for (guint i = 0; i < one->len; i++)
    if (g_strcmp0 (((HpAddress *) g_ptr_array_index (one, i))->addr,
                   ((HpAddress *) g_ptr_array_index (other, i))->addr) != 0)
      return FALSE;
  return TRUE;
}

gboolean
hp_composer_is_blank (HpComposer *self)
{
  HpRichBuffer *buffer = hp_rich_text_get_rich (self->text);
  g_autofree char *html = NULL;

  if (self->draft != NULL && self->draft->files->len > 0 && self->kind != HP_DRAFT_FORWARD)
    return FALSE;
  if (hp_rich_buffer_is_empty (buffer))
    return TRUE;
  html = dup_html (self);
  return g_strcmp0 (html, self->begun) == 0;
}

static char *
dup_id (const HpDraft *draft)
{
  return hp_key_dup_hex (&draft->id);
}

void
hp_composer_remember_caret (HpComposer *self)
{
  if (self->draft != NULL)
    g_hash_table_insert (
        self->carets, dup_id (self->draft),
        GINT_TO_POINTER (hp_rich_buffer_get_caret (hp_rich_text_get_rich (self->text))));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpComposer) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = hp_draft_job_finish (result, &error);

  self->n_jobs--;
  if (self->is_gone)
    return;
  if (!is_saved)
    {
      self->is_dirty = TRUE;
      hp_composer_tell_failure (self, error);
    }
  hp_composer_update (self);
}

static void
on_discarded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpComposer) self = data;

  hp_draft_job_finish (result, NULL);
  self->n_jobs--;
  if (!self->is_gone)
    hp_composer_update (self);
}

/* What nobody has written is not kept. */
static void
save (HpComposer *self)
{
  g_autoptr (HpDraft) draft = NULL;
  gboolean is_changed;

  g_clear_handle_id (&self->pause, g_source_remove);
  if (!self->is_dirty || self->draft == NULL)
    return;
  draft = hp_composer_collect (self);
  is_changed = !is_same_list (draft->to, self->draft->to) ||
               !is_same_list (draft->cc, self->draft->cc) ||
               !is_same_list (draft->bcc, self->draft->bcc);
  self->is_dirty = FALSE;
  if (hp_composer_is_blank (self) && !is_changed)
    {
      if (!self->is_kept)
        return;
      self->is_kept = FALSE;
      self->n_jobs++;
      hp_draft_discard_async (self->desk, &draft->id, on_discarded_cb, g_object_ref (self));
      return;
    }
  self->is_kept = TRUE;
  self->n_jobs++;
  hp_draft_unref (self->draft);
  self->draft = hp_draft_ref (draft);
  hp_draft_save_async (self->desk, draft, on_saved_cb, g_object_ref (self));
}

static gboolean
on_pause_cb (gpointer data)
{
  HpComposer *self = data;

  self->pause = 0;
  save (self);
  hp_composer_update (self);
  return G_SOURCE_REMOVE;
}

void
hp_composer_edited (HpComposer *self)
{
  if (self->is_filling)
    return;
  self->is_dirty = TRUE;
  if (self->pause == 0)
    self->pause = g_timeout_add (PAUSE_MS, on_pause_cb, self);
  hp_composer_update (self);
}

void
hp_composer_flush (HpComposer *self)
{
  save (self);
}

void
hp_composer_forget (HpComposer *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  hp_composer_stop_asking (self);
  self->is_dirty = FALSE;
  self->is_kept = FALSE;
  self->is_send_wanted = FALSE;
  g_clear_pointer (&self->draft, hp_draft_unref);
  g_clear_pointer (&self->answered, hp_message_unref);
  g_clear_pointer (&self->begun, g_free);
  self->is_filling = TRUE;
  hp_rich_buffer_set_html (hp_rich_text_get_rich (self->text), "");
  hp_quote_fold_set_message (self->quote, NULL, HP_QUOTE_NONE);
  hp_recipients_clear (self->recipients);
  self->is_filling = FALSE;
}

void
hp_composer_leave (HpComposer *self)
{
  hp_recipients_finish (self->recipients);
  save (self);
  hp_composer_remember_caret (self);
  hp_composer_forget (self);
}

static GdkPaintable *
make_picture (GBytes *data)
{
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (data, NULL);

  return texture != NULL ? GDK_PAINTABLE (g_steal_pointer (&texture)) : NULL;
}

static void
add_pictures (HpComposer *self, const GPtrArray *pictures)
{
  for (guint i = 0; i < pictures->len; i++)
    {
      const HpDraftPicture *picture = g_ptr_array_index (pictures, i);
      g_autofree char *source = g_strconcat ("cid:", picture->content_id, NULL);
      g_autoptr (GdkPaintable) paintable = make_picture (picture->data);
      if (paintable != NULL)
        hp_rich_buffer_add_picture (hp_rich_text_get_rich (self->text), source, paintable);
    }
}

/* What was typed while the draft was read comes behind it. */
static void
fill_text (HpComposer *self, const HpDraft *draft)
{
  HpRichBuffer *buffer = hp_rich_text_get_rich (self->text);
  g_autofree char *typed = hp_rich_buffer_is_empty (buffer) ? NULL : dup_html (self);
  g_autofree char *id = dup_id (draft);
  gpointer caret;

  hp_rich_buffer_set_html (buffer, draft->html);
  if (!self->is_kept && !hp_rich_buffer_is_empty (buffer))
    hp_rich_buffer_leave_room (buffer);
  g_free (self->begun);
  self->begun = self->is_kept ? NULL : dup_html (self);
  if (g_hash_table_lookup_extended (self->carets, id, NULL, &caret))
    hp_rich_buffer_set_caret (buffer, GPOINTER_TO_INT (caret));
  else
    hp_rich_buffer_set_caret (buffer, self->is_kept ? G_MAXINT : 0);
  if (typed == NULL)
    return;
  hp_rich_buffer_insert_html (buffer, typed);
  self->is_filling = FALSE;
  hp_composer_edited (self);
}

void
hp_composer_show (HpComposer *self, HpOpenedDraft *opened)
{
  HpDraft *draft = opened->draft;

  g_clear_pointer (&self->draft, hp_draft_unref);
  g_clear_pointer (&self->answered, hp_message_unref);
  self->draft = hp_draft_ref (draft);
  self->kind = draft->kind;
  self->is_kept = opened->is_kept;
  self->files_limit = opened->files_limit;
  self->answered = opened->answered != NULL ? hp_message_ref (opened->answered) : NULL;
  self->is_filling = TRUE;
  hp_recipients_set_draft (self->recipients, draft, opened->senders, opened->usual);
  hp_quote_fold_set_message (self->quote, draft->kind == HP_DRAFT_NOTE ? NULL : self->answered,
                             draft->quote);
  hp_draft_files_set_draft (self->files, draft, self->files_limit);
  if (*draft->language != '\0')
    hp_spelling_propose (self->spelling, draft->language);
  add_pictures (self, opened->pictures);
  fill_text (self, draft);
  self->is_filling = FALSE;
  hp_opened_draft_free (opened);
  hp_composer_update (self);
  if (self->is_send_wanted)
    {
      g_autofree char *status = g_strdup (self->status);
      hp_composer_send (self, status, self->send_at);
    }
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HpOpenedDraft *opened = hp_draft_open_finish (result, &error);
  HpComposer *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  if (opened != NULL)
    hp_composer_show (self, opened);
  else if (g_error_matches (error, HP_ERROR, HP_ERROR_NOT_FOUND) && self->ticket != NULL &&
           self->kind != HP_DRAFT_NOTE)
    hp_composer_open (self, HP_DRAFT_NOTE); /* nothing that can be answered */
  else
    hp_composer_tell_failure (self, error);
}

static gint64
get_row (HpComposer *self)
{
  return self->ticket != NULL ? hp_ticket_item_get_row (self->ticket) : 0;
}

static GCancellable *
begin_opening (HpComposer *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  return self->opening;
}

void
hp_composer_open (HpComposer *self, HpDraftKind kind)
{
  self->kind = kind;
  hp_draft_open_async (self->desk, get_row (self), kind, begin_opening (self), on_opened_cb, self);
  hp_composer_update (self);
}

static void
on_kind_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HpDraftKind kind = hp_draft_find_kind_finish (result, &error);
  HpComposer *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  hp_composer_open (self, kind);
}

void
hp_composer_set_ticket (HpComposer *self, HpTicketItem *ticket)
{
  if (self->ticket == ticket)
    return;
  hp_composer_leave (self);
  g_set_object (&self->ticket, ticket);
  self->kind = HP_DRAFT_REPLY;
  hp_composer_update (self);
  if (ticket != NULL)
    hp_draft_find_kind_async (self->desk, get_row (self), begin_opening (self), on_kind_cb, self);
}

void
hp_composer_write_new (HpComposer *self)
{
  hp_composer_leave (self);
  g_clear_object (&self->ticket);
  hp_composer_open (self, HP_DRAFT_NEW);
}

/* The recipients of a reply to all, or of another message, into what is written already. */
static void
on_begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  HpOpenedDraft *opened = hp_draft_open_finish (result, &error);
  HpComposer *self = data;
  g_autoptr (HpDraft) old = NULL;
  g_autoptr (HpDraft) merged = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  if (opened == NULL)
    {
      hp_composer_tell_failure (self, error);
      return;
    }
  old = self->kind == opened->draft->kind && self->draft != NULL && !hp_composer_is_blank (self)
            ? hp_composer_collect (self)
            : NULL;
  if (old != NULL)
    {
      merged = hp_draft_copy (old);
      merged->has_answered = opened->draft->has_answered;
      merged->answered = opened->draft->answered;
      hp_draft_set_addresses (merged->to, opened->draft->to);
      hp_draft_set_addresses (merged->cc, opened->draft->cc);
      hp_draft_unref (opened->draft);
      opened->draft = hp_draft_ref (merged);
      opened->is_kept = self->is_kept;
      hp_composer_remember_caret (self);
      self->is_filling = TRUE;
      hp_rich_buffer_set_html (hp_rich_text_get_rich (self->text), "");
    }
  hp_composer_show (self, opened);
  if (old != NULL)
    hp_composer_edited (self);
}

void
hp_composer_write (HpComposer *self, HpDraftKind kind, const HpKey *message, gboolean to_all)
{
  if (self->desk == NULL || self->ticket == NULL)
    return;
  if (kind != self->kind)
    {
      hp_composer_leave (self);
      hp_composer_open (self, kind);
    }
  if ((message != NULL || to_all) && kind != HP_DRAFT_NOTE)
    hp_draft_begin_async (self->desk, get_row (self), kind, message, to_all, begin_opening (self),
                          on_begun_cb, self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
is_of_ticket (HpComposer *self, const HpDraft *draft)
{
  const HpTicket *ticket = self->ticket != NULL ? hp_ticket_item_get_ticket (self->ticket) : NULL;

  if (!draft->has_ticket || ticket == NULL)
    return draft->has_ticket == (ticket != NULL);
  return hp_key_equal (&draft->ticket, &ticket->key);
}

static void
on_taken_back_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpComposer) self = data;
  g_autoptr (GError) error = NULL;
  HpOpenedDraft *opened = hp_draft_open_finish (result, &error);

  self->n_jobs--;
  if (self->is_gone)
    {
      g_clear_pointer (&opened, hp_opened_draft_free);
      return;
    }
  if (opened == NULL)
    {
      hp_composer_tell_failure (self, error);
      return;
    }
  if (!is_of_ticket (self, opened->draft))
    {
      g_autofree char *ticket = hp_key_dup_hex (&opened->draft->ticket);
      hp_opened_draft_free (opened);
      g_signal_emit_by_name (self, "ticket-wanted", ticket);
      return;
    }
  hp_composer_leave (self);
  hp_composer_show (self, opened);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
hp_composer_take_back (HpComposer *self, const HpKey *id)
{
  self->n_jobs++;
  hp_draft_take_back_async (self->desk, id, on_taken_back_cb, g_object_ref (self));
}
