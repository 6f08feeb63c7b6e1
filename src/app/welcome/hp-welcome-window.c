/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way from nothing to an opened desk: which page is seen, the import at work and the desk
 * being opened. Nothing here waits; a question is asked only before work is stopped. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/welcome/hp-welcome-window.h"

#include <glib/gi18n.h>

#include "app/welcome/hp-connect-page.h"
#include "app/welcome/hp-desk-book.h"
#include "app/welcome/hp-desk-chooser.h"
#include "app/welcome/hp-desk-opener.h"
#include "app/welcome/hp-folder-chooser.h"
#include "app/welcome/hp-import-page.h"
#include "app/welcome/hp-import-setup.h"
#include "app/welcome/hp-trouble-page.h"
#include "io/hp-demo.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/welcome/hp-welcome-window.ui"
#define STYLE "/io/github/helppari/Helppari/ui/welcome/welcome.css"
#define PAGE_START "start"
#define PAGE_SETUP "setup"
#define PAGE_CONNECT "connect"
#define PAGE_IMPORT "import"
#define PAGE_DESKS "desks"
#define PAGE_OPENING "opening"
#define PAGE_TROUBLE "trouble"
#define UNDO_SECONDS 10

struct _HpWelcomeWindow
{
  AdwWindow parent_instance;

  HpDeskOpener *opener; /* (owned) */
  GtkWidget *question;  /* (nullable) (weak) whether to stop the import */
  gboolean is_closing;  /* when the import has stopped */

  AdwWindowTitle *heading;
  GtkButton *back;
  GtkButton *next;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  HpImportSetup *setup;
  HpConnectPage *connect;
  HpImportPage *import;
  HpDeskChooser *desks;
  HpTroublePage *trouble;
};

G_DEFINE_FINAL_TYPE (HpWelcomeWindow, hp_welcome_window, ADW_TYPE_WINDOW)

enum
{
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_at (HpWelcomeWindow *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), page) == 0;
}

static const char *
get_title (HpWelcomeWindow *self)
{
  if (is_at (self, PAGE_SETUP))
    return _ ("Import Mail");
  if (is_at (self, PAGE_CONNECT))
    return _ ("Connect a Mailbox");
  if (is_at (self, PAGE_IMPORT))
    return hp_import_page_is_demo (self->import) ? _ ("Demo Desk") : _ ("Import");
  if (is_at (self, PAGE_DESKS))
    return _ ("Desks");
  return "";
}

static char *
dup_subtitle (HpWelcomeWindow *self)
{
  HpImportJob *job = hp_import_page_get_job (self->import);

  if (!is_at (self, PAGE_IMPORT) || job == NULL || hp_import_job_is_demo (job))
    return g_strdup ("");
  g_autofree char *name = hp_desk_book_dup_name (hp_import_job_get_folder (job));
  /* Translators: %s is the name of a desk */
  return g_strdup_printf (_ ("into %s"), name);
}

static void
update_header (HpWelcomeWindow *self)
{
  g_autofree char *subtitle = dup_subtitle (self);
  const char *title = get_title (self);

  adw_window_title_set_title (self->heading, title);
  adw_window_title_set_subtitle (self->heading, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), *title != '\0' ? title : _ ("Welcome to Helppari"));
  gtk_widget_set_visible (GTK_WIDGET (self->back), !is_at (self, PAGE_START));
  gtk_button_set_label (self->back,
                        is_at (self, PAGE_IMPORT) && hp_import_page_is_working (self->import)
                            ? _ ("_Cancel")
                            : _ ("_Back"));
  gboolean is_connecting = is_at (self, PAGE_CONNECT);
  gtk_widget_set_visible (GTK_WIDGET (self->next), is_connecting || is_at (self, PAGE_SETUP));
  gtk_button_set_label (self->next, is_connecting ? _ ("_Connect") : _ ("_Import"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.begin",
                                 is_connecting ? hp_connect_page_get_is_ready (self->connect)
                                               : hp_import_setup_get_is_ready (self->setup));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "welcome.work",
                                 hp_import_page_is_usable (self->import));
}

