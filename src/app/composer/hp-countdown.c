/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the time in which a mail can still be held back, as people see it. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-countdown.h"

#include <glib/gi18n.h>
#include <math.h>

#define STEP_MS 200
#define RING 18
#define LINE 2.5

struct _HpCountdown
{
  GtkBox parent_instance;

  char *words;  /* (owned) */
  gint64 begun; /* us, monotonic */
  guint seconds;
  guint timer;

  GtkDrawingArea *ring;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (HpCountdown, hp_countdown, GTK_TYPE_BOX)

enum
{
  OVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* From 1 to 0. */
static double
get_rest (HpCountdown *self)
{
  double passed = (double) (g_get_monotonic_time () - self->begun) / G_USEC_PER_SEC;

  return self->seconds > 0 ? MAX (1 - passed / self->seconds, 0) : 0;
}

static void
draw_ring (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  HpCountdown *self = data;
  double radius = (MIN (width, height) - LINE) / 2;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &color);
  cairo_set_line_width (cr, LINE);
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, 0.25);
  cairo_arc (cr, width / 2.0, height / 2.0, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_arc_negative (cr, width / 2.0, height / 2.0, radius, -G_PI / 2,
                      -G_PI / 2 - 2 * G_PI * get_rest (self));
  cairo_stroke (cr);
}

static void
update (HpCountdown *self)
{
  guint left = (guint) ceil (get_rest (self) * self->seconds);
  /* Translators: the first %s is a mail, such as “Reply to Liisa”; then how many seconds */
  g_autofree char *words = g_strdup_printf (_ ("%s leaves in %u s"), self->words, left);

  gtk_label_set_text (self->label, words);
  gtk_widget_queue_draw (GTK_WIDGET (self->ring));
}

static gboolean
on_step_cb (gpointer data)
{
  HpCountdown *self = data;

  update (self);
  if (get_rest (self) > 0)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  g_signal_emit (self, signals[OVER], 0);
  return G_SOURCE_REMOVE;
}

static void
hp_countdown_dispose (GObject *object)
{
  g_clear_handle_id (&HP_COUNTDOWN (object)->timer, g_source_remove);
  G_OBJECT_CLASS (hp_countdown_parent_class)->dispose (object);
}

static void
hp_countdown_finalize (GObject *object)
{
  g_free (HP_COUNTDOWN (object)->words);
  G_OBJECT_CLASS (hp_countdown_parent_class)->finalize (object);
}

static void
hp_countdown_class_init (HpCountdownClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hp_countdown_dispose;
  G_OBJECT_CLASS (klass)->finalize = hp_countdown_finalize;
  signals[OVER] = g_signal_new ("over", HP_TYPE_COUNTDOWN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
hp_countdown_init (HpCountdown *self)
{
  self->ring = GTK_DRAWING_AREA (gtk_drawing_area_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_drawing_area_set_content_width (self->ring, RING);
  gtk_drawing_area_set_content_height (self->ring, RING);
  gtk_drawing_area_set_draw_func (self->ring, draw_ring, self, NULL);
  gtk_widget_set_valign (GTK_WIDGET (self->ring), GTK_ALIGN_CENTER);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->ring));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
}

GtkWidget *
hp_countdown_new (const char *words, guint seconds)
{
  HpCountdown *self = g_object_new (HP_TYPE_COUNTDOWN, NULL);

  self->words = g_strdup (words);
  self->seconds = seconds;
  self->begun = g_get_monotonic_time ();
  self->timer = g_timeout_add (STEP_MS, on_step_cb, self);
  update (self);
  return GTK_WIDGET (self);
}
