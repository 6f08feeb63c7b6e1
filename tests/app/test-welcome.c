/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window before there is a desk: each way to one, what is asked, told and remembered, and what
 * is said of desks that can't be opened. With HELPPARI_PICTURES (a folder) each page is also saved
 * as it looks, light, dark and narrow. */

#include "app/welcome/hp-welcome-window.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/hp-application.h"
#include "app/hp-screenshot.h"
#include "app/welcome/hp-connect-page.h"
#include "app/welcome/hp-desk-book.h"
#include "app/welcome/hp-import-setup.h"
#include "app/welcome/hp-import-view.h"
#include "hp-live-fixture.h"

#define SKIPPED 77
#define MANY 4000

typedef struct
{
  HpLiveFixture desk;
  HpWelcomeWindow *window;
  char *opened; /* (owned) (nullable) folder of the desk that was opened */
} Fixture;

static GtkWidget *
find_widget (GtkWidget *widget, GType type, const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    {
      const char *shown = NULL;
      if (GTK_IS_LABEL (widget))
        shown = gtk_label_get_text (GTK_LABEL (widget));
      else if (ADW_IS_PREFERENCES_ROW (widget))
        shown = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
      if (text == NULL || (shown != NULL && strstr (shown, text) != NULL))
        return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, text);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows (Fixture *fixture, const char *text)
{
  return fixture->window != NULL &&
         find_widget (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL, text) != NULL;
}

static void
on_opened_cb (HpWelcomeWindow *window, HpLiveDesk *desk, gpointer data)
{
  Fixture *fixture = data;

  g_assert_cmpint (hp_live_desk_get_state (desk), ==, HP_LIVE_READY);
  g_free (fixture->opened);
  fixture->opened = g_strdup (hp_live_desk_get_folder (desk));
}

static void
make_window (Fixture *fixture)
{
  fixture->window = hp_welcome_window_new (GTK_APPLICATION (g_application_get_default ()));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  g_signal_connect (fixture->window, "opened", G_CALLBACK (on_opened_cb), fixture);
}

static void
forget_all (void)
{
  g_auto (GStrv) known = hp_desk_book_list ();

  for (guint i = 0; known[i] != NULL; i++)
    hp_desk_book_forget (known[i]);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  forget_all ();
  hp_live_fixture_set_up (&fixture->desk);
  make_window (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  hp_live_wait_until (fixture->window == NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_pointer (&fixture->opened, g_free);
  hp_live_fixture_tear_down (&fixture->desk);
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

/* The dialog over the window. */
static AdwMessageDialog *
get_dialog (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

/* As its button does. */
static void
answer (const char *response)
{
  AdwMessageDialog *dialog = get_dialog ();

  g_assert_nonnull (dialog);
  adw_message_dialog_response (dialog, response);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
write_mbox (Fixture *fixture, guint count)
{
  g_autofree char *path = g_build_filename (fixture->desk.mail, "Viltit 2026.mbox", NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (text,
                            "From a@test.example Mon Jan  5 10:00:00 2026\n"
                            "From: Asiakas %u <a%u@test.example>\nTo: me@test.example\n"
                            "Subject: Viltti %u\nMessage-ID: <m%u@test.example>\n"
                            "Date: Mon, 5 Jan 2026 10:00:00 +0000\n\nViltti %u ei ole tullut.\n\n",
                            i, i, i, i, i);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

/* As the page is filled in by hand. */
static void
fill_setup (Fixture *fixture)
{
  HpImportSetup *setup;
  const char *paths[] = { fixture->desk.mail, NULL };

  hp_welcome_window_show_page (fixture->window, "setup", fixture->desk.desk);
  setup = HP_IMPORT_SETUP (find_widget (GTK_WIDGET (fixture->window), HP_TYPE_IMPORT_SETUP, NULL));
  g_assert_false (hp_import_setup_get_is_ready (setup));
  hp_import_setup_set_paths (setup, paths);
  g_assert_false (hp_import_setup_get_is_ready (setup));
  g_assert_true (hp_import_setup_add_address (setup, "Tuki@Havukka.example.com"));
  g_assert_true (hp_import_setup_get_is_ready (setup));
  g_assert_true (shows (fixture, "tuki@havukka.example.com"));
}

static void
test_first_page (Fixture *fixture, gconstpointer data)
{
  GtkWidget *account;

  hp_welcome_window_begin (fixture->window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window)));
  g_assert_true (shows (fixture, "Welcome to Helppari"));
  account = find_widget (GTK_WIDGET (fixture->window), ADW_TYPE_ACTION_ROW, "Connect a mailbox");
  g_assert_true (gtk_widget_get_sensitive (account));
}

static void
write_into (GtkWidget *page, const char *title, const char *text)
{
  hp_live_wait_until (find_widget (page, ADW_TYPE_ENTRY_ROW, title) != NULL);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (page, ADW_TYPE_ENTRY_ROW, title)), text);
}

/* A login that does not work says why, and makes no desk. */
static void
test_connect (Fixture *fixture, gconstpointer data)
{
  hp_welcome_window_show_page (fixture->window, "connect", fixture->desk.desk);
  GtkWidget *page = find_widget (GTK_WIDGET (fixture->window), HP_TYPE_CONNECT_PAGE, NULL);
  HpConnectPage *connect = HP_CONNECT_PAGE (page);

  g_assert_true (shows (fixture, "Connect a Mailbox"));
  g_assert_false (hp_connect_page_get_is_ready (connect));
  write_into (page, "Address", "tuki@example.test");
  g_assert_false (hp_connect_page_get_is_ready (connect));
  write_into (page, "Password", "salasana");
  g_assert_true (hp_connect_page_get_is_ready (connect));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_widget (page, ADW_TYPE_EXPANDER_ROW, NULL)),
                                 TRUE);
  write_into (page, "JMAP server, such as jmap.example.com", "https://127.0.0.1:9/");
  act (fixture, "welcome.begin");
  g_assert_false (hp_connect_page_get_is_ready (connect));
  hp_live_wait_until (hp_connect_page_get_is_ready (connect));
  g_assert_true (shows (fixture, "Helppari speaks JMAP so far. If your provider has it, name its "
                                 "server below."));
  g_assert_false (g_file_test (fixture->desk.desk, G_FILE_TEST_EXISTS));
  act (fixture, "welcome.back");
  g_assert_true (shows (fixture, "Welcome to Helppari"));
}

static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  HpImportSetup *setup;
  GtkWidget *entry;
  const char *bad[] = { "tuki", "@", "a b", "tuki@", "<script>" };

  write_mbox (fixture, 1);
  fill_setup (fixture);
  setup = HP_IMPORT_SETUP (find_widget (GTK_WIDGET (fixture->window), HP_TYPE_IMPORT_SETUP, NULL));
  entry = find_widget (GTK_WIDGET (setup), ADW_TYPE_ENTRY_ROW, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), bad[i]);
      act (fixture, "welcome.begin");
      g_assert_true (shows (fixture, "is not a mail address"));
      g_assert_true (gtk_widget_has_css_class (entry, "error"));
      g_assert_false (hp_welcome_window_is_busy (GTK_WINDOW (fixture->window)));
    }
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;

  write_mbox (fixture, 30);
  fill_setup (fixture);
  act (fixture, "welcome.begin");
  hp_live_wait_until (!hp_welcome_window_is_busy (GTK_WINDOW (fixture->window)));
  g_assert_true (shows (fixture, "Everything is in the desk"));
  g_assert_true (shows (fixture, "30"));
  g_assert_false (shows (fixture, "Looked At Twice"));
  act (fixture, "welcome.work");
  hp_live_wait_until (fixture->opened != NULL && fixture->window == NULL);
  g_assert_cmpstr (fixture->opened, ==, fixture->desk.desk);
  first = hp_desk_book_dup_first ();
  g_assert_cmpstr (first, ==, fixture->desk.desk);
}

