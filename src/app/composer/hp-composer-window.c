/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the window of a new mail. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-composer-window.h"

#include <glib/gi18n.h>

struct _HpComposerWindow
{
  AdwWindow parent_instance;

  HpComposer *composer;
};

G_DEFINE_FINAL_TYPE (HpComposerWindow, hp_composer_window, ADW_TYPE_WINDOW)

/* Escape leads from the text to the list, which here is another window. */
static void
on_leave_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
hp_composer_window_close_request (GtkWindow *window)
{
  hp_composer_flush (HP_COMPOSER_WINDOW (window)->composer);
  return GTK_WINDOW_CLASS (hp_composer_window_parent_class)->close_request (window);
}

static void
hp_composer_window_class_init (HpComposerWindowClass *klass)
{
  GTK_WINDOW_CLASS (klass)->close_request = hp_composer_window_close_request;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "win.focus-list", NULL, on_leave_cb);
}

static void
hp_composer_window_init (HpComposerWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();

  self->composer = g_object_new (HP_TYPE_COMPOSER, "vexpand", TRUE, NULL);
  gtk_widget_add_css_class (bar, "flat");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->composer));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("New Mail"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 520);
}

GtkWidget *
hp_composer_window_new (GtkWindow *parent, HpLiveDesk *desk)
{
  HpComposerWindow *self = g_object_new (HP_TYPE_COMPOSER_WINDOW, "transient-for", parent,
                                         "destroy-with-parent", TRUE, NULL);

  hp_composer_set_desk (self->composer, desk);
  hp_composer_write_new (self->composer);
  gtk_widget_grab_focus (GTK_WIDGET (self->composer));
  return GTK_WIDGET (self);
}

HpComposer *
hp_composer_window_get_composer (HpComposerWindow *self)
{
  return self->composer;
}
