/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the size of a picture in a message. */

#define G_LOG_DOMAIN "helppari"

#include "app/inbox/hp-scaled-picture.h"

struct _HpScaledPicture
{
  GtkWidget parent_instance;

  GdkPaintable *paintable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (HpScaledPicture, hp_scaled_picture, GTK_TYPE_WIDGET)

/* The size at most @width wide. */
static void
fit (HpScaledPicture *self, int width, int *fitting_width, int *fitting_height)
{
  double full_width = MAX (1, gdk_paintable_get_intrinsic_width (self->paintable));
  double full_height = MAX (1, gdk_paintable_get_intrinsic_height (self->paintable));
  double scale = MIN (1.0, MIN (MIN (width, HP_SCALED_PICTURE_WIDTH) / full_width,
                                HP_SCALED_PICTURE_HEIGHT / full_height));

  *fitting_width = MAX (1, (int) (full_width * scale));
  *fitting_height = MAX (1, (int) (full_height * scale));
}

static GtkSizeRequestMode
hp_scaled_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
hp_scaled_picture_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;
  int width;
  int height;

  fit (HP_SCALED_PICTURE (widget), is_width || for_size < 0 ? G_MAXINT : for_size, &width, &height);
  *minimum = is_width ? 1 : height;
  *natural = is_width ? width : height;
}

static void
hp_scaled_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  int width;
  int height;

  fit (HP_SCALED_PICTURE (widget), gtk_widget_get_width (widget), &width, &height);
  gdk_paintable_snapshot (HP_SCALED_PICTURE (widget)->paintable, snapshot, width, height);
}

static void
hp_scaled_picture_finalize (GObject *object)
{
  g_clear_object (&HP_SCALED_PICTURE (object)->paintable);
  G_OBJECT_CLASS (hp_scaled_picture_parent_class)->finalize (object);
}

static void
hp_scaled_picture_class_init (HpScaledPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hp_scaled_picture_finalize;
  widget_class->get_request_mode = hp_scaled_picture_get_request_mode;
  widget_class->measure = hp_scaled_picture_measure;
  widget_class->snapshot = hp_scaled_picture_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
hp_scaled_picture_init (HpScaledPicture *self)
{
}

GtkWidget *
hp_scaled_picture_new (GdkPaintable *paintable)
{
  HpScaledPicture *self = g_object_new (HP_TYPE_SCALED_PICTURE, NULL);

  self->paintable = g_object_ref (paintable);
  return GTK_WIDGET (self);
}