/* Escape asks while there is work, and stopping keeps what was read. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  write_mbox (fixture, MANY);
  fill_setup (fixture);
  act (fixture, "welcome.begin");
  act (fixture, "welcome.back");
  g_assert_true (hp_welcome_window_is_busy (GTK_WINDOW (fixture->window)));
  answer ("stop");
  hp_live_wait_until (!hp_welcome_window_is_busy (GTK_WINDOW (fixture->window)));
  g_assert_true (shows (fixture, "Stopped."));
  act (fixture, "welcome.again");
  hp_live_wait_until (!hp_welcome_window_is_busy (GTK_WINDOW (fixture->window)));
  g_assert_true (shows (fixture, "Everything is in the desk"));
  act (fixture, "welcome.back");
  g_assert_null (get_dialog ());
  g_assert_true (shows (fixture, "Your Own Addresses"));
}

static void
test_close_while_working (Fixture *fixture, gconstpointer data)
{
  write_mbox (fixture, MANY);
  fill_setup (fixture);
  act (fixture, "welcome.begin");
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_nonnull (fixture->window);
  answer ("stop");
  hp_live_wait_until (fixture->window == NULL);
}

/* The desk can be worked in while the rest comes in. */
static void
test_work_meanwhile (Fixture *fixture, gconstpointer data)
{
  write_mbox (fixture, MANY);
  fill_setup (fixture);
  act (fixture, "welcome.begin");
  hp_live_fixture_import (&fixture->desk, "one", "Apple", 1, NULL);
  hp_welcome_window_open (fixture->window, fixture->desk.desk);
  hp_live_wait_until (fixture->opened != NULL);
  hp_live_wait_until (fixture->window == NULL ||
                      !hp_welcome_window_is_busy (GTK_WINDOW (fixture->window)));
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->desk.mail, "new", NULL);
  g_autofree char *junk = g_build_filename (folder, "junk", NULL);
  g_autofree char *cur = g_build_filename (fixture->desk.mail, "cur", NULL);
  g_autofree char *gone = g_build_filename (cur, "a: <b>", NULL);
  GtkWidget *row;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (cur, 0700), ==, 0);
  g_assert_true (g_file_set_contents (junk, "\1\2\3 no mail <b>&", -1, NULL));
  g_assert_cmpint (symlink ("/nowhere/at/all", gone), ==, 0);
  fill_setup (fixture);
  act (fixture, "welcome.begin");
  hp_live_wait_until (!hp_welcome_window_is_busy (GTK_WINDOW (fixture->window)));
  g_assert_true (shows (fixture, "Looked At Twice"));
  g_assert_true (shows (fixture, "1 message could not be read as a mail"));
  g_assert_true (shows (fixture, "1 file was passed over"));
  row = find_widget (GTK_WIDGET (fixture->window), ADW_TYPE_EXPANDER_ROW, "passed over");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_test_widget_wait_for_draw (row);
  hp_live_wait_until (shows (fixture, "a: <b>"));
  g_assert_true (shows (fixture, "No such file"));
}

