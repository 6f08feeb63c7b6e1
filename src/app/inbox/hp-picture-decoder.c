/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how bytes of strangers become pixels: only by the decoders named here, and never more of
 * them than the limit, which is known before the first is made. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-picture-decoder.h"

#include "base/hp-error.h"

/* The header is in the first of these. */
#define CHUNK 4096

static const struct
{
  const char *mime_type;
  const char *loader;
} FORMATS[] = {
  { "image/png", "png" },
  { "image/jpeg", "jpeg" },
  { "image/jpg", "jpeg" },
  { "image/gif", "gif" },
};

typedef struct
{
  int width; /* at most */
  int height;
  gboolean is_too_large;
} Fit;

typedef struct
{
  GBytes *data;    /* (owned) */
  char *mime_type; /* (owned) */
  int width;
  int height;
} Job;

static const char *
find_loader (const char *mime_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    if (g_str_equal (FORMATS[i].mime_type, mime_type))
      return FORMATS[i].loader;
  return NULL;
}

gboolean
hp_picture_is_shown (const HpAttachment *attachment)
{
  return (attachment->is_inline || attachment->content_id != NULL) && !attachment->is_logo &&
         attachment->size <= HP_PICTURE_MAX_BYTES && find_loader (attachment->mime_type) != NULL;
}

/* A size of 0 ends the decoding. */
static void
on_size_cb (GdkPixbufLoader *loader, int width, int height, Fit *fit)
{
  double scale;

  fit->is_too_large = width < 1 || height < 1 || (gint64) width * height > HP_PICTURE_MAX_PIXELS;
  if (fit->is_too_large)
    {
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
  scale = MIN (1.0, MIN ((double) fit->width / width, (double) fit->height / height));
  if (scale < 1.0)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)),
                                MAX (1, (int) (height * scale)));
}

static gboolean
feed (GdkPixbufLoader *loader, GBytes *data, const Fit *fit, GError **error)
{
  gsize size;
  const guchar *bytes = g_bytes_get_data (data, &size);

  for (gsize at = 0; at < size && !fit->is_too_large; at += CHUNK)
    if (!gdk_pixbuf_loader_write (loader, bytes + at, MIN (CHUNK, size - at), error))
      return FALSE;
  return !fit->is_too_large;
}

GdkPixbuf *
hp_picture_decode (GBytes *data, const char *mime_type, int width, int height, GError **error)
{
  const char *name = find_loader (mime_type);
  g_autoptr (GdkPixbufLoader) loader =
      name != NULL ? gdk_pixbuf_loader_new_with_type (name, NULL) : NULL;
  Fit fit = { width, height, FALSE };
  g_autoptr (GError) failure = NULL;
  GdkPixbuf *pixbuf = NULL;

  if (loader != NULL)
    {
      g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_cb), &fit);
      gboolean is_fed = feed (loader, data, &fit, &failure);
      gboolean is_whole = gdk_pixbuf_loader_close (loader, failure == NULL ? &failure : NULL);
      pixbuf = is_fed && is_whole ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
    }
  if (pixbuf != NULL)
    return gdk_pixbuf_apply_embedded_orientation (pixbuf);
  g_set_error (error, HP_ERROR,
               loader == NULL || fit.is_too_large ? HP_ERROR_UNSUPPORTED : HP_ERROR_INVALID,
               "The picture can't be decoded: %s",
               fit.is_too_large  ? "it is too large"
               : failure != NULL ? failure->message
                                 : "its format is not known");
  return NULL;
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->data);
  g_free (job->mime_type);
  g_free (job);
}

/* (another thread) */
static void
decode (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  g_autoptr (GdkPixbuf) pixbuf =
      hp_picture_decode (job->data, job->mime_type, job->width, job->height, &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, gdk_texture_new_for_pixbuf (pixbuf), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
hp_picture_decode_async (GBytes *data,
                         const char *mime_type,
                         int width,
                         int height,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->data = g_bytes_ref (data);
  job->mime_type = g_strdup (mime_type);
  job->width = width;
  job->height = height;
  g_task_set_source_tag (task, hp_picture_decode_async);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, decode);
}

GdkTexture *
hp_picture_decode_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
