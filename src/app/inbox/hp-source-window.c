/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the look at a mail's source. The end of a very long one is left out: a text view of many
 * megabytes stands still. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-source-window.h"
#include "app/hp-error-text.h"

#include "live/hp-mail-reader.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/inbox/hp-source-window.ui"
#define MAX_SHOWN (512 * 1024)

struct _HpSourceWindow
{
  AdwWindow parent_instance;

  GCancellable *cancellable; /* (owned) */

  GtkStack *stack;
  GtkTextView *text;
  AdwStatusPage *error_page;
};

G_DEFINE_FINAL_TYPE (HpSourceWindow, hp_source_window, ADW_TYPE_WINDOW)

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) raw = hp_mail_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  HpSourceWindow *self = HP_SOURCE_WINDOW (data);
  if (raw == NULL)
    {
      adw_status_page_set_description (self->error_page, hp_error_text_get (error));
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }
  gsize size;
  const char *bytes = g_bytes_get_data (raw, &size);
  g_autofree char *text = g_utf8_make_valid (bytes, (gssize) MIN (size, MAX_SHOWN));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
hp_source_window_dispose (GObject *object)
{
  HpSourceWindow *self = HP_SOURCE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (hp_source_window_parent_class)->dispose (object);
}

static void
hp_source_window_class_init (HpSourceWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_source_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HpSourceWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HpSourceWindow, text);
  gtk_widget_class_bind_template_child (widget_class, HpSourceWindow, error_page);
}

static void
hp_source_window_init (HpSourceWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hp_source_window_new (GtkWindow *parent, HpLiveDesk *desk, gint64 message)
{
  HpSourceWindow *self = g_object_new (HP_TYPE_SOURCE_WINDOW, "transient-for", parent, NULL);

  hp_mail_read_async (desk, message, self->cancellable, on_read_cb, self);
  return GTK_WIDGET (self);
}
