/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A picture in a list: as wide as there is room, never larger than it is, and it asks for the
 * height that this takes. (A GtkPicture that may shrink asks for none, and lists give no more.) */
#define HP_TYPE_SCALED_PICTURE (hp_scaled_picture_get_type ())
G_DECLARE_FINAL_TYPE (HpScaledPicture, hp_scaled_picture, HP, SCALED_PICTURE, GtkWidget)

/* The largest on the screen, in CSS pixels. */
#define HP_SCALED_PICTURE_WIDTH 600
#define HP_SCALED_PICTURE_HEIGHT 420

GtkWidget *hp_scaled_picture_new (GdkPaintable *paintable);

G_END_DECLS