static gboolean
has_focus_on_page (HpWelcomeWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, gtk_stack_get_visible_child (self->pages));
}

static void
show_page (HpWelcomeWindow *self, const char *page)
{
  if (g_str_equal (page, PAGE_DESKS))
    hp_desk_chooser_refresh (self->desks);
  gtk_stack_set_visible_child_name (self->pages, page);
  update_header (self);
  gtk_window_present (GTK_WINDOW (self));
  if (!has_focus_on_page (self))
    gtk_widget_child_focus (GTK_WIDGET (self->pages), GTK_DIR_TAB_FORWARD);
}

static void
show_toast (HpWelcomeWindow *self, const char *text)
{
  g_autofree char *safe = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (safe));
}

/* Opening a desk */

static void
on_opened_cb (HpWelcomeWindow *self, HpLiveDesk *desk)
{
  hp_desk_book_add (hp_live_desk_get_folder (desk));
  g_signal_emit (self, signals[OPENED], 0, desk);
  if (hp_import_page_is_working (self->import))
    show_page (self, PAGE_IMPORT);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_open_failed_cb (HpWelcomeWindow *self, HpLiveDesk *desk)
{
  hp_trouble_page_show (self->trouble, desk);
  show_page (self, PAGE_TROUBLE);
}

static void
on_open_waiting_cb (HpWelcomeWindow *self)
{
  show_page (self, PAGE_OPENING);
}

static void
on_retry_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (widget);
  g_autofree char *folder = hp_desk_opener_dup_folder (self->opener);

  if (folder != NULL)
    hp_desk_opener_open (self->opener, folder);
}

static void
on_desk_chosen_cb (HpWelcomeWindow *self, const char *folder)
{
  hp_desk_opener_open (self->opener, folder);
}

/* What a folder that was chosen or dropped is, is not told by a page of trouble: the person is
 * still choosing. */
static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (HpWelcomeWindow) self = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  g_autoptr (GFile) folder = g_file_get_parent (G_FILE (source));

  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (info != NULL)
    {
      hp_desk_opener_open (self->opener, g_file_peek_path (folder));
      return;
    }
  g_autofree char *name = g_filename_display_basename (g_file_peek_path (folder));
  g_autofree char *text =
      /* Translators: %s is the name of a folder */
      g_strdup_printf (_ ("“%s” is not a desk: no file named desk.db lies in it"), name);
  show_toast (self, text);
}

static void
look_at_folder (HpWelcomeWindow *self, const char *folder)
{
  g_autofree char *path = hp_desk_dup_db_path (folder);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                           G_PRIORITY_DEFAULT, NULL, on_looked_cb, g_object_ref (self));
}

static void
on_folder_chosen_cb (char **paths, gpointer data)
{
  look_at_folder (data, paths[0]);
}

static void
on_choose_desk_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_folder_chooser_ask (widget, _ ("Choose the Folder of a Desk"), HP_CHOOSE_FOLDER,
                         on_folder_chosen_cb);
}

static gboolean
on_drop_cb (HpWelcomeWindow *self, const GValue *value)
{
  GFile *file = g_value_get_object (value);

  if (file == NULL || g_file_peek_path (file) == NULL || hp_import_page_is_working (self->import))
    return FALSE;
  look_at_folder (self, g_file_peek_path (file));
  return TRUE;
}

static void
on_desks_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (widget);
  g_auto (GStrv) desks = hp_desk_book_list ();

  hp_desk_opener_forget (self->opener);
  if (desks[0] != NULL)
    show_page (self, PAGE_DESKS);
  else
    on_choose_desk_cb (widget, NULL, NULL);
}

