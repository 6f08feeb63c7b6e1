/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns which pictures of a message show, and how they get there: read on the reader's thread,
 * decoded on another, one after the other. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-inline-pictures.h"

#include <glib/gi18n.h>

#include "app/inbox/hp-picture-decoder.h"
#include "app/inbox/hp-scaled-picture.h"
#include "live/hp-mail-reader.h"

#define MAX_SHOWN 12
/* Pixels of the screen for each of CSS. */
#define SHARPNESS 2

typedef struct
{
  guint part;
  char *filename;  /* (owned) */
  char *mime_type; /* (owned) */
} Picture;

struct _HpInlinePictures
{
  GtkBox parent_instance;

  gint64 message;            /* 0: none */
  HpLiveDesk *desk;          /* (owned) (nullable) while they load */
  GCancellable *cancellable; /* (owned) (nullable) likewise */
  GPtrArray *pictures;       /* (owned) (element-type Picture) */
  guint n_loaded;            /* of them, also those that do not show */
  GArray *parts;             /* (owned) (element-type guint) that show */
};

G_DEFINE_FINAL_TYPE (HpInlinePictures, hp_inline_pictures, GTK_TYPE_BOX)

enum
{
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_picture (gpointer data)
{
  Picture *picture = data;

  g_free (picture->filename);
  g_free (picture->mime_type);
  g_free (picture);
}

static const Picture *
get_next (HpInlinePictures *self)
{
  return g_ptr_array_index (self->pictures, self->n_loaded);
}

static void
append_picture (HpInlinePictures *self, const Picture *picture, GdkTexture *texture)
{
  GtkWidget *button = gtk_button_new ();
  /* Translators: %s is a file's name */
  g_autofree char *name = g_strdup_printf (_ ("Open the picture %s"), picture->filename);

  gtk_button_set_child (GTK_BUTTON (button), hp_scaled_picture_new (GDK_PAINTABLE (texture)));
  gtk_widget_set_overflow (button, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, picture->filename);
  gtk_widget_add_css_class (button, "inline-picture");
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-file");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xus)", self->message, picture->part,
                                    picture->filename);
  gtk_box_append (GTK_BOX (self), button);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  g_array_append_val (self->parts, picture->part);
  g_signal_emit (self, signals[SHOWN], 0, picture->part);
}

static void
stop (HpInlinePictures *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
}

static void
start_decoding (HpInlinePictures *self, const HpMailFile *file, GAsyncReadyCallback on_decoded)
{
  hp_picture_decode_async (
      file->data, get_next (self)->mime_type, SHARPNESS * HP_SCALED_PICTURE_WIDTH,
      SHARPNESS * HP_SCALED_PICTURE_HEIGHT, self->cancellable, on_decoded, self);
}

/* Reads the next one; @on_read goes on from there. */
static void
start_reading (HpInlinePictures *self, GAsyncReadyCallback on_read)
{
  if (self->n_loaded == self->pictures->len)
    stop (self);
  else
    hp_mail_read_files_async (self->desk, self->message, (gint) get_next (self)->part,
                              self->cancellable, on_read, self);
}

/* Both steps of a picture, told apart by what they bring: the widget may be gone when they were
 * cancelled. */
static void
on_step_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  gboolean is_decoded = g_task_get_source_tag (G_TASK (result)) == hp_picture_decode_async;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = is_decoded ? hp_picture_decode_finish (result, &error) : NULL;
  g_autoptr (GPtrArray) files = is_decoded ? NULL : hp_mail_read_files_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  HpInlinePictures *self = data;
  if (files != NULL)
    {
      start_decoding (self, g_ptr_array_index (files, 0), on_step_cb);
      return;
    }
  if (texture != NULL)
    append_picture (self, get_next (self), texture);
  self->n_loaded++;
  start_reading (self, on_step_cb);
}

static void
hp_inline_pictures_dispose (GObject *object)
{
  stop (HP_INLINE_PICTURES (object));
  G_OBJECT_CLASS (hp_inline_pictures_parent_class)->dispose (object);
}

static void
hp_inline_pictures_finalize (GObject *object)
{
  HpInlinePictures *self = HP_INLINE_PICTURES (object);

  g_ptr_array_unref (self->pictures);
  g_array_unref (self->parts);
  G_OBJECT_CLASS (hp_inline_pictures_parent_class)->finalize (object);
}

static void
hp_inline_pictures_class_init (HpInlinePicturesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = hp_inline_pictures_dispose;
  object_class->finalize = hp_inline_pictures_finalize;
  signals[SHOWN] = g_signal_new ("shown", HP_TYPE_INLINE_PICTURES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
hp_inline_pictures_init (HpInlinePictures *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->pictures = g_ptr_array_new_with_free_func (free_picture);
  self->parts = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
clear (HpInlinePictures *self)
{
  GtkWidget *child;

  stop (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_ptr_array_set_size (self->pictures, 0);
  g_array_set_size (self->parts, 0);
  self->n_loaded = 0;
}

static void
add_picture (HpInlinePictures *self, const HpAttachment *attachment)
{
  Picture *picture = g_new0 (Picture, 1);

  picture->part = attachment->part;
  picture->filename =
      g_strdup (attachment->filename != NULL ? attachment->filename : _ ("Unnamed file"));
  picture->mime_type = g_strdup (attachment->mime_type);
  g_ptr_array_add (self->pictures, picture);
}

void
hp_inline_pictures_set_message (HpInlinePictures *self, const HpMessage *message)
{
  if (message->row == self->message)
    return;
  clear (self);
  self->message = message->row;
  for (guint i = 0; i < message->attachments->len && self->pictures->len < MAX_SHOWN; i++)
    if (hp_picture_is_shown (g_ptr_array_index (message->attachments, i)))
      add_picture (self, g_ptr_array_index (message->attachments, i));
}

void
hp_inline_pictures_load (HpInlinePictures *self, HpLiveDesk *desk)
{
  if (self->cancellable != NULL || self->n_loaded == self->pictures->len)
    return;
  self->cancellable = g_cancellable_new ();
  self->desk = g_object_ref (desk);
  start_reading (self, on_step_cb);
}

gboolean
hp_inline_pictures_is_loading (HpInlinePictures *self)
{
  return self->cancellable != NULL;
}

gboolean
hp_inline_pictures_has_part (HpInlinePictures *self, guint part)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_array_index (self->parts, guint, i) == part)
      return TRUE;
  return FALSE;
}
