/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A message as it is read: its original in the program for it (a script here), and what its text
 * and its bytes let the card say. */

#include "app/inbox/hp-message-card.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/inbox/hp-body-view.h"
#include "app/inbox/hp-conversation-pane.h"
#include "app/inbox/hp-file-chip.h"
#include "app/inbox/hp-inline-pictures.h"
#include "app/inbox/hp-link.h"
#include "app/inbox/hp-mail-facts.h"
#include "app/inbox/hp-scaled-picture.h"
#include "app/original/hp-original-message.h"
#include "hp-app-fixture.h"

#define SKIPPED 77
#define HEAD                                                                                       \
  "From: Cherry <cherry@customer.example>\r\nTo: support@test.example\r\nSubject: Cherry\r\n"      \
  "Date: Thu, 1 Jan 2026 10:00:00 +0000\r\nMessage-ID: <cherry@test.example>\r\n"                  \
  "MIME-Version: 1.0\r\n"
#define PLAIN HEAD "\r\nTwo < three\r\n"
#define HTML                                                                                       \
  HEAD "Content-Type: multipart/related; boundary=b\r\n\r\n"                                       \
       "--b\r\nContent-Type: text/html\r\n\r\n"                                                    \
       "<script>bad()</script><p>Red berries</p><img src=cid:berry@x>"                             \
       "<img src=http://pictures.example/a.png width=200 height=100>"                              \
       "<img src=http://pictures.example/b.png width=200 height=100>"                              \
       "<img src=http://spy.example/open.gif width=1 height=1>\r\n"                                \
       "--b\r\nContent-Type: image/png\r\nContent-ID: <berry@x>\r\n\r\nnot really\r\n--b--\r\n"

#define LINKS                                                                                      \
  HEAD "\r\nSee https://shop.example/a?b=c, or (www.shop.example) and file:///etc/passwd.\r\n"     \
       "Or write to help@shop.example\r\n"

#define BOUNCE                                                                                     \
  "From: MAILER-DAEMON@test.example\r\nTo: support@test.example\r\nSubject: Undelivered\r\n"       \
  "Date: Thu, 1 Jan 2026 10:00:00 +0000\r\nMessage-ID: <bounce@test.example>\r\n"                  \
  "MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; "             \
  "boundary=b\r\n\r\n--b\r\n\r\nIt did not arrive.\r\n"                                            \
  "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; test.example\r\n\r\n"   \
  "Final-Recipient: rfc822; full@customer.example\r\nAction: failed\r\nStatus: 5.2.2\r\n--b--\r\n"

#define INVITATION                                                                                 \
  HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nPlease come.\r\n"              \
       "--b\r\nContent-Type: text/calendar; "                                                      \
       "method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"                                 \
       "SUMMARY:Berries\r\nLOCATION:Garden\r\nDTSTART;VALUE=DATE:20260105\r\n"                     \
       "DTEND;VALUE=DATE:20260107\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"                              \
       "--b\r\nContent-Type: text/vcard\r\n\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Cherry Red\r\n"    \
       "TEL:+358 40 000 0001\r\nEMAIL:cherry@customer.example\r\nEND:VCARD\r\n--b--\r\n"

#define ENCRYPTED                                                                                  \
  HEAD "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; "               \
       "boundary=b\r\n\r\n"                                                                        \
       "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n"                      \
       "--b\r\nContent-Type: application/octet-stream\r\n\r\nsealed\r\n--b--\r\n"

/* A picture of one pixel, and one that is none. */
#define PICTURES                                                                                   \
  HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nLook.\r\n"                     \
       "--b\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename=good.png\r\n"      \
       "Content-Transfer-Encoding: base64\r\n\r\n"                                                 \
       "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+"                             \
       "M9QDwADhgGAWjR9awAAAABJRU5ErkJg"                                                           \
       "gg==\r\n"                                                                                  \
       "--b\r\nContent-Type: image/png\r\nContent-Disposition: inline; filename=bad.png\r\n\r\n"   \
       "nothing\r\n--b--\r\n"

