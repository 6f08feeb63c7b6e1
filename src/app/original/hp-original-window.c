/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the window of an original. It has no say in what the message may load: that is the view's.
 * UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/original/hp-original-window.h"

#include <glib/gi18n.h>

#include "app/original/hp-original-link.h"
#include "app/original/hp-original-view.h"

#define TEMPLATE "/io/github/helppari/Helppari/original/hp-original-window.ui"
#define ZOOM_STEP 1.1
#define ZOOM_MIN 0.5
#define ZOOM_MAX 4.0
#define FIND_OPTIONS (WEBKIT_FIND_OPTIONS_CASE_INSENSITIVE | WEBKIT_FIND_OPTIONS_WRAP_AROUND)
#define FIND_MATCHES 1000

struct _HpOriginalWindow
{
  AdwApplicationWindow parent_instance;

  gboolean is_awaiting; /* a message is on its way to the screen */

  AdwWindowTitle *heading;
  GtkStack *pages;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkLabel *address;
  AdwStatusPage *trouble;
  HpOriginalView *view;
};

G_DEFINE_FINAL_TYPE (HpOriginalWindow, hp_original_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  SHOWN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static WebKitFindController *
get_finder (HpOriginalWindow *self)
{
  return webkit_web_view_get_find_controller (hp_original_view_get_web_view (self->view));
}

static void
zoom (HpOriginalWindow *self, double factor)
{
  WebKitWebView *view = hp_original_view_get_web_view (self->view);
  double level = factor > 0.0 ? webkit_web_view_get_zoom_level (view) * factor : 1.0;

  webkit_web_view_set_zoom_level (view, CLAMP (level, ZOOM_MIN, ZOOM_MAX));
}

static void
on_shown_cb (HpOriginalWindow *self)
{
  gtk_stack_set_visible_child_name (self->pages, "message");
  if (self->is_awaiting)
    g_signal_emit (self, signals[SHOWN], 0);
  self->is_awaiting = FALSE;
}

static void
on_failed_cb (HpOriginalWindow *self, const GError *error)
{
  g_autofree char *text = g_markup_escape_text (error->message, -1);
  gboolean is_awaiting = self->is_awaiting;

  self->is_awaiting = FALSE;
  adw_status_page_set_description (self->trouble, text);
  gtk_stack_set_visible_child_name (self->pages, "trouble");
  if (is_awaiting)
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
on_link_cb (HpOriginalWindow *self, const char *uri)
{
  hp_original_link_ask (GTK_WINDOW (self), uri);
}

static void
on_pointed_cb (HpOriginalWindow *self, const char *uri)
{
  gtk_label_set_text (self->address, uri != NULL ? uri : "");
  gtk_widget_set_visible (GTK_WIDGET (self->address), uri != NULL);
}

static void
on_search_changed_cb (HpOriginalWindow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  gtk_widget_remove_css_class (GTK_WIDGET (self->search), "error");
  if (*text != '\0')
    webkit_find_controller_search (get_finder (self), text, FIND_OPTIONS, FIND_MATCHES);
  else
    webkit_find_controller_search_finish (get_finder (self));
}

static void
on_search_next_cb (HpOriginalWindow *self)
{
  webkit_find_controller_search_next (get_finder (self));
}

static void
on_search_previous_cb (HpOriginalWindow *self)
{
  webkit_find_controller_search_previous (get_finder (self));
}

static void
on_search_mode_cb (HpOriginalWindow *self)
{
  if (!gtk_search_bar_get_search_mode (self->search_bar))
    webkit_find_controller_search_finish (get_finder (self));
}

static void
on_not_found_cb (HpOriginalWindow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self->search), "error");
}

static void
on_find_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpOriginalWindow *self = HP_ORIGINAL_WINDOW (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
on_zoom_in_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  zoom (HP_ORIGINAL_WINDOW (widget), ZOOM_STEP);
}

static void
on_zoom_out_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  zoom (HP_ORIGINAL_WINDOW (widget), 1.0 / ZOOM_STEP);
}

static void
on_zoom_normal_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  zoom (HP_ORIGINAL_WINDOW (widget), 0.0);
}

static void
on_print_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpOriginalWindow *self = HP_ORIGINAL_WINDOW (widget);
  g_autoptr (WebKitPrintOperation) print =
      webkit_print_operation_new (hp_original_view_get_web_view (self->view));

  webkit_print_operation_run_dialog (print, GTK_WINDOW (self));
}

