/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns where the links of a text are and how they are followed. Invariant: links are in the order
 * of the text and do not overlap. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/inbox/hp-body-links.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/hp-compat.h"
#include "app/inbox/hp-link.h"
#include "mime/hp-text-links.h"

#define TAG "link"

typedef struct
{
  int start; /* characters */
  int end;
  char *href; /* (owned) */
} Link;

struct _HpBodyLinks
{
  GObject parent_instance;

  GtkTextView *view;
  GArray *links;        /* (owned) (element-type Link) */
  const Link *current;  /* (nullable) what the menu is about */
  GAction *open;        /* (owned) */
  GAction *copy;        /* (owned) */
  gboolean is_pointing; /* at a link */
};

G_DEFINE_FINAL_TYPE (HpBodyLinks, hp_body_links, G_TYPE_OBJECT)

static void
clear_link (gpointer data)
{
  g_free (((Link *) data)->href);
}

static GtkTextBuffer *
get_buffer (HpBodyLinks *self)
{
  return gtk_text_view_get_buffer (self->view);
}

static int
compare_offset (gconstpointer a, gconstpointer b)
{
  const Link *link = a;
  int offset = *(const int *) b;

  return link->end <= offset ? -1 : link->start > offset;
}

static const Link *
find_link (HpBodyLinks *self, int offset)
{
  guint at;

  if (!g_array_binary_search (self->links, &offset, compare_offset, &at))
    return NULL;
  return &g_array_index (self->links, Link, at);
}

static const Link *
find_link_at (HpBodyLinks *self, double x, double y)
{
  GtkTextIter iter;
  int buffer_x;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y))
    return NULL;
  return find_link (self, gtk_text_iter_get_offset (&iter));
}

static const Link *
find_link_at_caret (HpBodyLinks *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  return find_link (self, gtk_text_iter_get_offset (&start));
}

static void
set_current (HpBodyLinks *self, const Link *link)
{
  self->current = link;
  g_simple_action_set_enabled (G_SIMPLE_ACTION (self->open), link != NULL);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (self->copy), link != NULL);
}

static void
get_range (HpBodyLinks *self, const Link *link, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), start, link->start);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), end, link->end);
}

static void
open_link (HpBodyLinks *self, const Link *link)
{
  GtkTextIter start;
  GtkTextIter end;

  get_range (self, link, &start, &end);
  g_autofree char *words = gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "win.open-link", "(ss)", words, link->href);
}

static void
on_open_cb (HpBodyLinks *self)
{
  if (self->current != NULL)
    open_link (self, self->current);
}

static void
on_copy_cb (HpBodyLinks *self)
{
  if (self->current != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->view)),
                            self->current->href);
}

static void
on_released_cb (HpBodyLinks *self, int n_press, double x, double y)
{
  const Link *link = find_link_at (self, x, y);

  /* Whoever selects words follows none. */
  if (n_press == 1 && link != NULL && !gtk_text_buffer_get_has_selection (get_buffer (self)))
    open_link (self, link);
}

static void
on_menu_pressed_cb (HpBodyLinks *self, int n_press, double x, double y)
{
  set_current (self, find_link_at (self, x, y));
}

static void
on_caret_cb (HpBodyLinks *self)
{
  set_current (self, find_link_at_caret (self));
}

static void
point (HpBodyLinks *self, gboolean is_pointing)
{
  if (is_pointing == self->is_pointing)
    return;
  self->is_pointing = is_pointing;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), is_pointing ? "pointer" : "text");
}

static void
on_motion_cb (HpBodyLinks *self, double x, double y)
{
  point (self, find_link_at (self, x, y) != NULL);
}

static gboolean
on_tooltip_cb (HpBodyLinks *self, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  const Link *link = is_keyboard ? find_link_at_caret (self) : find_link_at (self, x, y);

  if (link == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, link->href);
  return TRUE;
}

/* The text does not scroll by itself: what is around it does. */
static void
scroll_to (HpBodyLinks *self, const GtkTextIter *iter)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *list = gtk_widget_get_ancestor (view, GTK_TYPE_LIST_VIEW);
  GdkRectangle place;
  double y;

  if (list == NULL)
    return;
  gtk_text_view_get_iter_location (self->view, iter, &place);
  gtk_widget_translate_coordinates (view, list, 0, place.y, NULL, &y);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  y += gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, y, y + place.height);
}

/* Selects the next link, or the one before. FALSE if there is none in this direction. */
static gboolean
step (HpBodyLinks *self, int direction)
{
  GtkTextIter start;
  GtkTextIter end;
  gboolean has_selection = gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end);
  int caret = has_selection ? gtk_text_iter_get_offset (&start) : -1;
  const Link *found = NULL;

  for (guint i = 0; i < self->links->len; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);
      if (direction > 0 ? link->start > caret && found == NULL : link->start < caret)
        found = link;
    }
  if (found == NULL)
    return FALSE;
  get_range (self, found, &start, &end);
  gtk_text_buffer_select_range (get_buffer (self), &start, &end);
  scroll_to (self, &start);
  return TRUE;
}

static gboolean
on_key_pressed_cb (HpBodyLinks *self, guint keyval, guint code, GdkModifierType state)
{
  GdkModifierType pressed = state & gtk_accelerator_get_default_mod_mask ();
  const Link *link;

  if (keyval == GDK_KEY_Tab && pressed == 0)
    return step (self, 1);
  if ((keyval == GDK_KEY_ISO_Left_Tab || keyval == GDK_KEY_Tab) && pressed == GDK_SHIFT_MASK)
    return step (self, -1);
  if (pressed != 0 || (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter))
    return GDK_EVENT_PROPAGATE;
  link = find_link_at_caret (self);
  if (link != NULL)
    open_link (self, link);
  return link != NULL;
}