#define FORMATTED                                                                                  \
  HEAD "Content-Type: text/html\r\n\r\n<h2>Order</h2><p>See <a href=https://thief.example/>"       \
       "bank.example</a> and <a href=https://shop.example/terms>the terms</a>.</p>"                \
       "<ul><li>one <b>red</b> sock</li></ul><p>Or www.shop.example</p>\r\n"

#define PROGRAM                                                                                    \
  HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nYour invoice.\r\n"             \
       "--b\r\nContent-Type: application/pdf\r\n"                                                  \
       "Content-Disposition: attachment; filename=invoice.sh\r\n\r\n"                              \
       "#!/bin/sh\r\nrm\r\n--b--\r\n"

/* A program for links, which writes them down. */
#define OPENER "#!/bin/sh\necho \"$1\" >>\"$0.log\"\n"
#define OPENER_ENTRY                                                                               \
  "[Desktop Entry]\nType=Application\nName=Opener\nExec=%s %%u\n"                                  \
  "MimeType=x-scheme-handler/https;x-scheme-handler/http;x-scheme-handler/mailto;"                 \
  "application/x-shellscript;\n"
#define OPENER_DEFAULTS                                                                            \
  "[Default Applications]\nx-scheme-handler/https=opener.desktop\n"                                \
  "x-scheme-handler/http=opener.desktop\nx-scheme-handler/mailto=opener.desktop\n"                 \
  "application/x-shellscript=opener.desktop\n"

/* Puts what it reads into a file beside it. */
#define SCRIPT "#!/bin/sh\nwhile read -r line; do echo \"$line\" >>\"$0.log\"; echo shown; done\n"

static GtkWidget *
get_card (HpAppFixture *fixture)
{
  return hp_app_find (GTK_WIDGET (fixture->window), HP_TYPE_MESSAGE_CARD);
}

static gboolean
reads (HpAppFixture *fixture, const char *text)
{
  return hp_app_shows (fixture, HP_TYPE_CONVERSATION_PANE, text);
}

static void
set_up (HpAppFixture *fixture, gconstpointer raw)
{
  hp_live_fixture_set_up (&fixture->desk);
  hp_live_fixture_import_raw (&fixture->desk, "cherry", raw);
  hp_app_fixture_open (fixture);
  hp_app_select (fixture, 0);
  hp_live_wait_until (get_card (fixture) != NULL && gtk_widget_get_mapped (get_card (fixture)));
}

/* Comes first: later there is a program, and it runs. */
static void
test_no_program (HpAppFixture *fixture, gconstpointer data)
{
  hp_app_press (fixture, GDK_KEY_v, 0);
  hp_live_wait_until (reads (fixture, "Install WebKitGTK to see originals"));
  g_assert_true (reads (fixture, "Show Source"));
}

/* The desk has no such mail. */
static void
test_lost_original (HpAppFixture *fixture, gconstpointer data)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-original", "x",
                              G_GINT64_CONSTANT (4711));
  hp_live_wait_until (reads (fixture, "Restore a backup to see it"));
  g_assert_false (reads (fixture, "Show Source"));
}

static gboolean
has_line (const char *path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strchr (text, '\n') != NULL;
}

/* The line that a script writes. Returns: (transfer full). */
static char *
wait_for_line (const char *path)
{
  char *line = NULL;

  hp_live_wait_until (has_line (path));
  g_assert_true (g_file_get_contents (path, &line, NULL, NULL));
  return g_strchomp (line);
}