static void
test_demo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *demo = hp_desk_book_dup_usual (TRUE);

  act (fixture, "welcome.demo");
  hp_live_wait_until (fixture->opened != NULL);
  g_assert_cmpstr (fixture->opened, ==, demo);
  g_clear_pointer (&fixture->opened, g_free);
  hp_live_wait_until (fixture->window == NULL);
  make_window (fixture);
  act (fixture, "welcome.demo");
  hp_live_wait_until (fixture->opened != NULL);
}

static void
test_last_desk (Fixture *fixture, gconstpointer data)
{
  hp_live_fixture_import (&fixture->desk, "one", "Apple", 1, NULL);
  hp_desk_book_add (fixture->desk.desk);
  hp_welcome_window_begin (fixture->window);
  hp_live_wait_until (fixture->opened != NULL && fixture->window == NULL);
  g_assert_cmpstr (fixture->opened, ==, fixture->desk.desk);
}

/* A desk that is gone is told, can be forgotten, and opens by itself when it is back. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) known = NULL;

  hp_desk_book_add (fixture->desk.desk);
  hp_welcome_window_begin (fixture->window);
  hp_live_wait_until (shows (fixture, "Not Where It Was"));
  act (fixture, "welcome.forget");
  known = hp_desk_book_list ();
  g_assert_null (known[0]);
  act (fixture, "welcome.back");
  hp_welcome_window_open (fixture->window, fixture->desk.desk);
  hp_live_wait_until (shows (fixture, "Not Where It Was"));
  hp_live_fixture_import (&fixture->desk, "one", "Apple", 1, NULL);
  hp_live_wait_until (fixture->opened != NULL);
}

static void
damage (Fixture *fixture, const char *bytes, gssize length)
{
  g_autofree char *path = g_build_filename (fixture->desk.desk, "desk.db", NULL);

  g_assert_cmpint (g_mkdir (fixture->desk.desk, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  damage (fixture, "This was a database once.", -1);
  hp_welcome_window_open (fixture->window, fixture->desk.desk);
  hp_live_wait_until (shows (fixture, "Damaged") || shows (fixture, "Not a Desk"));
  g_assert_null (fixture->opened);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->desk.desk, "desk.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  hp_live_fixture_import (&fixture->desk, "one", "Apple", 1, NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  /* SQLite's file format keeps user_version as 4 bytes at offset 60. */
  memcpy (bytes + 60, "\0\0\3\347", 4);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  hp_welcome_window_open (fixture->window, fixture->desk.desk);
  hp_live_wait_until (shows (fixture, "A Newer Helppari"));
  g_assert_null (fixture->opened);
}

