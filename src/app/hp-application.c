/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the command line, the one instance, and what belongs to no single window. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/hp-application.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "app/hp-screenshot.h"
#include "app/hp-settings.h"
#include "app/hp-verbs.h"
#include "app/hp-window.h"
#include "app/welcome/hp-welcome-window.h"

#define SHOT_WIDTH 1280
#define SHOT_HEIGHT 800

struct _HpApplication
{
  AdwApplication parent_instance;

  HpOriginalViewer *viewer; /* (owned) */
};

G_DEFINE_FINAL_TYPE (HpApplication, hp_application, ADW_TYPE_APPLICATION)

static const GOptionEntry OPTIONS[] = {
  { "desk", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open the desk in this folder"), N_ ("DIR") },
  { "ticket", 't', 0, G_OPTION_ARG_STRING, NULL, N_ ("Open this ticket"), N_ ("NUMBER") },
  { "search", 's', 0, G_OPTION_ARG_STRING, NULL, N_ ("Look for this"), N_ ("QUERY") },
  { "dark", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Use the dark style"), NULL },
  { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of the window"), N_ ("WxH") },
  { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Save a picture of the window and quit"),
    N_ ("FILE") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
  { NULL },
};

/* The window of the desk in @folder, NULL: any. */
static HpWindow *
find_window (HpApplication *self, const char *folder)
{
  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (self)); at != NULL; at = at->next)
    if (HP_IS_WINDOW (at->data) &&
        (folder == NULL ||
         g_str_equal (hp_live_desk_get_folder (hp_window_get_desk (at->data)), folder)))
      return at->data;
  return NULL;
}

static char *
dup_usual_folder (void)
{
  g_autofree char *last = hp_settings_dup_last_desk ();

  if (*last != '\0')
    return g_steal_pointer (&last);
  return g_build_filename (g_get_user_data_dir (), "helppari", "desk", NULL);
}

static HpWindow *
open_window (HpApplication *self, const char *folder)
{
  g_autoptr (HpLiveDesk) desk = hp_live_desk_new (folder, g_get_user_name ());

  return hp_window_new (GTK_APPLICATION (self), desk);
}

static HpWindow *
ensure_window (HpApplication *self, const char *folder)
{
  HpWindow *window = find_window (self, folder);
  g_autofree char *usual = folder == NULL ? dup_usual_folder () : NULL;

  if (window != NULL)
    return window;
  window = open_window (self, folder != NULL ? folder : usual);
  /* A picture is no visit. */
  if ((g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_NON_UNIQUE) != 0)
    return window;
  hp_settings_bind_window (GTK_WINDOW (window));
  hp_window_remember (window);
  return window;
}

static void
on_desk_opened_cb (HpApplication *self, HpLiveDesk *desk)
{
  HpWindow *window = find_window (self, hp_live_desk_get_folder (desk));

  if (window == NULL)
    {
      window = hp_window_new (GTK_APPLICATION (self), desk);
      hp_settings_bind_window (GTK_WINDOW (window));
    }
  gtk_window_present (GTK_WINDOW (window));
}

/* The window that leads to a desk, one for all. */
static HpWelcomeWindow *
ensure_welcome (HpApplication *self)
{
  HpWelcomeWindow *welcome;

  for (GList *at = gtk_application_get_windows (GTK_APPLICATION (self)); at != NULL; at = at->next)
    if (HP_IS_WELCOME_WINDOW (at->data))
      return at->data;
  welcome = hp_welcome_window_new (GTK_APPLICATION (self));
  g_signal_connect_object (welcome, "opened", G_CALLBACK (on_desk_opened_cb), self,
                           G_CONNECT_SWAPPED);
  return welcome;
}

static gboolean
is_window_busy (GtkWindow *window)
{
  return hp_window_is_busy (HP_WINDOW (window));
}

/* The start that asked for the picture ends with its outcome. */
static void
on_shot_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GApplicationCommandLine) line = data;
  g_autoptr (GError) error = NULL;

  if (!hp_screenshot_take_finish (result, &error))
    {
      g_application_command_line_printerr (line, "helppari: %s\n", error->message);
      g_application_command_line_set_exit_status (line, 1);
    }
  gtk_window_destroy (GTK_WINDOW (source));
}

static void
take_shot (HpWindow *window, GApplicationCommandLine *line, const char *path, const char *size)
{
  g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, path);

  if (size == NULL)
    gtk_window_set_default_size (GTK_WINDOW (window), SHOT_WIDTH, SHOT_HEIGHT);
  gtk_widget_add_css_class (GTK_WIDGET (window), "screenshot");
  hp_screenshot_take_async (GTK_WINDOW (window), g_file_peek_path (file), is_window_busy,
                            on_shot_cb, g_object_ref (line));
}

static gboolean
set_size (HpWindow *window, GApplicationCommandLine *line, const char *size)
{
  int width;
  int height;

  if (size == NULL)
    return TRUE;
  if (sscanf (size, "%dx%d", &width, &height) != 2 || width < 1 || height < 1)
    {
      g_application_command_line_printerr (line, "helppari: --size wants WxH, such as 1280x800\n");
      return FALSE;
    }
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  return TRUE;
}

/* Nothing is said of a desk or of what to show of it. */
static gboolean
is_plain_start (GVariantDict *options)
{
  const char *const names[] = { "desk", "ticket", "search", "size", "screenshot" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_variant_dict_contains (options, names[i]))
      return FALSE;
  return TRUE;
}