/* What the program gets when the key is pressed. */
static HpOriginalMessage *
show_original (HpAppFixture *fixture)
{
  const char *program = g_getenv ("HELPPARI_SHOW_ORIGINAL");
  g_autofree char *log = g_strconcat (program, ".log", NULL);
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (program, SCRIPT, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  g_remove (log);
  hp_app_press (fixture, GDK_KEY_v, 0);
  line = wait_for_line (log);
  HpOriginalMessage *message = hp_original_message_parse (line, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (message->subject, ==, "Cherry");
  return message;
}

static void
test_original (HpAppFixture *fixture, gconstpointer data)
{
  g_autoptr (HpOriginalMessage) message = show_original (fixture);

  g_assert_nonnull (strstr (message->html, "Red berries"));
  g_assert_null (strstr (message->html, "<script"));
  g_assert_null (strstr (message->html, "http:"));
  g_assert_cmpuint (message->parts->len, ==, 1);
  g_assert_nonnull (hp_original_message_find_part (message, "cid:berry@x"));
}

static void
test_plain_original (HpAppFixture *fixture, gconstpointer data)
{
  g_autoptr (HpOriginalMessage) message = show_original (fixture);

  g_assert_true (g_str_has_prefix (message->html, "<pre"));
  g_assert_nonnull (strstr (message->html, "Two &lt; three"));
}

static GtkWidget *
get_body (HpAppFixture *fixture)
{
  return hp_app_find (get_card (fixture), HP_TYPE_BODY_VIEW);
}

/* A key as the links get it. */
static gboolean
press_on_links (HpAppFixture *fixture, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (get_body (fixture));
  gboolean is_handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);
      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          g_strcmp0 (gtk_event_controller_get_name (controller), "link") == 0)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_handled);
    }
  return is_handled;
}

/* What Enter opens. */
static void
check_opens (HpAppFixture *fixture, const char *expected)
{
  g_autofree char *log = g_build_filename (g_get_user_data_dir (), "open.log", NULL);
  g_autofree char *opened = NULL;

  g_remove (log);
  g_assert_true (press_on_links (fixture, GDK_KEY_Return, 0));
  opened = wait_for_line (log);
  g_assert_cmpstr (opened, ==, expected);
}

static void
test_links (HpAppFixture *fixture, gconstpointer data)
{
  g_assert_false (press_on_links (fixture, GDK_KEY_Return, 0));
  g_assert_true (press_on_links (fixture, GDK_KEY_Tab, 0));
  check_opens (fixture, "https://shop.example/a?b=c");
  g_assert_true (press_on_links (fixture, GDK_KEY_Tab, 0));
  check_opens (fixture, "http://www.shop.example");
  g_assert_true (press_on_links (fixture, GDK_KEY_Tab, 0));
  check_opens (fixture, "mailto:help@shop.example");
  g_assert_false (press_on_links (fixture, GDK_KEY_Tab, 0));
  g_assert_true (press_on_links (fixture, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  check_opens (fixture, "http://www.shop.example");
}

/* The menu is about the link that is selected, and about none where there is none. */
static void
test_link_menu (HpAppFixture *fixture, gconstpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));
  GtkWidget *body = get_body (fixture);
  g_autoptr (GdkContentProvider) nothing = NULL;

  gdk_clipboard_set_content (clipboard, NULL);
  gtk_widget_activate_action (body, "link.copy", NULL);
  g_assert_null (gdk_clipboard_get_content (clipboard));
  press_on_links (fixture, GDK_KEY_Tab, 0);
  gtk_widget_activate_action (body, "link.copy", NULL);
  g_auto (GValue) value = G_VALUE_INIT;
  g_value_init (&value, G_TYPE_STRING);
  nothing = g_object_ref (gdk_clipboard_get_content (clipboard));
  g_assert_true (gdk_content_provider_get_value (nothing, &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "https://shop.example/a?b=c");
}

static void
test_link_hosts (void)
{
  g_assert_true (hp_link_is_misleading ("https://bank.example", "https://thief.example/"));
  g_assert_true (hp_link_is_misleading ("bank.example", "https://thief.example/bank.example"));
  g_assert_true (hp_link_is_misleading ("www.bank.example/login", "tel:+358400000"));
  g_assert_true (hp_link_is_misleading ("me@bank.example", "mailto:me@thief.example"));
  g_assert_true (
      hp_link_is_misleading ("https://bank.example", "https://bank.example@thief.example"));
  g_assert_false (hp_link_is_misleading ("www.bank.example", "https://BANK.example/login"));
  g_assert_false (hp_link_is_misleading ("me@bank.example", "mailto:me@bank.example?subject=a"));
  g_assert_false (hp_link_is_misleading ("our shop", "https://bank.example/"));
  g_assert_true (hp_link_is_openable ("HTTPS://bank.example"));
  g_assert_true (hp_link_is_openable ("tel:+358400000"));
  g_assert_false (hp_link_is_openable ("file:///etc/passwd"));
  g_assert_false (hp_link_is_openable ("javascript:alert(1)"));
  g_assert_false (hp_link_is_openable ("shop.example"));
}

static GtkWidget *
find_question (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);
      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static void
test_misleading_link (HpAppFixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_build_filename (g_get_user_data_dir (), "open.log", NULL);

  g_remove (log);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-link", "(ss)", "bank.example",
                              "https://thief.example/");
  GtkWidget *question = find_question ();
  g_assert_nonnull (question);
  g_assert_true (hp_app_has_label (question, "thief.example"));
  gtk_window_destroy (GTK_WINDOW (question));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

/* The file of the card that shows. */
static void
open_file (HpAppFixture *fixture)
{
  GtkWidget *chip = hp_app_find (GTK_WIDGET (fixture->window), HP_TYPE_FILE_CHIP);

  g_assert_nonnull (chip);
  g_signal_emit_by_name (hp_app_find (chip, GTK_TYPE_BUTTON), "clicked");
}

/* Opens only after the question, which says what it is. */
static void
test_attached_program (HpAppFixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_build_filename (g_get_user_data_dir (), "open.log", NULL);
  g_autofree char *opened = NULL;

  g_remove (log);
  open_file (fixture);
  hp_live_wait_until (find_question () != NULL);
  g_assert_true (hp_app_has_label (find_question (), "invoice.sh"));
  gtk_window_close (GTK_WINDOW (find_question ()));
  hp_live_wait_until (find_question () == NULL);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));

  open_file (fixture);
  hp_live_wait_until (find_question () != NULL);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_question ()), "open");
  opened = wait_for_line (log);
  g_assert_true (g_str_has_suffix (opened, "/invoice.sh"));
}

