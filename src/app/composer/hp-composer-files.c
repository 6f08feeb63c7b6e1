/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how files and pictures come into a draft and out of it, one after the other. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include <glib/gi18n.h>

#include "app/composer/hp-composer-private.h"
#include "base/hp-error.h"

/* One file on its way, and those that come behind it. */
typedef struct _Adding Adding;
struct _Adding
{
  void (*go_on) (Adding *adding);
  HpComposer *self; /* (owned) */
  GPtrArray *files; /* (owned) (element-type GFile) the rest */
  GBytes *data;     /* (owned) (nullable) */
  gboolean is_picture;
};

static void
free_adding (Adding *adding)
{
  g_object_unref (adding->self);
  g_ptr_array_unref (adding->files);
  g_clear_pointer (&adding->data, g_bytes_unref);
  g_free (adding);
}

static void
end (Adding *adding, const GError *error)
{
  HpComposer *self = adding->self;

  self->n_jobs--;
  if (!self->is_gone)
    {
      hp_draft_files_set_is_busy (self->files, FALSE);
      if (self->draft != NULL)
        hp_draft_files_set_draft (self->files, self->draft, self->files_limit);
      if (g_error_matches (error, HP_ERROR, HP_ERROR_INVALID))
        hp_guard_strip_set_problem (self->strip, error->message, NULL, NULL);
      else if (error != NULL)
        hp_composer_tell_failure (self, error);
      hp_composer_update (self);
    }
  free_adding (adding);
}

static void
show_picture (HpComposer *self, const HpDraft *draft, GBytes *data)
{
  const HpDraftFile *file = g_ptr_array_index (draft->files, draft->files->len - 1);
  g_autofree char *source = g_strconcat ("cid:", file->content_id, NULL);
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (data, NULL);

  if (texture == NULL || file->content_id == NULL)
    return;
  hp_rich_buffer_add_picture (hp_rich_text_get_rich (self->text), source, GDK_PAINTABLE (texture));
  hp_rich_buffer_insert_picture (hp_rich_text_get_rich (self->text), source);
}

/* Of what is shown only the files are new: the agent may have written on. */
static void
on_attached_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Adding *adding = data;
  HpComposer *self = adding->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (HpDraft) kept = hp_draft_attach_finish (result, &error);

  if (kept == NULL || self->is_gone || self->draft == NULL ||
      !hp_key_equal (&kept->id, &self->draft->id))
    {
      end (adding, error);
      return;
    }
  hp_draft_unref (self->draft);
  self->draft = hp_draft_ref (kept);
  self->is_kept = TRUE;
  if (adding->is_picture)
    show_picture (self, kept, adding->data);
  adding->go_on (adding);
}

static void
attach (Adding *adding, GBytes *data, const char *name)
{
  HpComposer *self = adding->self;
  g_autoptr (HpDraft) draft = hp_composer_collect (self);

  if (draft == NULL)
    {
      end (adding, NULL);
      return;
    }
  hp_draft_attach_async (self->desk, draft, data, name, adding->is_picture, on_attached_cb, adding);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Adding *adding = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autofree char *name = g_file_get_basename (G_FILE (source));

  if (bytes == NULL || adding->self->is_gone)
    end (adding, error);
  else
    attach (adding, bytes, name);
}

/* What is too large is told before it is read. */
static void
on_size_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Adding *adding = data;
  HpComposer *self = adding->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  gint64 used;

  if (info == NULL || self->is_gone || self->draft == NULL)
    {
      end (adding, error);
      return;
    }
  used = hp_draft_get_files_size (self->draft);
  if (g_file_info_get_size (info) > self->files_limit - used)
    {
      g_autofree char *size = g_format_size ((guint64) g_file_info_get_size (info));
      g_autofree char *limit = g_format_size ((guint64) self->files_limit);
      /* Translators: %s is a file's name, its size and the size that all files may have */
      error = g_error_new (HP_ERROR, HP_ERROR_INVALID,
                           _ ("“%s” has %s. The files of one mail may have %s together"),
                           g_file_info_get_display_name (info), size, limit);
      end (adding, error);
      return;
    }
  g_file_load_bytes_async (G_FILE (source), NULL, on_read_cb, adding);
}

static void
add_next (Adding *adding)
{
  g_autoptr (GFile) file = NULL;

  if (adding->files->len == 0)
    {
      end (adding, NULL);
      return;
    }
  file = g_ptr_array_steal_index (adding->files, 0);
  g_file_query_info_async (
      file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
      G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL, on_size_cb, adding);
}

static Adding *
begin (HpComposer *self)
{
  Adding *adding = g_new0 (Adding, 1);

  adding->go_on = add_next;
  adding->self = g_object_ref (self);
  adding->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_jobs++;
  hp_draft_files_set_is_busy (self->files, TRUE);
  return adding;
}

void
hp_composer_add_files (HpComposer *self, GListModel *files)
{
  Adding *adding;

  if (self->draft == NULL || self->kind == HP_DRAFT_NOTE)
    return;
  adding = begin (self);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (adding->files, g_list_model_get_item (files, i));
  add_next (adding);
}

void
hp_composer_add_picture (HpComposer *self, GBytes *png)
{
  Adding *adding;

  if (self->draft == NULL || self->kind == HP_DRAFT_NOTE)
    return;
  adding = begin (self);
  adding->is_picture = TRUE;
  adding->data = g_bytes_ref (png);
  /* Translators: the name of a picture that was pasted */
  attach (adding, png, _ ("picture.png"));
}

void
hp_composer_remove_file (HpComposer *self, guint index)
{
  HpDraft *draft;

  if (self->draft == NULL || index >= self->draft->files->len)
    return;
  draft = hp_draft_copy (self->draft);
  g_ptr_array_remove_index (draft->files, index);
  hp_draft_unref (self->draft);
  self->draft = draft;
  hp_draft_files_set_draft (self->files, draft, self->files_limit);
  hp_composer_edited (self);
}

static void
on_chosen_cb (HpComposer *self, int response)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
      hp_composer_add_files (self, files);
    }
  g_clear_object (&self->chooser);
}

void
hp_composer_choose_files (HpComposer *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Attach Files"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Attach"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
on_drop_cb (HpComposer *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *at = g_value_get_boxed (value); at != NULL; at = at->next)
    g_list_store_append (files, at->data);
  hp_composer_add_files (self, G_LIST_MODEL (files));
  return TRUE;
}

void
hp_composer_accept_drops (HpComposer *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
