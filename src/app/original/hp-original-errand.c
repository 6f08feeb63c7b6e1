/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way of a mail from the desk to the program that shows originals. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "app/original/hp-original-errand.h"

#include <adwaita.h>

#include "live/hp-shown-mail.h"

typedef struct
{
  GtkWindow *window;        /* (owned) */
  HpOriginalViewer *viewer; /* (owned) */
  gint64 message;
  HpOriginalDoneFunc done;
} Errand;

static void
end (Errand *errand, const GError *error)
{
  errand->done (errand->window, errand->message, error);
  g_object_unref (errand->window);
  g_object_unref (errand->viewer);
  g_free (errand);
}

static void
on_shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  hp_original_viewer_show_finish (HP_ORIGINAL_VIEWER (source), result, &error);
  end (data, error);
}

static void
free_part (gpointer part)
{
  hp_original_part_free (part);
}

static GPtrArray *
make_parts (const GPtrArray *images)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (free_part);

  for (guint i = 0; i < images->len; i++)
    {
      const HpShownImage *image = g_ptr_array_index (images, i);
      g_ptr_array_add (parts,
                       hp_original_part_new (image->content_id, image->mime_type, image->data));
    }
  return parts;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Errand *errand = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HpShownMail) mail = hp_shown_mail_read_finish (result, &error);
  int scheme = (int) adw_style_manager_get_color_scheme (adw_style_manager_get_default ());

  if (mail == NULL)
    {
      end (errand, error);
      return;
    }
  g_autoptr (GPtrArray) parts = make_parts (mail->images);
  hp_original_viewer_show_async (errand->viewer, mail->subject, mail->html, scheme, parts, NULL,
                                 on_shown_cb, errand);
}

void
hp_original_show (GtkWindow *window,
                  HpOriginalViewer *viewer,
                  HpLiveDesk *desk,
                  gint64 message,
                  HpOriginalDoneFunc done)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->window = g_object_ref (window);
  errand->viewer = g_object_ref (viewer);
  errand->message = message;
  errand->done = done;
  hp_shown_mail_read_async (desk, message, NULL, on_read_cb, errand);
}