static void
test_book (void)
{
  g_auto (GStrv) known = NULL;
  g_autofree char *first = NULL;

  forget_all ();
  hp_desk_book_add ("/one");
  hp_desk_book_add ("/two");
  hp_desk_book_add ("/one");
  hp_desk_book_add ("/b\xff");
  known = hp_desk_book_list ();
  g_assert_cmpstr (known[0], ==, "/one");
  g_assert_cmpstr (known[1], ==, "/two");
  g_assert_null (known[2]);
  hp_desk_book_forget ("/one");
  first = hp_desk_book_dup_first ();
  g_assert_cmpstr (first, ==, "/two");
  hp_desk_book_forget ("/two");
  g_free (first);
  first = hp_desk_book_dup_first ();
  g_assert_true (g_str_has_suffix (first, "/helppari/desk"));
}

static void
test_time_left (void)
{
  HpImportProgress progress = { .seconds = 1.0, .bytes_done = 50, .bytes_total = 100 };
  g_autofree char *early = hp_import_view_dup_time_left (&progress);
  progress.seconds = 46 * 60.0;
  g_autofree char *minutes = hp_import_view_dup_time_left (&progress);
  progress.bytes_done = 99;
  g_autofree char *soon = hp_import_view_dup_time_left (&progress);
  progress.bytes_total = 0;
  g_autofree char *unknown = hp_import_view_dup_time_left (&progress);

  g_assert_cmpstr (early, ==, "");
  g_assert_cmpstr (minutes, ==, "about 46 min left");
  g_assert_cmpstr (soon, ==, "less than a minute left");
  g_assert_cmpstr (unknown, ==, "");
}

/* Every button and entry says what it is to a screen reader. */
static void
check_names (GtkWidget *widget)
{
  gboolean is_named =
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) ||
      gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                        GTK_ACCESSIBLE_RELATION_LABELLED_BY);

  if (GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL &&
      gtk_widget_get_mapped (widget) &&
      gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW) == NULL &&
      gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL)
    g_assert_true (is_named);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_names (child);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  hp_desk_book_add (fixture->desk.desk);
  hp_welcome_window_show_page (fixture->window, "desks", NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  check_names (GTK_WIDGET (fixture->window));
  write_mbox (fixture, 1);
  fill_setup (fixture);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  check_names (GTK_WIDGET (fixture->window));
}

/* Pictures for people to look at. */

typedef struct
{
  const char *name;
  int width;
  int height;
  AdwColorScheme scheme;
} Look;

static const Look LOOKS[] = {
  { "light", 840, 624, ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", 840, 624, ADW_COLOR_SCHEME_FORCE_DARK },
  { "narrow", 360, 640, ADW_COLOR_SCHEME_FORCE_LIGHT },
};

static gboolean
is_never_busy (GtkWindow *window)
{
  return FALSE;
}

static void
on_picture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(int *) data = hp_screenshot_take_finish (result, NULL);
}

/* Taken again where a frame came between: the window has nothing to show just then. */
static void
take (Fixture *fixture, const char *page, const Look *look)
{
  g_autofree char *name = g_strdup_printf ("%s-%s.png", page, look->name);
  g_autofree char *path = g_build_filename (g_getenv ("HELPPARI_PICTURES"), name, NULL);
  int outcome = FALSE;

  for (guint tries = 0; outcome != TRUE && tries < 10; tries++)
    {
      outcome = -1;
      hp_screenshot_take_async (GTK_WINDOW (fixture->window), path, is_never_busy, on_picture_cb,
                                &outcome);
      hp_live_wait_until (outcome >= 0);
    }
  g_assert_true (outcome);
}

static void
prepare (Fixture *fixture, const Look *look)
{
  if (fixture->window == NULL)
    make_window (fixture);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), look->scheme);
  gtk_widget_add_css_class (GTK_WIDGET (fixture->window), "screenshot");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), look->width, look->height);
}