static int
hp_application_command_line (GApplication *app, GApplicationCommandLine *line)
{
  HpApplication *self = HP_APPLICATION (app);
  GVariantDict *options = g_application_command_line_get_options_dict (line);
  g_autoptr (GFile) folder = NULL;
  const char *path = NULL;
  const char *text = NULL;
  const char *size = NULL;
  const char *shot = NULL;

  if (g_variant_dict_lookup (options, "desk", "^&ay", &path))
    folder = g_application_command_line_create_file_for_arg (line, path);
  if (g_variant_dict_contains (options, "dark"))
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  if (is_plain_start (options))
    {
      g_application_activate (app);
      return 0;
    }
  HpWindow *window = ensure_window (self, folder != NULL ? g_file_peek_path (folder) : NULL);
  g_variant_dict_lookup (options, "size", "&s", &size);
  if (!set_size (window, line, size))
    {
      gtk_window_destroy (GTK_WINDOW (window));
      return 2;
    }
  if (g_variant_dict_lookup (options, "screenshot", "^&ay", &shot))
    take_shot (window, line, shot, size);
  gtk_window_present (GTK_WINDOW (window));
  if (g_variant_dict_lookup (options, "search", "&s", &text))
    hp_window_search (window, text);
  if (g_variant_dict_lookup (options, "ticket", "&s", &text))
    hp_window_open_ticket (window, text);
  return 0;
}

/* A picture needs an instance of its own, which quits. */
static int
hp_application_handle_local_options (GApplication *app, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("helppari " HP_VERSION "\n");
      return 0;
    }
  if (g_variant_dict_contains (options, "screenshot"))
    g_application_set_flags (app, g_application_get_flags (app) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
hp_application_activate (GApplication *app)
{
  HpApplication *self = HP_APPLICATION (app);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window != NULL)
    gtk_window_present (window);
  else
    hp_welcome_window_begin (ensure_welcome (self));
}

static void
on_desks_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  hp_welcome_window_show_page (ensure_welcome (data), "desks", NULL);
}

/* Into the desk that is looked at. */
static void
on_import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (data));
  const char *folder = HP_IS_WINDOW (active)
                           ? hp_live_desk_get_folder (hp_window_get_desk (HP_WINDOW (active)))
                           : NULL;

  hp_welcome_window_show_page (ensure_welcome (data), "setup", folder);
}

/* An import at work asks first. */
static gboolean
ask_before_quit (GtkApplication *app)
{
  for (GList *at = gtk_application_get_windows (app); at != NULL; at = at->next)
    if (HP_IS_WELCOME_WINDOW (at->data) && hp_welcome_window_is_importing (at->data))
      {
        gtk_window_close (at->data);
        return TRUE;
      }
  return FALSE;
}

static void
on_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows;

  if (ask_before_quit (GTK_APPLICATION (data)))
    return;
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (data))) != NULL)
    gtk_window_destroy (windows->data);
}

/* The launcher's menu has it, so there may be no window yet. */
static void
on_search_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  HpWindow *window = ensure_window (HP_APPLICATION (data), NULL);

  gtk_window_present (GTK_WINDOW (window));
  hp_window_search (window, "");
}

static void
on_about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (data)),
                         "application-name", "Helppari", "application-icon", HP_APP_ID, "version",
                         HP_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "developer-name",
                         _ ("The Helppari project"), "translator-credits",
                         /* Translators: your names, one a line */
                         _ ("translator-credits"), NULL);
}

static void
on_picture_taken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!hp_screenshot_take_finish (result, &error))
    g_warning ("No picture: %s", error->message);
}

/* For tests and reports: a picture of the running window. */
/* What stands over it, such as the palette, else itself. */
static GtkWindow *
get_topmost (GtkWindow *window)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (all, i);
      if (gtk_window_get_transient_for (other) == window &&
          gtk_widget_get_mapped (GTK_WIDGET (other)))
        return other;
    }
  return window;
}

static gboolean
is_never_busy (GtkWindow *window)
{
  return FALSE;
}

static void
on_screenshot_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));
  HpWindow *desk = find_window (HP_APPLICATION (data), NULL);

  if (desk != NULL)
    window = get_topmost (GTK_WINDOW (desk));
  if (window != NULL)
    hp_screenshot_take_async (window, g_variant_get_string (parameter, NULL),
                              window == (gpointer) desk ? is_window_busy : is_never_busy,
                              on_picture_taken_cb, NULL);
}

static const GActionEntry ACTIONS[] = {
  { "quit", on_quit_cb },   { "search", on_search_cb }, { "about", on_about_cb },
  { "desks", on_desks_cb }, { "import", on_import_cb }, { "screenshot", on_screenshot_cb, "s" },
};

static void
hp_application_startup (GApplication *app)
{
  G_APPLICATION_CLASS (hp_application_parent_class)->startup (app);
  gtk_window_set_default_icon_name (HP_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (app), ACTIONS, G_N_ELEMENTS (ACTIONS), app);
  hp_verbs_bind_keys (GTK_APPLICATION (app));
}

static void
hp_application_dispose (GObject *object)
{
  g_clear_object (&HP_APPLICATION (object)->viewer);
  G_OBJECT_CLASS (hp_application_parent_class)->dispose (object);
}

static void
hp_application_class_init (HpApplicationClass *klass)
{
  GApplicationClass *app_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hp_application_dispose;
  app_class->startup = hp_application_startup;
  app_class->activate = hp_application_activate;
  app_class->command_line = hp_application_command_line;
  app_class->handle_local_options = hp_application_handle_local_options;
}

static void
hp_application_init (HpApplication *self)
{
  self->viewer = hp_original_viewer_new (NULL);
  g_application_add_main_option_entries (G_APPLICATION (self), OPTIONS);
}

HpApplication *
hp_application_new (void)
{
  return g_object_new (HP_TYPE_APPLICATION, "application-id", HP_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/io/github/helppari/Helppari", NULL);
}

HpOriginalViewer *
hp_application_get_viewer (HpApplication *self)
{
  return self->viewer;
}