/* What is open on top closes first. */
static void
on_escape_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpOriginalWindow *self = HP_ORIGINAL_WINDOW (widget);

  if (gtk_search_bar_get_search_mode (self->search_bar))
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
install_actions (GtkWidgetClass *klass)
{
  const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
    guint keys[3];
    GdkModifierType modifiers;
  } actions[] = {
    { "view.find", on_find_cb, { GDK_KEY_f }, GDK_CONTROL_MASK },
    { "view.zoom-in",
      on_zoom_in_cb,
      { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add },
      GDK_CONTROL_MASK },
    { "view.zoom-out", on_zoom_out_cb, { GDK_KEY_minus, GDK_KEY_KP_Subtract }, GDK_CONTROL_MASK },
    { "view.zoom-normal", on_zoom_normal_cb, { GDK_KEY_0, GDK_KEY_KP_0 }, GDK_CONTROL_MASK },
    { "view.print", on_print_cb, { GDK_KEY_p }, GDK_CONTROL_MASK },
    { "view.escape", on_escape_cb, { GDK_KEY_Escape }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (klass, actions[i].name, NULL, actions[i].activate);
      for (guint key = 0; key < G_N_ELEMENTS (actions[i].keys) && actions[i].keys[key] != 0; key++)
        gtk_widget_class_add_binding_action (klass, actions[i].keys[key], actions[i].modifiers,
                                             actions[i].name, NULL);
    }
  gtk_widget_class_add_binding_action (klass, GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (HP_TYPE_ORIGINAL_VIEW);
  gtk_widget_class_set_template_from_resource (klass, TEMPLATE);
  gtk_widget_class_bind_template_child (klass, HpOriginalWindow, heading);
  gtk_widget_class_bind_template_child (klass, HpOriginalWindow, pages);
  gtk_widget_class_bind_template_child (klass, HpOriginalWindow, search_bar);
  gtk_widget_class_bind_template_child (klass, HpOriginalWindow, search);
  gtk_widget_class_bind_template_child (klass, HpOriginalWindow, address);
  gtk_widget_class_bind_template_child (klass, HpOriginalWindow, trouble);
  gtk_widget_class_bind_template_child (klass, HpOriginalWindow, view);
  gtk_widget_class_bind_template_callback (klass, on_shown_cb);
  gtk_widget_class_bind_template_callback (klass, on_failed_cb);
  gtk_widget_class_bind_template_callback (klass, on_link_cb);
  gtk_widget_class_bind_template_callback (klass, on_pointed_cb);
  gtk_widget_class_bind_template_callback (klass, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, on_search_next_cb);
  gtk_widget_class_bind_template_callback (klass, on_search_previous_cb);
  gtk_widget_class_bind_template_callback (klass, on_search_mode_cb);
}

static void
hp_original_window_class_init (HpOriginalWindowClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[SHOWN] =
      g_signal_new ("shown", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  bind_template (GTK_WIDGET_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
}

static void
hp_original_window_init (HpOriginalWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search));
  g_signal_connect_object (get_finder (self), "failed-to-find-text", G_CALLBACK (on_not_found_cb),
                           self, G_CONNECT_SWAPPED);
}

HpOriginalWindow *
hp_original_window_new (GtkApplication *app)
{
  return g_object_new (HP_TYPE_ORIGINAL_WINDOW, "application", app, NULL);
}

void
hp_original_window_show (HpOriginalWindow *self, HpOriginalMessage *message)
{
  const char *subject = *message->subject != '\0' ? message->subject : _ ("No Subject");

  gtk_window_set_title (GTK_WINDOW (self), subject);
  adw_window_title_set_title (self->heading, subject);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      (AdwColorScheme) CLAMP (message->color_scheme,
                                                              ADW_COLOR_SCHEME_DEFAULT,
                                                              ADW_COLOR_SCHEME_FORCE_DARK));
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  self->is_awaiting = TRUE;
  hp_original_view_show (self->view, message);
  gtk_window_present (GTK_WINDOW (self));
}

gboolean
hp_original_window_is_busy (GtkWindow *self)
{
  return HP_ORIGINAL_WINDOW (self)->is_awaiting;
}
