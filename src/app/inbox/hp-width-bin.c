/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the width of a pane, which is set by dragging its end edge. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-width-bin.h"

/* Where its edge can be dragged. */
#define EDGE 5

struct _HpWidthBin
{
  AdwBin parent_instance;

  int width;
  int narrowest;
  int widest;
  int width_before; /* its edge was dragged */
  gboolean is_fixed;
};

G_DEFINE_FINAL_TYPE (HpWidthBin, hp_width_bin, ADW_TYPE_BIN)

enum
{
  RESIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_mirrored (HpWidthBin *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static gboolean
is_on_edge (HpWidthBin *self, double x)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return !self->is_fixed && (is_mirrored (self) ? x <= EDGE : x >= width - EDGE);
}

static void
on_motion_cb (HpWidthBin *self, double x)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_on_edge (self, x) ? "col-resize" : NULL);
}

static void
on_drag_begin_cb (HpWidthBin *self, double x, double y, GtkGesture *drag)
{
  self->width_before = gtk_widget_get_width (GTK_WIDGET (self));
  gtk_gesture_set_state (drag, is_on_edge (self, x) ? GTK_EVENT_SEQUENCE_CLAIMED
                                                    : GTK_EVENT_SEQUENCE_DENIED);
}

static void
on_drag_update_cb (HpWidthBin *self, double x)
{
  int width = self->width_before + (int) (is_mirrored (self) ? -x : x);

  hp_width_bin_set_width (self, CLAMP (width, self->narrowest, self->widest));
}

static void
on_drag_end_cb (HpWidthBin *self)
{
  g_signal_emit (self, signals[RESIZED], 0, self->width);
}

static void
hp_width_bin_class_init (HpWidthBinClass *klass)
{
  signals[RESIZED] = g_signal_new ("resized", HP_TYPE_WIDTH_BIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, HP_WIDTH_BIN (widget)->width);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static void
hp_width_bin_init (HpWidthBin *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (NULL, measure, allocate));
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

void
hp_width_bin_set_limits (HpWidthBin *self, int narrowest, int widest)
{
  self->narrowest = narrowest;
  self->widest = widest;
}

void
hp_width_bin_set_width (HpWidthBin *self, int width)
{
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
hp_width_bin_set_is_fixed (HpWidthBin *self, gboolean is_fixed)
{
  self->is_fixed = is_fixed;
}