static void
on_forgotten_cb (HpWelcomeWindow *self, const char *folder)
{
  g_autofree char *name = hp_desk_book_dup_name (folder);
  g_autofree char *text = g_strdup_printf (_ ("“%s” is off the list; its folder stays"), name);
  g_autofree char *safe = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (safe);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "welcome.remember");
  adw_toast_set_action_target (toast, "s", folder);
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
on_remember_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_desk_book_add (g_variant_get_string (target, NULL));
  hp_desk_chooser_refresh (HP_WELCOME_WINDOW (widget)->desks);
}

static void
on_forget_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (widget);
  g_autofree char *folder = hp_desk_opener_dup_folder (self->opener);

  if (folder == NULL)
    return;
  hp_desk_book_forget (folder);
  hp_desk_opener_forget (self->opener);
  show_page (self, PAGE_DESKS);
  on_forgotten_cb (self, folder);
}

/* Importing */

static void
on_import_ended_cb (HpWelcomeWindow *self)
{
  HpImportJob *job = hp_import_page_get_job (self->import);
  HpImportState state = hp_import_job_get_state (job);
  const char *folder = hp_import_job_get_folder (job);

  if (self->question != NULL)
    gtk_window_destroy (GTK_WINDOW (self->question));
  if (self->is_closing)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (!hp_import_job_is_demo (job) && state != HP_IMPORT_FAILED)
    hp_desk_book_add (folder);
  if (hp_import_job_is_demo (job) && state == HP_IMPORT_DONE)
    hp_desk_opener_open (self->opener, folder);
  else if (hp_import_job_is_demo (job) && state == HP_IMPORT_STOPPED)
    show_page (self, PAGE_START);
  update_header (self);
}

/* Takes @job. */
static void
follow_job (HpWelcomeWindow *self, HpImportJob *job)
{
  hp_import_page_set_job (self->import, job);
  g_object_unref (job);
  show_page (self, PAGE_IMPORT);
}

static void
on_begin_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (widget);

  if (is_at (self, PAGE_CONNECT))
    {
      hp_connect_page_begin (self->connect);
      return;
    }
  HpImportJob *job =
      hp_import_page_is_working (self->import) ? NULL : hp_import_setup_begin (self->setup);
  if (job != NULL)
    follow_job (self, job);
}

/* One that was made before is opened as it was left. */
static void
on_demo_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (widget);
  g_autofree char *folder = hp_desk_book_dup_usual (TRUE);
  g_autofree char *source = hp_demo_dup_folder ();

  if (g_file_test (folder, G_FILE_TEST_EXISTS))
    hp_desk_opener_open (self->opener, folder);
  else
    follow_job (self, hp_import_job_new_demo (folder, g_get_user_name (), source));
}

static void
on_again_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (widget);

  if (hp_import_page_get_job (self->import) == NULL || hp_import_page_is_working (self->import))
    return;
  if (hp_import_page_is_demo (self->import))
    on_demo_cb (widget, NULL, NULL);
  else
    on_begin_cb (widget, NULL, NULL);
}

static void
on_import_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (widget);
  g_autofree char *folder = hp_desk_book_dup_usual (FALSE);

  hp_import_setup_set_folder (self->setup, folder);
  show_page (self, PAGE_SETUP);
}

/* Connecting a mailbox */

static void
on_connect_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (widget);
  g_autofree char *folder = hp_desk_book_dup_usual (FALSE);

  hp_connect_page_set_folder (self->connect, folder);
  show_page (self, PAGE_CONNECT);
}

static void
on_connected_cb (HpWelcomeWindow *self, const char *folder)
{
  hp_desk_opener_open (self->opener, folder);
}

/* Also while the import goes on: what it has read can be answered already. */
static void
on_work_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (widget);
  HpImportJob *job = hp_import_page_get_job (self->import);

  if (job != NULL)
    hp_desk_opener_open (self->opener, hp_import_job_get_folder (job));
}

/* Going back */