static void
test_bounce (HpAppFixture *fixture, gconstpointer data)
{
  hp_live_wait_until (reads (fixture, "full@customer.example: the mailbox is full"));
}

static void
test_invitation (HpAppFixture *fixture, gconstpointer data)
{
  hp_live_wait_until (reads (fixture, "Invitation: Berries"));
  g_assert_true (reads (fixture, "Mon 5 Jan 2026–Tue 6 Jan 2026 · Garden"));
  g_assert_true (reads (fixture, "Cherry Red"));
  g_assert_true (reads (fixture, "+358 40 000 0001 · cherry@customer.example"));
  /* What they say needs no file without a name beside it. */
  g_assert_false (reads (fixture, "Unnamed file"));
}

static void
test_encrypted (HpAppFixture *fixture, gconstpointer data)
{
  hp_live_wait_until (reads (fixture, "Encrypted with OpenPGP"));
}

static void
test_held_back (HpAppFixture *fixture, gconstpointer data)
{
  hp_live_wait_until (reads (fixture, "Held back: 2 pictures · 1 tracker"));
  g_assert_true (reads (fixture, "Show Original"));
}

/* The good one shows instead of its chip; of the bad one there is a chip. */
static void
test_pictures (HpAppFixture *fixture, gconstpointer data)
{
  GtkWidget *pictures = hp_app_find (get_card (fixture), HP_TYPE_INLINE_PICTURES);

  hp_live_wait_until (!hp_window_is_busy (fixture->window));
  g_assert_true (gtk_widget_get_visible (pictures));
  GtkWidget *button = gtk_widget_get_first_child (pictures);
  g_assert_nonnull (hp_app_find (button, HP_TYPE_SCALED_PICTURE));
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_null (gtk_widget_get_next_sibling (button));
  g_assert_true (reads (fixture, "bad.png"));
  g_assert_false (reads (fixture, "good.png"));
}

static gboolean
has_tag (GtkTextBuffer *buffer, const char *words, const char *tag)
{
  GtkTextTag *found = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), tag);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (buffer, &start);
  return found != NULL && gtk_text_iter_forward_search (&start, words, 0, &start, &end, NULL) &&
         gtk_text_iter_starts_tag (&start, found) && gtk_text_iter_ends_tag (&end, found);
}

