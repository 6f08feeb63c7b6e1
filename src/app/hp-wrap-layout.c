/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how chips stand in rows. (GtkFlowBox puts them in columns and asks for the wrong height.) */

#define G_LOG_DOMAIN "helppari"

#include "app/hp-wrap-layout.h"

#define SPACING 6

struct _HpWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (HpWrapLayout, hp_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Where the next child goes. */
typedef struct
{
  int width;
  int reserve; /* at the end of each row, for the child that expands */
  int x;
  int y;
  int row_height;
} Pen;

static GtkAllocation
place (Pen *pen, GtkWidget *child)
{
  gboolean expands = gtk_widget_get_hexpand (child);
  int room = pen->width - (expands ? 0 : pen->reserve);
  GtkAllocation area;
  GtkRequisition minimum;
  GtkRequisition natural;

  gtk_widget_get_preferred_size (child, &minimum, &natural);
  if (pen->x > 0 && pen->x + MIN (expands ? minimum.width : natural.width, room) > room)
    {
      pen->x = 0;
      pen->y += pen->row_height + SPACING;
      pen->row_height = 0;
    }
  area.width = MAX (MIN (natural.width, room - (expands ? pen->x : 0)), minimum.width);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, area.width, NULL, &area.height, NULL, NULL);
  area.x = pen->x;
  area.y = pen->y;
  pen->x += area.width + SPACING;
  pen->row_height = MAX (pen->row_height, area.height);
  return area;
}

static Pen
begin (GtkWidget *widget, int width)
{
  Pen pen = { .width = width };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum;
      if (!gtk_widget_should_layout (child) || !gtk_widget_get_hexpand (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      pen.reserve = minimum + SPACING;
    }
  return pen;
}

static GtkSizeRequestMode
hp_wrap_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;
      int child_natural;
      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural,
                          NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += (*natural > 0 ? SPACING : 0) + child_natural;
    }
}

static void
hp_wrap_layout_measure (GtkLayoutManager *layout,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  Pen pen = begin (widget, for_size >= 0 ? for_size : G_MAXINT / 2);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (widget, minimum, natural);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      place (&pen, child);
  *minimum = *natural = pen.y + pen.row_height;
}

static void
hp_wrap_layout_allocate (GtkLayoutManager *layout,
                         GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Pen pen = begin (widget, width);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_should_layout (child))
        continue;
      GtkAllocation area = place (&pen, child);
      if (is_mirrored)
        area.x = width - area.x - area.width;
      gtk_widget_size_allocate (child, &area, -1);
    }
}

static void
hp_wrap_layout_class_init (HpWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = hp_wrap_layout_get_request_mode;
  layout_class->measure = hp_wrap_layout_measure;
  layout_class->allocate = hp_wrap_layout_allocate;
}

static void
hp_wrap_layout_init (HpWrapLayout *self)
{
}