static void
on_stop_response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  HpWelcomeWindow *self = data;

  if (g_str_equal (response, "stop") && hp_import_page_is_working (self->import))
    hp_import_job_cancel (hp_import_page_get_job (self->import));
  else
    self->is_closing = FALSE;
}

static void
ask_to_stop (HpWelcomeWindow *self)
{
  gboolean is_demo = hp_import_page_is_demo (self->import);
  const char *title = is_demo ? _ ("Stop Making the Demo Desk?") : _ ("Stop the Import?");
  const char *text =
      is_demo
          ? _ ("It can be made at any other time.")
          : _ ("What was read so far stays in the desk, and importing again adds only the rest.");
  AdwMessageDialog *dialog;

  if (self->question != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->question));
      return;
    }
  g_set_weak_pointer (&self->question, adw_message_dialog_new (GTK_WINDOW (self), title, text));
  dialog = ADW_MESSAGE_DIALOG (self->question);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Go On"), "stop", _ ("_Stop"), NULL);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_stop_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const char *
get_page_before (HpWelcomeWindow *self)
{
  if (is_at (self, PAGE_IMPORT) && !hp_import_page_is_demo (self->import))
    return PAGE_SETUP;
  if (is_at (self, PAGE_TROUBLE))
    {
      g_auto (GStrv) desks = hp_desk_book_list ();
      return desks[0] != NULL ? PAGE_DESKS : PAGE_START;
    }
  return PAGE_START;
}

static void
on_back_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (widget);

  if (is_at (self, PAGE_START))
    {
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (hp_import_page_is_working (self->import))
    {
      ask_to_stop (self);
    }
  else
    {
      const char *page = get_page_before (self);
      hp_connect_page_cancel (self->connect);
      hp_desk_opener_forget (self->opener);
      show_page (self, page);
    }
}

static gboolean
hp_welcome_window_close_request (GtkWindow *window)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (window);

  if (!hp_import_page_is_working (self->import))
    return GTK_WINDOW_CLASS (hp_welcome_window_parent_class)->close_request (window);
  self->is_closing = TRUE;
  gtk_window_present (window);
  ask_to_stop (self);
  return TRUE;
}

static void
hp_welcome_window_dispose (GObject *object)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (object);

  g_clear_weak_pointer (&self->question);
  g_clear_object (&self->opener);
  G_OBJECT_CLASS (hp_welcome_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "welcome.demo", NULL, on_demo_cb);
  gtk_widget_class_install_action (klass, "welcome.import", NULL, on_import_cb);
  gtk_widget_class_install_action (klass, "welcome.connect", NULL, on_connect_cb);
  gtk_widget_class_install_action (klass, "welcome.desks", NULL, on_desks_cb);
  gtk_widget_class_install_action (klass, "welcome.choose-desk", NULL, on_choose_desk_cb);
  gtk_widget_class_install_action (klass, "welcome.begin", NULL, on_begin_cb);
  gtk_widget_class_install_action (klass, "welcome.again", NULL, on_again_cb);
  gtk_widget_class_install_action (klass, "welcome.work", NULL, on_work_cb);
  gtk_widget_class_install_action (klass, "welcome.retry", NULL, on_retry_cb);
  gtk_widget_class_install_action (klass, "welcome.forget", NULL, on_forget_cb);
  gtk_widget_class_install_action (klass, "welcome.remember", "s", on_remember_cb);
  gtk_widget_class_install_action (klass, "welcome.back", NULL, on_back_cb);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Escape, 0, "welcome.back", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Left, GDK_ALT_MASK, "welcome.back", NULL);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (HP_TYPE_CONNECT_PAGE);
  g_type_ensure (HP_TYPE_IMPORT_SETUP);
  g_type_ensure (HP_TYPE_IMPORT_PAGE);
  g_type_ensure (HP_TYPE_TROUBLE_PAGE);
  g_type_ensure (HP_TYPE_DESK_CHOOSER);
  gtk_widget_class_set_template_from_resource (klass, TEMPLATE);
  gtk_widget_class_bind_template_child (klass, HpWelcomeWindow, heading);
  gtk_widget_class_bind_template_child (klass, HpWelcomeWindow, back);
  gtk_widget_class_bind_template_child (klass, HpWelcomeWindow, next);
  gtk_widget_class_bind_template_child (klass, HpWelcomeWindow, toasts);
  gtk_widget_class_bind_template_child (klass, HpWelcomeWindow, pages);
  gtk_widget_class_bind_template_child (klass, HpWelcomeWindow, setup);
  gtk_widget_class_bind_template_child (klass, HpWelcomeWindow, connect);
  gtk_widget_class_bind_template_child (klass, HpWelcomeWindow, import);
  gtk_widget_class_bind_template_child (klass, HpWelcomeWindow, desks);
  gtk_widget_class_bind_template_child (klass, HpWelcomeWindow, trouble);
  gtk_widget_class_bind_template_callback (klass, update_header);
  gtk_widget_class_bind_template_callback (klass, on_connected_cb);
  gtk_widget_class_bind_template_callback (klass, on_desk_chosen_cb);
  gtk_widget_class_bind_template_callback (klass, on_import_ended_cb);
  gtk_widget_class_bind_template_callback (klass, on_forgotten_cb);
}