/* What the HTML says of words is laid over them; their links lead where it says. */
static void
test_formatted (HpAppFixture *fixture, gconstpointer data)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_body (fixture)));

  hp_live_wait_until (has_tag (buffer, "Order", "heading"));
  g_assert_true (has_tag (buffer, "red", "bold"));
  g_assert_true (has_tag (buffer, "bank.example", "link"));
  g_assert_true (has_tag (buffer, "the terms", "link"));
  g_assert_true (has_tag (buffer, "www.shop.example", "link"));
  g_assert_false (has_tag (buffer, "sock", "bold"));
  press_on_links (fixture, GDK_KEY_Tab, 0);
  press_on_links (fixture, GDK_KEY_Return, 0);
  GtkWidget *question = find_question ();
  g_assert_true (hp_app_has_label (question, "https://thief.example/"));
  gtk_window_destroy (GTK_WINDOW (question));
  press_on_links (fixture, GDK_KEY_Tab, 0);
  check_opens (fixture, "https://shop.example/terms");
  press_on_links (fixture, GDK_KEY_Tab, 0);
  check_opens (fixture, "http://www.shop.example");
}

/* The text asks for as much room as it takes. */
static void
test_formatted_height (HpAppFixture *fixture, gconstpointer data)
{
  GtkTextView *view = GTK_TEXT_VIEW (get_body (fixture));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter end;
  int y;
  int height;
  int asked;

  hp_live_wait_until (has_tag (buffer, "Order", "heading"));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_view_get_line_yrange (view, &end, &y, &height);
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_VERTICAL,
                      gtk_widget_get_width (GTK_WIDGET (view)), &asked, NULL, NULL, NULL);
  g_assert_cmpint (asked, ==, y + height);
}

/* Of most mails there is nothing to tell. */
static void
test_no_facts (HpAppFixture *fixture, gconstpointer data)
{
  GtkWidget *facts = hp_app_find (get_card (fixture), HP_TYPE_MAIL_FACTS);

  hp_live_wait_until (!hp_window_is_busy (fixture->window));
  g_assert_false (gtk_widget_get_visible (facts));
}

static void
write_file (const char *folder, const char *name, int mode, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

/* Links are opened by a script in @folder. */
static void
add_opener (const char *folder)
{
  g_autofree char *opener = g_build_filename (folder, "open", NULL);
  g_autofree char *entry = g_strdup_printf (OPENER_ENTRY, opener);

  write_file (folder, "open", 0700, OPENER);
  write_file (folder, "applications/opener.desktop", 0600, entry);
  write_file (folder, "applications/mimeapps.list", 0600, OPENER_DEFAULTS);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
}

static int
remove_entry (const char *path, const struct stat *about, int type, struct FTW *where)
{
  return g_remove (path);
}

#define ADD(path, raw, function)                                                                   \
  g_test_add (path, HpAppFixture, raw, set_up, function, hp_app_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("helppari-card-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "show", NULL);

  add_opener (folder);
  g_setenv ("HELPPARI_SHOW_ORIGINAL", program, TRUE);
  g_autoptr (HpApplication) app = hp_app_fixture_init (&argc, &argv);
  if (app == NULL)
    return SKIPPED;
  ADD ("/message-card/no-program", PLAIN, test_no_program);
  ADD ("/message-card/lost-original", PLAIN, test_lost_original);
  ADD ("/message-card/original", HTML, test_original);
  ADD ("/message-card/plain-original", PLAIN, test_plain_original);
  ADD ("/message-card/links", LINKS, test_links);
  ADD ("/message-card/link-menu", LINKS, test_link_menu);
  ADD ("/message-card/misleading-link", PLAIN, test_misleading_link);
  ADD ("/message-card/attached-program", PROGRAM, test_attached_program);
  ADD ("/message-card/bounce", BOUNCE, test_bounce);
  ADD ("/message-card/invitation", INVITATION, test_invitation);
  ADD ("/message-card/encrypted", ENCRYPTED, test_encrypted);
  ADD ("/message-card/held-back", HTML, test_held_back);
  ADD ("/message-card/pictures", PICTURES, test_pictures);
  ADD ("/message-card/formatted", FORMATTED, test_formatted);
  ADD ("/message-card/formatted-height", FORMATTED, test_formatted_height);
  ADD ("/message-card/no-facts", PLAIN, test_no_facts);
  g_test_add_func ("/message-card/link-hosts", test_link_hosts);
  int status = g_test_run ();
  nftw (folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
  return status;
}