static void
picture_import (Fixture *fixture, const Look *look)
{
  g_autofree char *other = g_build_filename (fixture->desk.root, look->name, NULL);
  HpImportSetup *setup;
  GtkWidget *entry;

  fill_setup (fixture);
  setup = HP_IMPORT_SETUP (find_widget (GTK_WIDGET (fixture->window), HP_TYPE_IMPORT_SETUP, NULL));
  hp_import_setup_set_folder (setup, other);
  entry = find_widget (GTK_WIDGET (setup), ADW_TYPE_ENTRY_ROW, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "tuki(at)havukka.example");
  act (fixture, "welcome.begin");
  take (fixture, "setup-error", look);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  take (fixture, "setup", look);
  act (fixture, "welcome.begin");
  take (fixture, "import", look);
  act (fixture, "welcome.back");
  hp_live_wait_until (get_dialog () != NULL);
  answer ("stop");
  hp_live_wait_until (!hp_welcome_window_is_busy (GTK_WINDOW (fixture->window)));
  take (fixture, "stopped", look);
  act (fixture, "welcome.again");
  hp_live_wait_until (!hp_welcome_window_is_busy (GTK_WINDOW (fixture->window)));
  take (fixture, "report", look);
  g_object_set (find_widget (GTK_WIDGET (fixture->window), ADW_TYPE_EXPANDER_ROW, NULL), "expanded",
                TRUE, NULL);
  take (fixture, "report-open", look);
}

static void
test_pictures (Fixture *fixture, gconstpointer data)
{
  g_autofree char *gone = g_build_filename (fixture->desk.root, "Havukka vanha", NULL);
  g_autofree char *folder = g_build_filename (fixture->desk.mail, "new", NULL);
  g_autofree char *junk = g_build_filename (folder, "junk", NULL);
  g_autofree char *cur = g_build_filename (fixture->desk.mail, "cur", NULL);

  g_mkdir (folder, 0700);
  g_mkdir (cur, 0700);
  g_file_set_contents (junk, "\1\2\3 no mail", -1, NULL);
  write_mbox (fixture, MANY * 3);
  hp_live_fixture_import (&fixture->desk, "one", "Apple", 1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (LOOKS); i++)
    {
      prepare (fixture, &LOOKS[i]);
      hp_welcome_window_show_page (fixture->window, "start", NULL);
      take (fixture, "start", &LOOKS[i]);
      hp_welcome_window_show_page (fixture->window, "connect", fixture->desk.desk);
      take (fixture, "connect", &LOOKS[i]);
      hp_desk_book_add (gone);
      hp_desk_book_add (fixture->desk.desk);
      hp_welcome_window_show_page (fixture->window, "desks", NULL);
      take (fixture, "desks", &LOOKS[i]);
      hp_welcome_window_open (fixture->window, gone);
      take (fixture, "gone", &LOOKS[i]);
      act (fixture, "welcome.back");
      picture_import (fixture, &LOOKS[i]);
      gtk_window_destroy (GTK_WINDOW (fixture->window));
      hp_live_wait_until (fixture->window == NULL);
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

/* One for all tests: the windows belong to it. */
static HpApplication *
make_application (void)
{
  g_autoptr (HpApplication) app = hp_application_new ();
  g_autoptr (GError) error = NULL;

  g_application_set_flags (G_APPLICATION (app), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (app), NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&app);
}

static void
add_tests (void)
{
  ADD ("/welcome/first-page", test_first_page);
  ADD ("/welcome/connect", test_connect);
  ADD ("/welcome/addresses", test_addresses);
  ADD ("/welcome/import", test_import);
  ADD ("/welcome/stop", test_stop);
  ADD ("/welcome/close-while-working", test_close_while_working);
  ADD ("/welcome/work-meanwhile", test_work_meanwhile);
  ADD ("/welcome/unreadable", test_unreadable);
  ADD ("/welcome/demo", test_demo);
  ADD ("/welcome/last-desk", test_last_desk);
  ADD ("/welcome/gone", test_gone);
  ADD ("/welcome/damaged", test_damaged);
  ADD ("/welcome/newer", test_newer);
  ADD ("/welcome/names", test_names);
  g_test_add_func ("/welcome/book", test_book);
  g_test_add_func ("/welcome/time-left", test_time_left);
  if (g_getenv ("HELPPARI_PICTURES") != NULL)
    ADD ("/welcome/pictures", test_pictures);
}

int
main (int argc, char **argv)
{
  g_autoptr (HpApplication) app = NULL;
  HpLiveFixture root;
  int status;

  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    return SKIPPED;
  hp_live_fixture_set_up (&root);
  g_setenv ("XDG_DATA_HOME", root.root, TRUE);
  gtk_test_init (&argc, &argv);
  app = make_application ();
  add_tests ();
  status = g_test_run ();
  hp_live_fixture_tear_down (&root);
  return status;
}