/* What the stock style lacks for these pages alone. */
static void
add_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, STYLE);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
hp_welcome_window_class_init (HpWelcomeWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hp_welcome_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hp_welcome_window_close_request;
  signals[OPENED] = g_signal_new ("opened", HP_TYPE_WELCOME_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, HP_TYPE_LIVE_DESK);
  add_style ();
  bind_template (GTK_WIDGET_CLASS (klass));
  install_actions (GTK_WIDGET_CLASS (klass));
}

static void
hp_welcome_window_init (HpWelcomeWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->opener = hp_desk_opener_new ();
  g_signal_connect_swapped (self->opener, "opened", G_CALLBACK (on_opened_cb), self);
  g_signal_connect_swapped (self->opener, "failed", G_CALLBACK (on_open_failed_cb), self);
  g_signal_connect_swapped (self->opener, "waiting", G_CALLBACK (on_open_waiting_cb), self);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  update_header (self);
}

HpWelcomeWindow *
hp_welcome_window_new (GtkApplication *app)
{
  return g_object_new (HP_TYPE_WELCOME_WINDOW, "application", app, NULL);
}

void
hp_welcome_window_begin (HpWelcomeWindow *self)
{
  g_auto (GStrv) desks = hp_desk_book_list ();
  g_autofree char *first = hp_desk_book_dup_first ();
  g_autofree char *path = hp_desk_dup_db_path (first);

  if (desks[0] != NULL || g_file_test (path, G_FILE_TEST_EXISTS))
    hp_desk_opener_open (self->opener, first);
  else
    show_page (self, PAGE_START);
}

void
hp_welcome_window_open (HpWelcomeWindow *self, const char *folder)
{
  hp_desk_opener_open (self->opener, folder);
}

void
hp_welcome_window_show_page (HpWelcomeWindow *self, const char *page, const char *folder)
{
  g_autofree char *usual = hp_desk_book_dup_usual (FALSE);

  if (g_str_equal (page, PAGE_SETUP))
    hp_import_setup_set_folder (self->setup, folder != NULL ? folder : usual);
  else if (g_str_equal (page, PAGE_CONNECT))
    hp_connect_page_set_folder (self->connect, folder != NULL ? folder : usual);
  show_page (self, page);
}

gboolean
hp_welcome_window_is_importing (HpWelcomeWindow *self)
{
  return hp_import_page_is_working (self->import);
}

gboolean
hp_welcome_window_is_busy (GtkWindow *window)
{
  HpWelcomeWindow *self = HP_WELCOME_WINDOW (window);

  return hp_import_page_is_working (self->import) || hp_desk_opener_is_opening (self->opener);
}
