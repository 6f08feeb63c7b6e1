/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how a window becomes a picture, inside the process, so that it works on every display. A
 * frame counts as calm when nothing is being read; a text's height is right only some frames after
 * its width is known, so several calm ones are waited for. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "app/hp-screenshot.h"

#include "base/hp-error.h"

#define CALM_FRAMES 12
#define DEADLINE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  char *path; /* (owned) */
  HpScreenshotIsBusyFunc is_busy;
  guint calm;
  gint64 deadline;
} Shot;

static void
free_shot (gpointer data)
{
  Shot *shot = data;

  g_free (shot->path);
  g_free (shot);
}

/* (nullable) what the window draws; nothing before it is mapped. */
static GskRenderNode *
draw (GtkWindow *window, graphene_rect_t *area)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  *area = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  return gtk_snapshot_free_to_node (snapshot);
}

static gboolean
save (GtkWindow *window,
      GskRenderNode *node,
      const graphene_rect_t *area,
      const char *path,
      GError **error)
{
  g_autoptr (GdkTexture) texture =
      gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, area);
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);
  return g_file_set_contents (path, g_bytes_get_data (png, NULL), (gssize) g_bytes_get_size (png),
                              error);
}

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  GTask *task = data;
  Shot *shot = g_task_get_task_data (task);
  GError *error = NULL;
  graphene_rect_t area;
  g_autoptr (GskRenderNode) node = NULL;

  shot->calm = shot->is_busy (GTK_WINDOW (widget)) ? 0 : shot->calm + 1;
  if (g_get_monotonic_time () > shot->deadline)
    g_task_return_new_error (task, HP_ERROR, HP_ERROR_FAILED, "The window does not come to rest");
  else if (shot->calm < CALM_FRAMES || (node = draw (GTK_WINDOW (widget), &area)) == NULL)
    return G_SOURCE_CONTINUE;
  else if (save (GTK_WINDOW (widget), node, &area, shot->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return G_SOURCE_REMOVE;
}

void
hp_screenshot_take_async (GtkWindow *window,
                          const char *path,
                          HpScreenshotIsBusyFunc is_busy,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (window, NULL, callback, user_data);
  Shot *shot = g_new0 (Shot, 1);

  shot->path = g_strdup (path);
  shot->is_busy = is_busy;
  shot->deadline = g_get_monotonic_time () + DEADLINE_US;
  g_task_set_source_tag (task, hp_screenshot_take_async);
  g_task_set_task_data (task, shot, free_shot);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_tick_cb, task, g_object_unref);
}

gboolean
hp_screenshot_take_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
