/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the height of a message's text. Paragraphs are laid out as the text view will do it; the
 * last answer is kept, because a list asks several times. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-body-view.h"

#include "app/inbox/hp-body-styles.h"

struct _HpBodyView
{
  GtkTextView parent_instance;

  int width; /* of the last answer, -1: none */
  int height;
};

G_DEFINE_FINAL_TYPE (HpBodyView, hp_body_view, GTK_TYPE_TEXT_VIEW)

static int
measure_paragraph (HpBodyView *self,
                   PangoLayout *layout,
                   const GtkTextIter *start,
                   const GtkTextIter *end)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autofree char *text = gtk_text_iter_get_text (start, end);
  g_autoptr (PangoAttrList) attributes = hp_body_styles_dup_attributes (start, end);
  int height;

  pango_layout_set_text (layout, text, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + gtk_text_view_get_pixels_below_lines (view) +
         gtk_text_view_get_pixels_above_lines (view) +
         (pango_layout_get_line_count (layout) - 1) * gtk_text_view_get_pixels_inside_wrap (view);
}

static int
measure_text (HpBodyView *self, int width)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  int height = 0;

  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  for (int i = 0; i < gtk_text_buffer_get_line_count (buffer); i++)
    {
      GtkTextIter start;
      GtkTextIter end;
      gtk_text_buffer_get_iter_at_line (buffer, &start, i);
      end = start;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      height += measure_paragraph (self, layout, &start, &end);
    }
  return height;
}

static GtkSizeRequestMode
hp_body_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hp_body_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  HpBodyView *self = HP_BODY_VIEW (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL || for_size < 0)
    {
      GTK_WIDGET_CLASS (hp_body_view_parent_class)
          ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                     natural_baseline);
      return;
    }
  if (for_size != self->width)
    self->height = measure_text (self, for_size);
  self->width = for_size;
  *minimum = *natural = self->height;
}

static void
forget (HpBodyView *self)
{
  self->width = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
hp_body_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (hp_body_view_parent_class)->css_changed (widget, change);
  HP_BODY_VIEW (widget)->width = -1;
}

static void
hp_body_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (hp_body_view_parent_class)->system_setting_changed (widget, setting);
  HP_BODY_VIEW (widget)->width = -1;
}

static void
hp_body_view_class_init (HpBodyViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = hp_body_view_get_request_mode;
  widget_class->measure = hp_body_view_measure;
  widget_class->css_changed = hp_body_view_css_changed;
  widget_class->system_setting_changed = hp_body_view_system_setting_changed;
}

static void
hp_body_view_init (HpBodyView *self)
{
  self->width = -1;
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), FALSE);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)), "changed",
                           G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
}