static void
update_color (HpBodyLinks *self)
{
  GtkTextTag *tag =
      gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (get_buffer (self)), TAG);
  GdkRGBA color = hp_compat_get_color (GTK_WIDGET (self->view), "accent_color");

  g_object_set (tag, "foreground-rgba", &color, NULL);
}

static void
hp_body_links_finalize (GObject *object)
{
  HpBodyLinks *self = HP_BODY_LINKS (object);

  g_array_unref (self->links);
  g_clear_object (&self->open);
  g_clear_object (&self->copy);
  G_OBJECT_CLASS (hp_body_links_parent_class)->finalize (object);
}

static void
hp_body_links_class_init (HpBodyLinksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_body_links_finalize;
}

static void
hp_body_links_init (HpBodyLinks *self)
{
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_array_set_clear_func (self->links, clear_link);
}

static void
follow (HpBodyLinks *self, gpointer source, const char *name, GCallback callback)
{
  g_signal_connect_object (source, name, callback, self, G_CONNECT_SWAPPED);
}

static void
add_controller (HpBodyLinks *self, GtkEventController *controller)
{
  gtk_event_controller_set_name (controller, TAG);
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

static void
add_pointer (HpBodyLinks *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  follow (self, click, "released", G_CALLBACK (on_released_cb));
  add_controller (self, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (menu), GTK_PHASE_CAPTURE);
  follow (self, menu, "pressed", G_CALLBACK (on_menu_pressed_cb));
  add_controller (self, GTK_EVENT_CONTROLLER (menu));
  follow (self, motion, "motion", G_CALLBACK (on_motion_cb));
  add_controller (self, motion);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->view), TRUE);
  follow (self, self->view, "query-tooltip", G_CALLBACK (on_tooltip_cb));
}

static void
add_keys (HpBodyLinks *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  follow (self, keys, "key-pressed", G_CALLBACK (on_key_pressed_cb));
  add_controller (self, keys);
  follow (self, get_buffer (self), "notify::cursor-position", G_CALLBACK (on_caret_cb));
}

static GAction *
add_action (HpBodyLinks *self, GSimpleActionGroup *group, const char *name, GCallback callback)
{
  GSimpleAction *action = g_simple_action_new (name, NULL);

  follow (self, action, "activate", callback);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  return G_ACTION (action);
}

static void
append_item (GMenu *menu, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

static void
add_menu (HpBodyLinks *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  self->open = add_action (self, group, "open", G_CALLBACK (on_open_cb));
  self->copy = add_action (self, group, "copy", G_CALLBACK (on_copy_cb));
  gtk_widget_insert_action_group (GTK_WIDGET (self->view), TAG, G_ACTION_GROUP (group));
  append_item (menu, _ ("_Open Link"), "link.open");
  append_item (menu, _ ("Copy _Link"), "link.copy");
  gtk_text_view_set_extra_menu (self->view, G_MENU_MODEL (menu));
  set_current (self, NULL);
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  return ((const Link *) a)->start - ((const Link *) b)->start;
}

static gboolean
overlaps (HpBodyLinks *self, guint n, int start, int end)
{
  for (guint i = 0; i < n; i++)
    {
      const Link *link = &g_array_index (self->links, Link, i);
      if (link->start < end && link->end > start)
        return TRUE;
    }
  return FALSE;
}

/* Most texts have no link, and need nothing of this. */
static void
get_ready (HpBodyLinks *self)
{
  gtk_text_buffer_create_tag (get_buffer (self), TAG, "underline", PANGO_UNDERLINE_SINGLE, NULL);
  add_pointer (self);
  add_keys (self);
  add_menu (self);
  follow (self, adw_style_manager_get_default (), "notify::dark", G_CALLBACK (update_color));
  update_color (self);
}

HpBodyLinks *
hp_body_links_new (GtkTextView *view)
{
  HpBodyLinks *self = g_object_new (HP_TYPE_BODY_LINKS, NULL);

  self->view = view;
  return self;
}

void
hp_body_links_clear (HpBodyLinks *self)
{
  if (self->links->len == 0)
    return;
  set_current (self, NULL);
  point (self, FALSE);
  g_array_set_size (self->links, 0);
}

void
hp_body_links_add (HpBodyLinks *self, int start, int end, const char *href)
{
  Link link = { start, end, g_strdup (href) };
  GtkTextIter from;
  GtkTextIter to;

  if (self->open == NULL)
    get_ready (self);
  set_current (self, NULL);
  g_array_append_val (self->links, link);
  get_range (self, &link, &from, &to);
  gtk_text_buffer_apply_tag_by_name (get_buffer (self), TAG, &from, &to);
}

void
hp_body_links_find (HpBodyLinks *self)
{
  g_autofree char *text = NULL;
  guint n_given = self->links->len;
  gsize length;
  HpTextLink link;
  int offset = 0;
  gsize counted = 0;

  g_object_get (get_buffer (self), "text", &text, NULL);
  length = strlen (text);
  for (gsize at = 0; hp_text_find_link (text, length, at, &link); at = link.end)
    {
      g_autofree char *href = hp_text_link_dup_href (text, &link);
      int n = (int) g_utf8_strlen (text + link.start, (gssize) (link.end - link.start));
      offset += (int) g_utf8_strlen (text + counted, (gssize) (link.start - counted));
      if (hp_link_is_openable (href) && !overlaps (self, n_given, offset, offset + n))
        hp_body_links_add (self, offset, offset + n, href);
      offset += n;
      counted = link.end;
    }
  g_array_sort (self->links, compare_links);
}

const char *
hp_body_links_get_href (HpBodyLinks *self, int offset)
{
  const Link *link = find_link (self, offset);

  return link != NULL ? link->href : NULL;
}
