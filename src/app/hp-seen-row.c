/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns when the rows of a long list are filled: between the layout, which says where they are, and
 * the painting. Filling asks for one more layout, which the frame clock does in the same frame. */

#define G_LOG_DOMAIN "helppari"

#include "app/hp-seen-row.h"

#include "app/hp-compat.h"

typedef struct
{
  gboolean is_made;
  gboolean is_filled;
} HpSeenRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HpSeenRow, hp_seen_row, HP_TYPE_ITEM_ROW)

static void
fill (HpSeenRow *self)
{
  HpSeenRowPrivate *own = hp_seen_row_get_instance_private (self);

  if (own->is_filled || hp_item_row_get_item (HP_ITEM_ROW (self)) == NULL)
    return;
  if (!own->is_made)
    {
      gtk_widget_set_size_request (GTK_WIDGET (self), -1, -1);
      gtk_widget_init_template (GTK_WIDGET (self));
    }
  own->is_made = own->is_filled = TRUE;
  HP_SEEN_ROW_GET_CLASS (self)->fill (self);
  hp_seen_row_name (self);
}

static void
hp_seen_row_show (HpItemRow *row)
{
  HpSeenRow *self = HP_SEEN_ROW (row);
  HpSeenRowPrivate *own = hp_seen_row_get_instance_private (self);

  own->is_filled = FALSE;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
hp_seen_row_class_init (HpSeenRowClass *klass)
{
  HP_ITEM_ROW_CLASS (klass)->show = hp_seen_row_show;
}

static void
hp_seen_row_init (HpSeenRow *self)
{
}

/* And the next one on both sides, which the arrow keys go to. */
static gboolean
is_in_sight (GtkWidget *row, GtkWidget *list)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (row, list, &bounds) &&
         bounds.origin.y + 2 * bounds.size.height > 0 &&
         bounds.origin.y - bounds.size.height < (float) gtk_widget_get_height (list);
}

static HpSeenRow *
get_row (GtkWidget *child)
{
  GtkWidget *row = gtk_widget_get_first_child (child);
  return HP_IS_SEEN_ROW (row) ? HP_SEEN_ROW (row) : NULL;
}

/* Returns: the height of those that were filled before, 0: there are none. */
static int
fill_rows_in_sight (GtkWidget *list)
{
  GtkWidget *child = gtk_widget_get_first_child (list);
  int height = 0;

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      HpSeenRow *row = get_row (child);
      if (row == NULL || !is_in_sight (child, list))
        continue;
      if (hp_seen_row_is_filled (row))
        height = MAX (height, gtk_widget_get_height (GTK_WIDGET (row)));
      else
        fill (row);
    }
  return height;
}

static void
on_layout_cb (GtkWidget *list)
{
  GtkWidget *child = gtk_widget_get_first_child (list);
  int height;

  if (!gtk_widget_get_mapped (list))
    return;
  height = fill_rows_in_sight (list);
  for (; height > 0 && child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      HpSeenRow *row = get_row (child);
      HpSeenRowPrivate *own = row != NULL ? hp_seen_row_get_instance_private (row) : NULL;
      if (own != NULL && !own->is_made)
        gtk_widget_set_size_request (GTK_WIDGET (row), -1, height);
    }
}

static void
on_realize_cb (GtkWidget *list)
{
  g_signal_connect_object (gtk_widget_get_frame_clock (list), "layout", G_CALLBACK (on_layout_cb),
                           list, G_CONNECT_SWAPPED);
}

static void
on_unrealize_cb (GtkWidget *list)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (list), on_layout_cb, list);
}

void
hp_seen_row_name (HpSeenRow *self)
{
  g_autofree char *name = HP_SEEN_ROW_GET_CLASS (self)->dup_name (self);

  hp_compat_set_row_label (GTK_WIDGET (self), name);
}

gboolean
hp_seen_row_is_filled (HpSeenRow *self)
{
  return ((HpSeenRowPrivate *) hp_seen_row_get_instance_private (self))->is_filled;
}

void
hp_seen_row_watch (GtkListView *list)
{
  g_signal_connect (list, "realize", G_CALLBACK (on_realize_cb), NULL);
  g_signal_connect (list, "unrealize", G_CALLBACK (on_unrealize_cb), NULL);
}
